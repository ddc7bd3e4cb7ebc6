import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Block,
  type Inline,
  parseInline,
  parseMarkdown,
  plainText,
} from '../../renderer/features/help/markdown';

const MANUAL = join(import.meta.dirname, '..', '..', 'docs', 'handbuch');
const text = (value: string): Inline => ({ kind: 'text', text: value });

describe('the reader of the manual', () => {
  it('knows headings, paragraphs over several lines, lists with continued items, quotes, code and tables', () => {
    const source = [
      '# Titel',
      'Erste Zeile',
      'zweite Zeile',
      '',
      '## Ein Abschnitt: mit Zeichen!',
      '1. eins',
      '   weiter',
      '2. zwei',
      '',
      '* a',
      '* b',
      '> Hinweis',
      '```',
      'a  **b**',
      '```',
      '| A | B |',
      '|---|---|',
      '| 1 | x \\| y |',
    ].join('\n');
    expect(parseMarkdown(source)).toEqual([
      { kind: 'heading', level: 1, id: 'titel', children: [text('Titel')] },
      { kind: 'paragraph', children: [text('Erste Zeile zweite Zeile')] },
      {
        kind: 'heading',
        level: 2,
        id: 'ein-abschnitt-mit-zeichen',
        children: [text('Ein Abschnitt: mit Zeichen!')],
      },
      {
        kind: 'list',
        isOrdered: true,
        items: [
          [{ kind: 'paragraph', children: [text('eins weiter')] }],
          [{ kind: 'paragraph', children: [text('zwei')] }],
        ],
      },
      {
        kind: 'list',
        isOrdered: false,
        items: [
          [{ kind: 'paragraph', children: [text('a')] }],
          [{ kind: 'paragraph', children: [text('b')] }],
        ],
      },
      { kind: 'quote', children: [{ kind: 'paragraph', children: [text('Hinweis')] }] },
      { kind: 'code', text: 'a  **b**' },
      {
        kind: 'table',
        head: [[text('A')], [text('B')]],
        rows: [[[text('1')], [text('x | y')]]],
      },
    ]);
  });

  it('reads bold, emphasis, code and links, and leaves everything else as it is written', () => {
    expect(parseInline('a **b *c*** `d*e` [f](g.md) \\*h <b>i</b> 2 * 3')).toEqual([
      text('a '),
      { kind: 'strong', children: [text('b '), { kind: 'em', children: [text('c')] }] },
      text(' '),
      { kind: 'code', text: 'd*e' },
      text(' '),
      { kind: 'link', to: 'g.md', children: [text('f')] },
      text(' *h <b>i</b> 2 * 3'),
    ]);
  });

  it('loses no word of any text and always ends', () => {
    const words = fc.array(
      fc.constantFrom(
        'wort',
        '**fett**',
        '*kursiv*',
        '`code`',
        '<b>',
        '#',
        '|',
        '> ',
        '1.',
        '\n',
        '\n\n',
        '  ',
      ),
      {
        maxLength: 40,
      },
    );
    fc.assert(
      fc.property(words, (parts) => {
        const source = parts.join(' ');
        const kept = JSON.stringify(parseMarkdown(source));
        const count = (value: string, word: string) => value.split(word).length - 1;
        for (const word of ['wort', 'fett', 'kursiv'])
          expect(count(kept, word)).toBeGreaterThanOrEqual(count(source, word));
      }),
    );
  });

  it('understands every chapter: no mark of the language is left in the words', () => {
    const files = readdirSync(MANUAL).filter((name) => name.endsWith('.md'));
    expect(files).toContain('README.md');
    for (const name of files) {
      const left = wordsOf(parseMarkdown(readFileSync(join(MANUAL, name), 'utf8'))).filter((words) =>
        /\*\*|\]\(|^#+ |^\|/u.test(words),
      );
      expect(left, name).toEqual([]);
    }
  });

  it('finds a file for every link between chapters', () => {
    const files = new Set(readdirSync(MANUAL));
    for (const name of files) {
      const source = readFileSync(join(MANUAL, name), 'utf8');
      const links = [...source.matchAll(/\]\((?<to>[^)#]+\.md)[^)]*\)/gu)].map(
        (match) => match.groups?.['to'] ?? '',
      );
      expect(
        links.filter((to) => !to.includes('/') && !files.has(to)),
        name,
      ).toEqual([]);
    }
  });
});

/** Words outside of code. */
function wordsOf(blocks: readonly Block[]): string[] {
  return blocks.flatMap(wordsOfBlock);
}

function wordsOfBlock(block: Block): string[] {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return [outsideCode(block.children)];
    case 'quote':
      return wordsOf(block.children);
    case 'list':
      return block.items.flatMap(wordsOf);
    case 'table':
      return [...block.head, ...block.rows.flat()].map(outsideCode);
    case 'code':
      return [];
  }
}

const outsideCode = (parts: readonly Inline[]) => plainText(parts.filter(({ kind }) => kind !== 'code'));
