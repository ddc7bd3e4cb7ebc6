/** Deletion of a single entry of a file (§ 32 PolG NRW): its content and history go, that and why it went stays. */
import { REMOVABLE_KIND_LABELS, type RemovableKind } from '#shared/domain/deletion';
import type { Context } from '../context';
import { wipeFreePages } from '../database/open';
import { statement } from '../database/statements';
import { ConflictError, NotFoundError, RuleError } from '../errors';
import { recordHistory } from '../history/repository';
import { lastRecordedEvent, noteEvents } from '../records/events';

export interface RecordOfFile {
  readonly personId: string;
  readonly kind: RemovableKind;
  readonly id: string;
  readonly revision: number;
  readonly reason: string;
}

interface Found {
  readonly revision: number;
  /** Further persons with a file who have a part in it. */
  readonly others: number;
  /** Places that rest on it: evidence of an Einstufung, the Beschluss behind a measure. */
  readonly rests: number;
}

const EVIDENCE = '(SELECT count(*) FROM classification_evidence e WHERE e.record_id = r.id)';

const FOUND = {
  ERKENNTNIS: `SELECT r.revision, ${EVIDENCE} AS rests,
      (SELECT count(*) FROM finding_person o WHERE o.finding_id = r.id AND o.person_id <> p.id) AS others
    FROM finding r JOIN finding_person l ON l.finding_id = r.id JOIN visible_person p ON p.id = l.person_id
    WHERE p.id = ? AND r.id = ?`,
  STRAFTAT: `SELECT r.revision, ${EVIDENCE} AS rests,
      (SELECT count(*) FROM offence_participant o WHERE o.offence_id = r.id AND o.person_id <> p.id) AS others
    FROM offence r JOIN offence_participant l ON l.offence_id = r.id JOIN visible_person p ON p.id = l.person_id
    WHERE p.id = ? AND r.id = ?`,
  MASSNAHME: `SELECT r.revision, 0 AS others, (SELECT count(*) FROM resolution b WHERE b.measure_id = r.id) AS rests
    FROM measure r JOIN visible_person p ON p.id = r.person_id WHERE p.id = ? AND r.id = ?`,
} as const satisfies Record<RemovableKind, string>;

const TABLES = { ERKENNTNIS: 'finding', STRAFTAT: 'offence', MASSNAHME: 'measure' } as const satisfies Record<
  RemovableKind,
  string
>;

const RESTS = {
  ERKENNTNIS: 'Die Erkenntnis ist Beleg einer Einstufung. Bitte zuerst den Beleg dort entfernen.',
  STRAFTAT: 'Die Straftat ist Beleg einer Einstufung. Bitte zuerst den Beleg dort entfernen.',
  MASSNAHME: 'Die Maßnahme gehört zu einem Beschluss der Fallkonferenz und wird nur mit der Akte gelöscht.',
} as const satisfies Record<RemovableKind, string>;

const SHARED = {
  ERKENNTNIS: 'Die Erkenntnis gehört auch zu anderen Personen. Bitte „Aus dieser Akte nehmen“ verwenden.',
  STRAFTAT:
    'Die Straftat gehört auch zu anderen Personen. Bitte nur die Beteiligung dieser Person entfernen.',
  MASSNAHME: '',
} as const satisfies Record<RemovableKind, string>;

/** NOT_FOUND outside the file, RULE_VIOLATED for what others need, CONFLICT for a revision that the caller has not seen. */
export function removeRecord(ctx: Context, { personId, kind, id, revision, reason }: RecordOfFile): void {
  const label = REMOVABLE_KIND_LABELS[kind];
  const found = statement<[string, string], Found>(ctx.db, FOUND[kind]).get(personId, id);
  if (!found) throw new NotFoundError(`Die ${label}`);
  if (found.revision !== revision) throw new ConflictError(`Die ${label}`);
  if (found.others > 0) throw new RuleError(SHARED[kind]);
  if (found.rests > 0) throw new RuleError(RESTS[kind]);
  const day = lastRecordedEvent(ctx, personId);
  statement(ctx.db, `DELETE FROM ${TABLES[kind]} WHERE id = ?`).run(id);
  statement(ctx.db, 'DELETE FROM history WHERE record_id = ?').run(id);
  statement(ctx.db, 'DELETE FROM task WHERE record_id = ?').run(id);
  statement(ctx.db, 'DELETE FROM draft WHERE instr(key, ?) > 0').run(id);
  recordHistory(ctx, { record: label, recordId: id, personId }, null, { [`${label} gelöscht`]: reason });
  noteEvents(ctx, personId, day);
  ctx.afterCommit(() => wipeFreePages(ctx.db));
}
