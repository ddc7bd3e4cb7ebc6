import type { ReactNode } from 'react';
import { TextLink } from '../../ui';
import styles from './Manual.module.css';
import type { Block, Inline } from './markdown';

/** A chapter of the manual as elements; text stays text, so nothing in a chapter can become markup. */
export function Manual({ blocks }: { blocks: readonly Block[] }) {
  return <div className={styles.manual}>{blocks.map(renderBlock)}</div>;
}

// Keys are places: a chapter never changes while it is shown.
function renderBlock(block: Block, key: number): ReactNode {
  switch (block.kind) {
    case 'heading': {
      const Heading = block.level === 3 ? 'h3' : 'h2';
      return (
        <Heading key={key} id={block.id} tabIndex={-1}>
          {block.children.map(renderInline)}
        </Heading>
      );
    }
    case 'paragraph':
      return <p key={key}>{block.children.map(renderInline)}</p>;
    case 'list': {
      const List = block.isOrdered ? 'ol' : 'ul';
      return (
        <List key={key}>
          {block.items.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: items never change place
            <li key={index}>
              {isOneParagraph(item) ? item[0].children.map(renderInline) : item.map(renderBlock)}
            </li>
          ))}
        </List>
      );
    }
    case 'quote':
      return <blockquote key={key}>{block.children.map(renderBlock)}</blockquote>;
    case 'code':
      return (
        <pre key={key}>
          <code>{block.text}</code>
        </pre>
      );
    case 'table':
      return (
        <table key={key}>
          <thead>
            <tr>{block.head.map((cell, index) => renderCell(cell, index, 'th'))}</tr>
          </thead>
          <tbody>
            {block.rows.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows never change place
              <tr key={index}>{row.map((cell, column) => renderCell(cell, column, 'td'))}</tr>
            ))}
          </tbody>
        </table>
      );
  }
}

function renderCell(cell: readonly Inline[], key: number, Cell: 'th' | 'td') {
  return (
    <Cell key={key} {...(Cell === 'th' ? { scope: 'col' } : {})}>
      {cell.map(renderInline)}
    </Cell>
  );
}

function isOneParagraph(item: readonly Block[]): item is readonly [Extract<Block, { kind: 'paragraph' }>] {
  return item.length === 1 && item[0]?.kind === 'paragraph';
}

function renderInline(part: Inline, key: number): ReactNode {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'code':
      return <code key={key}>{part.text}</code>;
    case 'strong':
      return <strong key={key}>{part.children.map(renderInline)}</strong>;
    case 'em':
      return <em key={key}>{part.children.map(renderInline)}</em>;
    case 'link': {
      const children = part.children.map(renderInline);
      const to = chapterAddress(part.to);
      // There is no network and no browser beside the program: what is no chapter stays words.
      return to === null ? (
        <span key={key}>{children}</span>
      ) : (
        <TextLink key={key} to={to}>
          {children}
        </TextLink>
      );
    }
  }
}

/** `einstufung.md` → `/hilfe/einstufung`; null for what leads out of the manual. */
function chapterAddress(target: string): string | null {
  const chapter = /^([a-z-]+|README)\.md(?:#.*)?$/u.exec(target)?.[1];
  if (!chapter) return null;
  return chapter === 'README' ? '/hilfe' : `/hilfe/${chapter}`;
}
