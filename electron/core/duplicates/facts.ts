/** What stands in the way of a merge or of taking one back; the rule itself is in `shared/domain/merge.ts`. */
import type { PersonFile } from '#shared/contract/persons';
import { type MergeChoices, type MergeFacts, mergeBlockers } from '#shared/domain/merge';
import type { Context } from '../context';
import { statement } from '../database/statements';
import { decisionOn } from './decisions';
import { mergedInput, personRow } from './merge';

interface CurrentDecision {
  readonly personGroup: string | null;
  readonly decidedAt: string | null;
}

function currentDecision(ctx: Context, personId: string): CurrentDecision {
  return (
    statement<[string], CurrentDecision>(
      ctx.db,
      `SELECT c.person_group AS personGroup, coalesce(c.decided_at, c.created_at) AS decidedAt
       FROM classification c JOIN visible_person p ON p.id = c.person_id
       WHERE c.person_id = ? AND c.step = 'ENTSCHIEDEN_JA' ORDER BY decidedAt DESC, c.id DESC LIMIT 1`,
    ).get(personId) ?? { personGroup: null, decidedAt: null }
  );
}

export function hasOpenProposal(ctx: Context, personId: string): boolean {
  return (
    statement<[string], { found: 1 }>(
      ctx.db,
      `SELECT 1 AS found FROM classification c JOIN visible_person p ON p.id = c.person_id
       WHERE c.person_id = ? AND c.step NOT IN ('ENTSCHIEDEN_JA', 'ENTSCHIEDEN_NEIN')`,
    ).get(personId) !== undefined
  );
}

function titles(ctx: Context, sql: string, leadingId: string, otherId: string): string[] {
  return statement<[string, string], { title: string }>(ctx.db, sql)
    .all(leadingId, otherId)
    .map(({ title }) => title);
}

export function mergeProblems(
  ctx: Context,
  leading: PersonFile,
  other: PersonFile,
  choices: MergeChoices,
): readonly string[] {
  const result = mergedInput(leading, other, choices);
  const ownDecision = currentDecision(ctx, leading.id);
  const otherDecision = currentDecision(ctx, other.id);
  const facts: MergeFacts = {
    sameOffice: leading.officeId === other.officeId,
    openProposalIn: hasOpenProposal(ctx, leading.id)
      ? 'LEADING'
      : hasOpenProposal(ctx, other.id)
        ? 'OTHER'
        : null,
    leadingStatus: leading.caseStatus,
    otherStatus: other.caseStatus,
    leadingGroup: ownDecision.personGroup,
    otherGroup: otherDecision.personGroup,
    leadingDecidedAt: ownDecision.decidedAt,
    otherDecidedAt: otherDecision.decidedAt,
    sharedFindings: titles(
      ctx,
      `SELECT f.title FROM finding f JOIN finding_person a ON a.finding_id = f.id AND a.person_id = ?
       JOIN finding_person b ON b.finding_id = f.id AND b.person_id = ?
       WHERE a.person_id IN (SELECT id FROM visible_person) AND b.person_id IN (SELECT id FROM visible_person)`,
      leading.id,
      other.id,
    ),
    sharedOffences: titles(
      ctx,
      `SELECT o.title FROM offence o JOIN offence_participant a ON a.offence_id = o.id AND a.person_id = ?
       JOIN offence_participant b ON b.offence_id = o.id AND b.person_id = ?
       WHERE a.person_id IN (SELECT id FROM visible_person) AND b.person_id IN (SELECT id FROM visible_person)`,
      leading.id,
      other.id,
    ),
    linkBetween:
      statement<[string, string, string, string], { found: 1 }>(
        ctx.db,
        `SELECT 1 AS found FROM person_link l WHERE (l.person_id = ? AND l.other_person_id = ?)
           OR (l.person_id = ? AND l.other_person_id = ?)`,
      ).get(leading.id, other.id, other.id, leading.id) !== undefined,
    sharedStatus:
      statement<[string, string], { found: 1 }>(
        ctx.db,
        `SELECT 1 AS found FROM person_status a JOIN person_status b ON b.person_id = ?
           AND a.valid_from <= coalesce(b.valid_to, '9999-12-31') AND b.valid_from <= coalesce(a.valid_to, '9999-12-31')
         WHERE a.person_id = ? AND a.person_id IN (SELECT id FROM visible_person)`,
      ).get(other.id, leading.id) !== undefined,
    signedForOther: SIGNED_FOR_FILE.some((sql) => exists(ctx, sql, other.id)),
    sameProtection: PROTECTION.every(
      (column) => personRow(ctx, leading.id)?.[column] === personRow(ctx, other.id)?.[column],
    ),
    openActs: OPEN_ACTS.filter(({ sql }) => [leading.id, other.id].some((id) => exists(ctx, sql, id))).map(
      ({ act }) => act,
    ),
    decidedDistinct: decisionOn(ctx, leading.id, other.id) !== null,
    counts: {
      aliases: result.aliases.length,
      nationalities: result.nationalities.length,
      addresses: result.addresses.length,
    },
    sameOfficerAndDeputy: result.officerId !== null && result.officerId === result.deputyId,
  };
  return mergeBlockers(facts).map(({ message }) => message);
}

/** What a second person signed with the file's id in it: moved, the signature would no longer hold. */
const SIGNED_FOR_FILE = [
  'SELECT 1 FROM person_hint WHERE person_id = ?',
  'SELECT 1 FROM special_entry WHERE person_id = ?',
] as const;

const PROTECTION = ['protected', 'restricted'] as const;

/** What waits about a file and would be decided about another one after a merge. */
const OPEN_ACTS = [
  {
    act: 'Löschung',
    sql: "SELECT 1 FROM deletion WHERE person_id = ? AND state IN ('VORGESCHLAGEN', 'GENEHMIGT')",
  },
  {
    act: 'Änderung von Schutz oder Einschränkung',
    sql: "SELECT 1 FROM file_change WHERE person_id = ? AND state = 'OPEN'",
  },
  {
    act: 'Entscheidung über die Speicherung',
    sql: "SELECT 1 FROM retention_decision WHERE person_id = ? AND state = 'WARTET'",
  },
] as const;

const exists = (ctx: Context, sql: string, personId: string): boolean =>
  statement<[string], unknown>(ctx.db, sql).get(personId) !== undefined;
