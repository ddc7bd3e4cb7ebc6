/**
 * Documents that leave the vault: dossier and Ergebnisvermerk, per recipient (F42, F45, F60–F63).
 * request → (non-police: release by a second person) → open a copy → print or save; every copy writes its
 * Übermittlungsnachweis by itself.
 */
import { z } from 'zod';
import { command, query } from './define';
import { empty, id, instant, line, requiredLine, requiredText } from './primitives';
import { copyMarks, documentContent } from './print-document';

export const EXPORT_KINDS = ['DOSSIER', 'ERGEBNISVERMERK'] as const;
export const EXPORT_STATES = ['WARTET_AUF_FREIGABE', 'FREIGEGEBEN', 'ABGELEHNT', 'AUSGEGEBEN'] as const;

const target = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('DOSSIER'), personId: id }),
  z.object({ kind: z.literal('ERGEBNISVERMERK'), conferenceId: id }),
]);
const personsOf = (input: { target: z.infer<typeof target> }) =>
  input.target.kind === 'DOSSIER' ? [input.target.personId] : [];

const leftOut = z.object({ rule: z.string(), norm: z.string(), count: z.int() });
export type LeftOut = z.infer<typeof leftOut>;

const recipient = z.object({
  key: z.string(),
  name: z.string(),
  shortName: z.string(),
  group: z.string(),
  police: z.boolean(),
});
export type Recipient = z.infer<typeof recipient>;

export const exportSummary = z.object({
  id,
  kind: z.enum(EXPORT_KINDS),
  title: z.string(),
  recipient: z.string(),
  police: z.boolean(),
  purpose: z.string(),
  legalBasis: z.string(),
  state: z.enum(EXPORT_STATES),
  leftOut: z.array(leftOut),
  requestedBy: z.string(),
  requestedById: id,
  requestedAt: instant,
  releasedBy: z.string(),
  releasedAt: instant.nullable(),
  releaseReason: z.string(),
  copies: z.int(),
});
export type ExportSummary = z.infer<typeof exportSummary>;

const transmission = z.object({
  id,
  exportId: id,
  kind: z.enum(EXPORT_KINDS),
  title: z.string(),
  recipient: z.string(),
  police: z.boolean(),
  purpose: z.string(),
  legalBasis: z.string(),
  copyNo: z.int(),
  mode: z.enum(['PDF', 'DRUCK']),
  at: instant,
  userName: z.string(),
  /** False: begun, but neither saved nor printed (cancelled, or the program ended). */
  completed: z.boolean(),
  fileName: z.string(),
  sha256: z.string(),
});
export type Transmission = z.infer<typeof transmission>;

export const exportsContract = {
  /** Agencies to choose from; `police` decides what may be transmitted (§ 26(1) PolG NRW). */
  recipients: query({
    input: empty,
    output: z.object({ recipients: z.array(recipient) }),
    permission: 'DOSSIER_ISSUE',
    audit: { unlogged: 'Das Behördenverzeichnis enthält keine Falldaten.' },
  }),
  /** What the recipient would get, what was left out and which rule left it out. Stores nothing. */
  preview: query({
    input: z.object({ target, agencyKey: requiredLine(60) }),
    output: z.object({ content: documentContent, leftOut: z.array(leftOut), needsRelease: z.boolean() }),
    permission: 'DOSSIER_ISSUE',
    persons: personsOf,
    audit: {
      action: 'EXPORT_PREVIEW',
      ids: (input) => [input.target.kind === 'DOSSIER' ? input.target.personId : input.target.conferenceId],
    },
  }),
  /** Fixes the content. For a non-police recipient it waits for a second person's release. */
  request: command({
    input: z.object({
      target,
      agencyKey: requiredLine(60),
      attention: line(120),
      purpose: requiredText(1000),
      legalBasis: requiredLine(200),
    }),
    output: z.object({ id, state: z.enum(EXPORT_STATES) }),
    permission: 'DOSSIER_ISSUE',
    persons: personsOf,
    audit: { action: 'EXPORT_REQUEST', ids: (_input, output) => (output ? [output.id] : []) },
  }),
  get: query({
    input: z.object({ id }),
    output: z.object({ summary: exportSummary, content: documentContent }),
    permission: 'DOSSIER_ISSUE',
    audit: { action: 'EXPORT_READ', ids: (input) => [input.id] },
  }),
  /** The caller's own requests that are not issued yet, and those that wait for the caller's release. */
  waiting: query({
    input: empty,
    output: z.object({ toRelease: z.array(exportSummary), own: z.array(exportSummary) }),
    permission: 'DOSSIER_ISSUE',
    audit: { action: 'EXPORT_WAITING' },
  }),
  /** Release or refusal by a second person, signed over the content's hash (F59). */
  release: command({
    input: z.object({ id, approve: z.boolean(), reason: requiredText(1000) }),
    output: z.object({ state: z.enum(EXPORT_STATES) }),
    permission: 'TRANSMISSION_RELEASE',
    decision: true,
    audit: { action: 'EXPORT_RELEASE', ids: (input) => [input.id] },
  }),
  /** Opens the next copy of a released document: number, checkpoint, and the begun Übermittlungsnachweis. */
  openCopy: command({
    input: z.object({ id, mode: z.enum(['PDF', 'DRUCK']) }),
    output: z.object({
      transmissionId: id,
      content: documentContent,
      marks: copyMarks,
      leftOut: z.array(leftOut),
    }),
    permission: 'DOSSIER_ISSUE',
    audit: {
      action: 'EXPORT_COPY',
      ids: (input, output) => (output ? [input.id, output.transmissionId] : [input.id]),
    },
  }),
  /** Übermittlungsnachweise of a person, newest first (§ 29(2) model: Anlass, Inhalt, Empfänger, Tag, Fundstelle). */
  transmissionsOfPerson: query({
    input: z.object({ personId: id }),
    output: z.object({ transmissions: z.array(transmission) }),
    permission: 'CASE_READ',
    persons: (input) => [input.personId],
    audit: { action: 'TRANSMISSION_LIST', ids: (input) => [input.personId] },
  }),
};
