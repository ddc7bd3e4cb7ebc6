/** What of a person lies where in the vault: the ids that a deletion takes along, and what stands in its way. */
import type { BlockerKind, Counts, ErasedKind, KeptKind } from '#shared/domain/deletion';
import { mentions, type NameSearch } from '#shared/domain/name-redaction';
import type { Context } from '../context';
import { noticesOf, recipientsOf } from '../corrections/service';
import { statement } from '../database/statements';
import type { StoredDeletion } from './repository';
import type { Places } from './traces';

export interface Holdings {
  readonly findings: readonly string[];
  readonly offences: readonly string[];
  readonly contacts: readonly string[];
  readonly measures: readonly string[];
  readonly classifications: readonly string[];
  readonly items: readonly string[];
  readonly resolutions: readonly string[];
  /** Documents that speak of this person only. */
  readonly documents: readonly string[];
  readonly sharedFindings: readonly string[];
  readonly sharedOffences: readonly string[];
  /** Documents that speak of others too. */
  readonly sharedDocuments: readonly string[];
}

function ids(ctx: Context, sql: string, personId: string): string[] {
  return statement<Record<string, string>[], { id: string }>(ctx.db, sql)
    .all({ personId })
    .map((row) => row.id);
}

const ONLY = (link: string, column: string) => `NOT EXISTS (SELECT 1 FROM ${link} o
  WHERE o.${column} = l.${column} AND o.person_id IS NOT NULL AND o.person_id <> @personId)`;

/** Not through the access scope: the approving Leitung sees the file, and everything of it has to go. */
export function holdingsOf(ctx: Context, personId: string): Holdings {
  const links = (link: string, column: string, isShared: boolean) =>
    ids(
      ctx,
      `SELECT DISTINCT l.${column} AS id FROM ${link} l
       WHERE l.person_id = @personId AND ${isShared ? 'NOT ' : ''}(${ONLY(link, column)})`,
      personId,
    );
  const own = (table: string) => ids(ctx, `SELECT id FROM ${table} WHERE person_id = @personId`, personId);
  const items = own('agenda_item');
  return {
    findings: links('finding_person', 'finding_id', false),
    offences: links('offence_participant', 'offence_id', false),
    contacts: own('contact_person'),
    measures: own('measure'),
    classifications: own('classification'),
    items,
    resolutions: ids(
      ctx,
      `SELECT r.id FROM resolution r JOIN agenda_item i ON i.id = r.agenda_item_id
       WHERE r.person_id = @personId OR i.person_id = @personId`,
      personId,
    ),
    documents: links('export_person', 'export_id', false),
    sharedFindings: links('finding_person', 'finding_id', true),
    sharedOffences: links('offence_participant', 'offence_id', true),
    sharedDocuments: links('export_person', 'export_id', true),
  };
}

function count(ctx: Context, sql: string, personId: string): number {
  return statement<Record<string, string>[], { n: number }>(ctx.db, sql).get({ personId })?.n ?? 0;
}

/** Seqs of the log whose kept texts speak of the person. */
export function payloadsOf(ctx: Context, personId: string, search: NameSearch): number[] {
  return statement<[], { seq: number; text: string }>(ctx.db, 'SELECT seq, text FROM audit_payload')
    .all()
    .filter(({ text }) => text.includes(personId) || mentions(text, search))
    .map(({ seq }) => seq);
}

export function erasedCounts(
  ctx: Context,
  personId: string,
  holdings: Holdings,
  search: NameSearch,
): Counts<ErasedKind> {
  return {
    PERSONALIEN: count(ctx, 'SELECT count(*) AS n FROM personalia WHERE person_id = @personId', personId),
    ERKENNTNISSE: holdings.findings.length,
    STRAFTATEN: holdings.offences.length,
    KONTAKTPERSONEN: holdings.contacts.length,
    MASSNAHMEN: holdings.measures.length,
    EINSTUFUNGEN: holdings.classifications.length,
    TAGESORDNUNGSPUNKTE: holdings.items.length,
    BESCHLUESSE: holdings.resolutions.length,
    DOKUMENTE: holdings.documents.length,
    AUFGABEN: count(ctx, 'SELECT count(*) AS n FROM task WHERE person_id = @personId', personId),
    ENTWUERFE: count(ctx, 'SELECT count(*) AS n FROM draft WHERE person_id = @personId', personId),
    LISTENZEILEN: count(ctx, 'SELECT count(*) AS n FROM import_row WHERE person_id = @personId', personId),
    VERLAUF: count(ctx, 'SELECT count(*) AS n FROM history WHERE person_id = @personId', personId),
    PROTOKOLLTEXTE: new Set(payloadsOf(ctx, personId, search)).size,
  };
}

export function keptCounts(holdings: Holdings, places: Places): Counts<KeptKind> {
  return {
    ERKENNTNISSE: holdings.sharedFindings.length,
    STRAFTATEN: holdings.sharedOffences.length,
    DOKUMENTE: holdings.sharedDocuments.length,
    SCHWAERZUNGEN: places.shown.filter(({ choice }) => choice === 'SCHWAERZEN').length,
  };
}

const ENDED_MEASURES = `'GEPRUEFT_ABGELEHNT', 'BEENDET', 'ERFOLGLOS'`;
const ENDED_RESOLUTIONS = `'ERLEDIGT_BESTAETIGT', 'NICHT_UMSETZBAR', 'UEBERTRAGEN'`;

/** What stands in the way of the erasure; before a proposal only what does not depend on one. */
export function blockerCounts(
  ctx: Context,
  personId: string,
  open: StoredDeletion | null,
  places: Places,
): Counts<BlockerKind> {
  return {
    ARCHIV: open !== null && open.archive === null ? 1 : 0,
    SPUREN: open === null ? 0 : places.shown.filter(({ choice }) => choice === null).length,
    EMPFAENGER: open === null ? 0 : untoldRecipients(ctx, personId, open.id),
    MASSNAHME: count(
      ctx,
      `SELECT count(*) AS n FROM measure WHERE person_id = @personId AND state NOT IN (${ENDED_MEASURES})`,
      personId,
    ),
    KONFERENZ: count(
      ctx,
      `SELECT count(*) AS n FROM agenda_item i JOIN conference c ON c.id = i.conference_id
       WHERE i.person_id = @personId AND c.state <> 'ABGESCHLOSSEN'`,
      personId,
    ),
    BESCHLUSS: count(
      ctx,
      `SELECT count(*) AS n FROM resolution r WHERE r.person_id = @personId AND r.kind <> 'KEIN_HANDLUNGSBEDARF'
         AND r.state NOT IN (${ENDED_RESOLUTIONS})`,
      personId,
    ),
    EINSTUFUNG: count(
      ctx,
      `SELECT count(*) AS n FROM classification WHERE person_id = @personId
         AND step NOT IN ('ENTSCHIEDEN_JA', 'ENTSCHIEDEN_NEIN')`,
      personId,
    ),
    DOKUMENT: count(
      ctx,
      `SELECT count(*) AS n FROM export_person l JOIN export e ON e.id = l.export_id
       WHERE l.person_id = @personId AND e.state IN ('WARTET_AUF_FREIGABE', 'FREIGEGEBEN')`,
      personId,
    ),
    LISTE: count(
      ctx,
      `SELECT count(*) AS n FROM import_row r JOIN import_batch b ON b.id = r.batch_id
       WHERE r.target_person_id = @personId AND b.state IN ('STAGING', 'WARTET_AUF_FREIGABE')`,
      personId,
    ),
  };
}

/** Recipients of the person's data who have not been told of this deletion, those of later copies included. */
function untoldRecipients(ctx: Context, personId: string, deletionId: string): number {
  const told = new Set(
    noticesOf(ctx, personId)
      .filter(({ actId, toldOn }) => actId === deletionId && toldOn !== null)
      .map(({ recipient }) => recipient),
  );
  return recipientsOf(ctx, personId).filter(({ recipient }) => !told.has(recipient)).length;
}
