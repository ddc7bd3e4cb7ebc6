/**
 * Erases a file for good, inside the transaction of the approval: what only this person has goes, what others share stays
 * without the link, what names the person elsewhere is blackened (decision 0028). `PRAGMA secure_delete` overwrites what is
 * removed; free pages and the write-ahead log are emptied after the commit.
 */
import type { DocumentContent } from '#shared/contract/print-document';
import { mentions, mentionsFully, type NameSearch, redact } from '#shared/domain/name-redaction';
import type { Context } from '../context';
import { statement } from '../database/statements';
import { recordHistory } from '../history/repository';
import { newId } from '../ids';
import { sha256Hex } from '../vault/keys';
import { type Holdings, payloadsOf } from './holdings';
import { recordLabel } from './labels';
import type { Place, Places } from './traces';

export interface Erasure {
  readonly personId: string;
  readonly deletionId: string;
  readonly holdings: Holdings;
  readonly places: Places;
  readonly search: NameSearch;
}

/** Everything except the person's row and what cascades from it, see {@link erasePerson}. */
export function eraseTraces(ctx: Context, erasure: Erasure): void {
  const { deletionId, places } = erasure;
  statement(ctx.db, 'INSERT INTO erasing (deletion_id) VALUES (?)').run(deletionId);
  const blackened = [...places.shown.filter(({ choice }) => choice === 'SCHWAERZEN'), ...places.hidden];
  for (const place of blackened) blacken(ctx, place, erasure.search);
  blackenSignedCopies(ctx, erasure, blackened);
  eraseDocuments(ctx, erasure);
  eraseConferenceParts(ctx, erasure);
  eraseListRows(ctx, erasure);
  eraseRecords(ctx, erasure.holdings);
  eraseHistory(ctx, erasure, blackened);
  eraseTexts(ctx, erasure);
  statement(ctx.db, 'DELETE FROM erasing').run();
}

/** The file itself; cascades take its entries, drafts, tasks, the procedure and its notices along. */
export function erasePerson(ctx: Context, personId: string): void {
  statement(ctx.db, 'DELETE FROM person WHERE id = ?').run(personId);
}

function blacken(ctx: Context, place: Place, search: NameSearch): void {
  const { table, row, column, text, owners } = place;
  const key = table.keys.map((name) => `${name} = ?`).join(' AND ');
  ctx.db
    .prepare(`UPDATE ${table.name} SET ${column} = ? WHERE ${key}`)
    .run(redactValue(text, search), ...table.keys.map((name) => row[name]));
  // The history says that something went, not what.
  for (const personId of owners) {
    recordHistory(
      ctx,
      { record: recordLabel(table.name), recordId: String(row['id'] ?? row[table.keys[0] ?? '']), personId },
      null,
      { Schwärzung: 'Angabe zu einer gelöschten Person entfernt' },
    );
  }
}

/** A text, or JSON whose texts are blackened one by one. */
function redactValue(value: string, search: NameSearch): string {
  if (!/^[[{]/u.test(value)) return redact(value, search);
  try {
    return JSON.stringify(redactTexts(JSON.parse(value), search));
  } catch {
    return redact(value, search);
  }
}

function redactTexts(value: unknown, search: NameSearch): unknown {
  if (typeof value === 'string') return mentions(value, search) ? redact(value, search) : value;
  if (Array.isArray(value)) return value.map((entry) => redactTexts(entry, search));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, redactTexts(entry, search)]));
}

/** The signed JSON repeats the texts of a classification: it follows them, and its signature no longer holds. */
function blackenSignedCopies(ctx: Context, { personId, search }: Erasure, blackened: readonly Place[]): void {
  const ids = new Set(
    blackened.map(({ row, table }) =>
      String(table.name === 'classification' ? row['id'] : (row['classification_id'] ?? '')),
    ),
  );
  const rows = statement<[string], { id: string; content: string | null; proposal: string | null }>(
    ctx.db,
    'SELECT id, content, proposal_content AS proposal FROM classification WHERE person_id <> ?',
  ).all(personId);
  for (const { id, content, proposal } of rows) {
    const isMeant = (text: string | null) =>
      text !== null && (ids.has(id) ? mentions(text, search) : mentionsFully(text, search));
    if (!isMeant(content) && !isMeant(proposal)) continue;
    statement(ctx.db, 'UPDATE classification SET content = ?, proposal_content = ? WHERE id = ?').run(
      content && redactValue(content, search),
      proposal && redactValue(proposal, search),
      id,
    );
  }
}

/* ── documents ── */

const ERASED_DOCUMENT =
  'Der Inhalt dieses Dokuments wurde mit der Löschung einer Fallakte entfernt. Prüfsumme, Empfänger, Tag und Ausfertigungen bleiben nachweisbar.';

/** Documents about this person alone go; of the others the proof of transmission stays without the content. */
function eraseDocuments(ctx: Context, { personId, holdings, search }: Erasure): void {
  const remove = statement(ctx.db, 'DELETE FROM export WHERE id = ?');
  for (const id of holdings.documents) remove.run(id);
  for (const id of holdings.sharedDocuments) emptyDocument(ctx, id, search);
  statement(ctx.db, 'DELETE FROM export_person WHERE person_id = ?').run(personId);
  statement(ctx.db, 'DELETE FROM transmission_person WHERE person_id = ?').run(personId);
}

interface DocumentRow {
  readonly kind: string;
  readonly recipient: string;
  readonly attention: string;
  readonly purpose: string;
  readonly legalBasis: string;
  readonly office: string;
  readonly releaseReason: string;
  readonly releaseContent: string | null;
}

function emptyDocument(ctx: Context, id: string, search: NameSearch): void {
  const row = statement<[string], DocumentRow>(
    ctx.db,
    `SELECT kind, recipient, attention, purpose, legal_basis AS legalBasis, content ->> 'office' AS office,
       release_reason AS releaseReason, release_content AS releaseContent FROM export WHERE id = ?`,
  ).get(id);
  if (!row) return;
  const clean = (text: string) => redact(text, search);
  const title = row.kind === 'DOSSIER' ? 'Dossier (Inhalt gelöscht)' : 'Ergebnisvermerk (Inhalt gelöscht)';
  const content: DocumentContent = {
    title,
    subtitle: '',
    fileNo: '',
    office: row.office,
    recipient: row.recipient,
    purpose: clean(row.purpose),
    legalBasis: row.legalBasis,
    sections: [{ number: '', title: 'Inhalt gelöscht', blocks: [{ kind: 'NOTICE', text: ERASED_DOCUMENT }] }],
  };
  // The signed statement repeats purpose and reason: its hash is what the signature covers, so the hash is enough to check it.
  const releaseContent = row.releaseContent === null ? null : `sha256:${sha256Hex(row.releaseContent)}`;
  statement(
    ctx.db,
    `UPDATE export SET person_id = NULL, title = ?, content = ?, left_out = '[]', attention = ?, purpose = ?, release_reason = ?,
       release_content = ?, erased_on = ? WHERE id = ?`,
  ).run(
    title,
    JSON.stringify(content),
    clean(row.attention),
    content.purpose,
    clean(row.releaseReason),
    releaseContent,
    ctx.clock.today(),
    id,
  );
  // File names carry the Aktenzeichen.
  statement(ctx.db, "UPDATE transmission SET file_name = '' WHERE export_id = ?").run(id);
}

/* ── conferences, lists, records ── */

/** The minutes keep their numbers: an empty point stays where the person's point was, and says nothing about whom. */
function eraseConferenceParts(ctx: Context, { personId, holdings }: Erasure): void {
  const remove = statement(ctx.db, 'DELETE FROM resolution WHERE id = ?');
  for (const id of holdings.resolutions) remove.run(id);
  for (const id of holdings.items) {
    statement(
      ctx.db,
      `INSERT INTO agenda_item (id, conference_id, kind, position, title)
       SELECT ?, conference_id, 'FREI', position, 'Tagesordnungspunkt gelöscht' FROM agenda_item WHERE id = ?`,
    ).run(newId(), id);
    statement(ctx.db, 'DELETE FROM agenda_item WHERE id = ? AND person_id = ?').run(id, personId);
  }
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Rows of released lists: those of the person lose everything, in others the person is no possible duplicate any more. */
function eraseListRows(ctx: Context, { personId, search }: Erasure): void {
  statement(
    ctx.db,
    `UPDATE import_row SET cells = '[]', candidate = NULL, problems = '[]', notes = '[]', proposals = '[]', problem_count = 0,
       hint_count = 0, proposal_count = 0, target_person_id = NULL, target_row_no = NULL, person_id = NULL,
       action = CASE action WHEN 'NEW' THEN 'NEW' ELSE 'SKIP' END
     WHERE person_id = @personId OR target_person_id = @personId`,
  ).run({ personId });
  const columns = ['cells', 'candidate', 'problems', 'notes', 'proposals'] as const;
  const rows = statement<[], Record<(typeof columns)[number], string | null> & { id: string }>(
    ctx.db,
    `SELECT id, ${columns.join(', ')} FROM import_row WHERE cells <> '[]'`,
  ).all();
  for (const row of rows) {
    for (const column of columns) {
      const text = row[column];
      if (text === null || !(text.includes(personId) || mentionsFully(text, search))) continue;
      const value = redactValue(text, search).replaceAll(personId, NOBODY);
      statement(ctx.db, `UPDATE import_row SET ${column} = ? WHERE id = ?`).run(value, row.id);
    }
  }
  for (const batch of statement<[], { id: string; layout: string }>(
    ctx.db,
    'SELECT id, layout FROM import_batch',
  ).all()) {
    if (!mentionsFully(batch.layout, search)) continue;
    statement(ctx.db, 'UPDATE import_batch SET layout = ? WHERE id = ?').run(
      redactValue(batch.layout, search),
      batch.id,
    );
  }
}

function eraseRecords(ctx: Context, { findings, offences }: Holdings): void {
  for (const id of findings) statement(ctx.db, 'DELETE FROM finding WHERE id = ?').run(id);
  for (const id of offences) statement(ctx.db, 'DELETE FROM offence WHERE id = ?').run(id);
}

/* ── copies and texts without an owner ── */

const recordIds = (holdings: Holdings): string[] =>
  Object.entries(holdings).flatMap(([name, ids]) => (name.startsWith('shared') ? [] : (ids as string[])));

function eraseHistory(
  ctx: Context,
  { personId, holdings, search }: Erasure,
  blackened: readonly Place[],
): void {
  statement(
    ctx.db,
    'DELETE FROM history WHERE person_id = ? OR record_id IN (SELECT value FROM json_each(?))',
  ).run(personId, JSON.stringify([personId, ...recordIds(holdings)]));
  const touched = new Set(
    blackened.flatMap(({ row, table }) => [...table.keys.map((key) => String(row[key])), String(row['id'])]),
  );
  const rows = statement<[], { id: number; recordId: string; old: string | null; new: string | null }>(
    ctx.db,
    'SELECT id, record_id AS recordId, old_value AS old, new_value AS new FROM history',
  ).all();
  for (const row of rows) {
    const isMeant = (text: string | null) =>
      text !== null && (touched.has(row.recordId) ? mentions(text, search) : mentionsFully(text, search));
    if (!isMeant(row.old) && !isMeant(row.new)) continue;
    statement(ctx.db, 'UPDATE history SET old_value = ?, new_value = ? WHERE id = ?').run(
      row.old && redact(row.old, search),
      row.new && redact(row.new, search),
      row.id,
    );
  }
}

/** Log payload, running searches, notices, drafts; the log's chain holds without its payload. */
function eraseTexts(ctx: Context, erasure: Erasure): void {
  const { personId, search, holdings } = erasure;
  for (const seq of payloadsOf(ctx, personId, search))
    statement(ctx.db, 'DELETE FROM audit_payload WHERE seq = ?').run(seq);
  const ids = [personId, ...recordIds(holdings)];
  statement(ctx.db, 'DELETE FROM open_search').run();
  const { reason } = ctx.session;
  // The running Abfragegrund would be written into the log again with the next entry.
  if (reason && mentions(`${reason.text} ${reason.reference}`, search)) ctx.session.reason = null;
  for (const notice of statement<[], { id: string; text: string }>(
    ctx.db,
    'SELECT id, text FROM notice',
  ).all()) {
    if (mentions(notice.text, search))
      statement(ctx.db, 'UPDATE notice SET text = ? WHERE id = ?').run(
        redact(notice.text, search),
        notice.id,
      );
  }
  statement(ctx.db, 'DELETE FROM draft WHERE person_id = ?').run(personId);
  const drafts = statement<[], { userId: string; key: string; content: string }>(
    ctx.db,
    'SELECT user_id AS userId, key, content FROM draft',
  ).all();
  for (const { userId, key, content } of drafts) {
    if (ids.some((id) => key.includes(id) || content.includes(id)))
      statement(ctx.db, 'DELETE FROM draft WHERE user_id = ? AND key = ?').run(userId, key);
    else if (mentionsFully(content, search))
      statement(ctx.db, 'UPDATE draft SET content = ? WHERE user_id = ? AND key = ?').run(
        redactValue(content, search),
        userId,
        key,
      );
  }
  statement(ctx.db, 'DELETE FROM task WHERE record_id IN (SELECT value FROM json_each(?))').run(
    JSON.stringify(ids),
  );
}
