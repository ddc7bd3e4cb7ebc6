/**
 * A document as data: what a dossier or an Ergebnisvermerk says, without how it looks.
 * It is assembled in the vault process, where the release rules run; the renderer only sets it.
 */
import { z } from 'zod';
import { instant } from './primitives';

const field = z.object({ label: z.string(), value: z.string() });

const entry = z.object({
  /** Left column: a date or a number. */
  mark: z.string(),
  title: z.string(),
  /** Facts and assessments look different in print too (domain §4.2 row 15). */
  statement: z.enum(['TATSACHE', 'BEWERTUNG']).nullable(),
  body: z.string(),
  /** Small print: Kennzeichnung, source evaluation, origin, keeping office. */
  meta: z.array(z.string()),
});

export const printBlock = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('FIELDS'), rows: z.array(field) }),
  z.object({ kind: z.literal('TEXT'), text: z.string() }),
  z.object({ kind: z.literal('NOTICE'), text: z.string() }),
  /** A small JPEG (base64); part of the content, so that its hash and the release cover it. */
  z.object({ kind: z.literal('PICTURE'), jpeg: z.base64(), caption: z.string() }),
  z.object({ kind: z.literal('ENTRIES'), entries: z.array(entry) }),
  z.object({ kind: z.literal('TABLE'), columns: z.array(z.string()), rows: z.array(z.array(z.string())) }),
]);
export type PrintBlock = z.infer<typeof printBlock>;

export const printSection = z.object({
  number: z.string(),
  title: z.string(),
  blocks: z.array(printBlock),
});
export type PrintSection = z.infer<typeof printSection>;

/** The part that is fixed when the document is requested; its hash is what a releaser signs. */
export const documentContent = z.object({
  title: z.string(),
  subtitle: z.string(),
  fileNo: z.string(),
  office: z.string(),
  recipient: z.string(),
  purpose: z.string(),
  legalBasis: z.string(),
  sections: z.array(printSection),
});
export type DocumentContent = z.infer<typeof documentContent>;

/** What every page of one printed or saved copy carries (domain §4.2 row 26). */
export const copyMarks = z.object({
  copyNo: z.int(),
  printedBy: z.string(),
  printedAt: instant,
  /** Newest checkpoint of the log: an anchor on paper against rewriting it. */
  checkpoint: z.object({ seq: z.int(), hash: z.string() }),
});
export type CopyMarks = z.infer<typeof copyMarks>;
