import type { CopyMarks, DocumentContent, PrintBlock } from '#shared/contract/print-document';
import { VS_MARK } from './marks';
import { PrintFrame } from './PrintFrame';
import './print.css';

export interface PrintDocumentProps {
  content: DocumentContent;
  marks: CopyMarks;
  /** What was left out and by which rule; its number is printed (§ 26(1) PolG NRW). */
  leftOut: readonly { rule: string; norm: string; count: number }[];
  onReady?: () => void;
}

/** A dossier or Ergebnisvermerk on paper: marks on every page, letter head, sections, what was left out. */
export function PrintDocument({ content, marks, leftOut, onReady }: PrintDocumentProps) {
  return (
    <PrintFrame
      marks={{
        ...marks,
        title: content.title,
        fileNo: content.fileNo,
        recipient: content.recipient,
        printedAt: formatPrinted(marks.printedAt),
      }}
      onReady={onReady}
    >
      <DocumentSheet content={content} leftOut={leftOut} />
    </PrintFrame>
  );
}

/** `23.11.2026, 14:05 Uhr` in German time, whatever the clock of the workstation is set to. */
export function formatPrinted(instant: string): string {
  const at = Temporal.Instant.from(instant).toZonedDateTimeISO('Europe/Berlin');
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(at.day)}.${two(at.month)}.${at.year}, ${two(at.hour)}:${two(at.minute)} Uhr`;
}

/** The document on the screen as it will be printed, in a region that scrolls with the keyboard. */
export function DocumentPreview({ content, leftOut }: Pick<PrintDocumentProps, 'content' | 'leftOut'>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled text without controls must be reachable by keyboard
    <section className="sheet-preview" tabIndex={0} aria-label="Vorschau des Dokuments">
      <p className="sheet-vs">{VS_MARK}</p>
      <DocumentSheet content={content} leftOut={leftOut} />
      <p className="sheet-vs">{VS_MARK}</p>
    </section>
  );
}

/** The document itself, on paper and in the preview. Its heading is an h1: the preview stands in its own region (`DocumentPreview`). */
export function DocumentSheet({ content, leftOut }: Pick<PrintDocumentProps, 'content' | 'leftOut'>) {
  return (
    <article className="sheet" lang="de">
      <header className="sheet-head">
        <p className="sheet-office">{content.office}</p>
        <h1>{content.title}</h1>
        <p className="sheet-subtitle">{content.subtitle}</p>
        <dl className="sheet-fields">
          <Row label="Aktenzeichen" value={content.fileNo} />
          <Row label="Empfänger" value={content.recipient} />
          <Row label="Zweck" value={content.purpose} />
          <Row label="Rechtsgrundlage" value={content.legalBasis} />
        </dl>
      </header>
      {content.sections.map((section) => (
        <section key={section.number}>
          <h2>
            <span className="sheet-number">{section.number}</span>
            {section.title}
          </h2>
          {section.blocks.map((block, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: blocks of a fixed document have no identity but their place
            <Block key={at} block={block} />
          ))}
        </section>
      ))}
      {leftOut.length > 0 && (
        <section className="sheet-keep">
          <h2>Nicht enthaltene Angaben</h2>
          <table>
            <thead>
              <tr>
                <th scope="col">Regel</th>
                <th scope="col">Norm</th>
                <th scope="col" className="sheet-end">
                  Anzahl
                </th>
              </tr>
            </thead>
            <tbody>
              {leftOut.map((entry) => (
                <tr key={entry.rule}>
                  <td>{entry.rule}</td>
                  <td>{entry.norm}</td>
                  <td className="sheet-end">{entry.count}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </article>
  );
}

function Row({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value || '–'}</dd>
    </div>
  );
}

const STATEMENT_WORDS = { TATSACHE: 'Tatsache', BEWERTUNG: 'Bewertung' } as const;

function Block({ block }: { block: PrintBlock }) {
  switch (block.kind) {
    case 'FIELDS':
      return (
        <dl className="sheet-fields">
          {block.rows.map((row) => (
            <Row key={row.label} {...row} />
          ))}
        </dl>
      );
    case 'TEXT':
      return <p className="sheet-text">{block.text}</p>;
    case 'NOTICE':
      return <p className="sheet-notice">{block.text}</p>;
    case 'PICTURE':
      return (
        <figure className="sheet-picture">
          <img src={`data:image/jpeg;base64,${block.jpeg}`} alt="Lichtbild" />
          <figcaption>{block.caption}</figcaption>
        </figure>
      );
    case 'ENTRIES':
      return block.entries.map((entry, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: entries of a fixed document have no identity but their place
        <div key={at} className="sheet-entry" data-statement={entry.statement ?? undefined}>
          <div className="sheet-mark">{entry.mark}</div>
          <div>
            {entry.title && <h3>{entry.title}</h3>}
            {entry.statement && <p className="sheet-statement">{STATEMENT_WORDS[entry.statement]}</p>}
            {entry.body && <p className="sheet-body">{entry.body}</p>}
            {entry.meta.length > 0 && <p className="sheet-meta">{entry.meta.join(' · ')}</p>}
          </div>
        </div>
      ));
    case 'TABLE':
      return (
        <table>
          <thead>
            <tr>
              {block.columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {block.rows.map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: as above
              <tr key={at}>
                {row.map((cell, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: as above
                  <td key={column}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      );
  }
}
