/**
 * The marks that every printed page carries, as a generated `@page` sheet. Their texts differ per copy, and margin
 * boxes take only `content` strings, so the sheet is constructed: the CSP allows no inline style element.
 */

export interface PageMarks {
  /** Short name of the document, head left. */
  title: string;
  fileNo: string;
  recipient: string;
  copyNo: number;
  printedBy: string;
  /** As shown, e.g. `23.11.2026, 14:05 Uhr`. */
  printedAt: string;
  /** Newest checkpoint of the log: an anchor on paper. */
  checkpoint: { seq: number; hash: string };
}

export const VS_MARK = 'VS – NUR FÜR DEN DIENSTGEBRAUCH';

/** A CSS string: quotes, backslashes and line breaks cannot end it or add rules. */
export function cssString(text: string): string {
  const escaped = text
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/["\\<>]/g, (sign) => `\\${(sign.codePointAt(0) ?? 0).toString(16)} `);
  return `"${escaped}"`;
}

/** A long text is cut so that a margin box stays one line. */
function fitted(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}

/** 64 hex digits in two lines that a person can read off and type. */
function twoLines(hash: string): string {
  const half = Math.ceil(hash.length / 2);
  return `${hash.slice(0, half)}\n${hash.slice(half)}`;
}

/** Several lines of one margin box. */
function lines(...texts: string[]): string {
  return texts
    .flatMap((text) => text.split('\n'))
    .map(cssString)
    .join(' "\\a " ');
}

/** The sheet with the margin boxes of all pages. */
export function pageSheet(marks: PageMarks): string {
  const head = lines(fitted(marks.title, 34), fitted(marks.fileNo, 34));
  const foot = lines(
    `Empfänger: ${fitted(marks.recipient, 60)}`,
    `Ausgegeben: ${fitted(marks.printedBy, 56)}`,
    marks.printedAt,
  );
  const check = lines(`Protokoll-Prüfpunkt ${marks.checkpoint.seq}`, twoLines(marks.checkpoint.hash));
  const mark = cssString(VS_MARK);
  return `
@page {
  size: A4;
  margin: 30mm 20mm 30mm 25mm;
  @top-left { content: ${head}; ${HEAD} text-align: left; width: 29%; }
  @top-center { content: ${mark}; ${HEAD} ${MARK} width: 42%; }
  @top-right { content: ${cssString(`Ausfertigung ${marks.copyNo}`)} "\\a " "Seite " counter(page) " von " counter(pages); ${HEAD} text-align: right; width: 29%; }
  @bottom-left { content: ${foot}; ${FOOT} text-align: left; width: 29%; }
  @bottom-center { content: ${mark}; ${FOOT} ${MARK} width: 42%; }
  @bottom-right { content: ${check}; ${FOOT} text-align: right; width: 29%; }
}`;
}

const TEXT =
  'font-family: "Noto Sans"; font-variant-numeric: tabular-nums; white-space: pre-wrap; line-height: 1.4; color: #222;';
const HEAD = `${TEXT} font-size: 7.5pt; vertical-align: bottom; padding-bottom: 2.5mm; margin-bottom: 5mm; border-bottom: 0.5pt solid #555;`;
const FOOT = `${TEXT} font-size: 6.5pt; vertical-align: top; padding-top: 2.5mm; margin-top: 4mm; border-top: 0.5pt solid #555;`;
const MARK = 'font-size: 9.5pt; font-weight: 700; letter-spacing: 0.02em; text-align: center; color: #000;';
