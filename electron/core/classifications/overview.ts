/** SQL of the page „Einstufungen“: what waits for whom, which reviews come due, what was decided lately. */
import type { DecidedEntry, OverviewEntry, ReviewEntry } from '#shared/contract/classifications';
import { dueState } from '#shared/domain/deadlines';
import { rolesAllow } from '#shared/domain/roles';
import type { Context } from '../context';
import { statement } from '../database/statements';
import { accountControllers } from '../users/service';

export interface Overview {
  waitingForMe: OverviewEntry[];
  mine: OverviewEntry[];
  others: OverviewEntry[];
  reviews: ReviewEntry[];
  decided: DecidedEntry[];
}

const MAX_ROWS = 500;
const MAX_DECIDED = 20;

const HEAD = `p.id AS personId, p.file_no AS fileNo, n.family_name AS familyName, n.given_names AS givenNames,
  n.birth_date AS birthDate`;
const PERSON = `JOIN visible_person p ON p.id = c.person_id
  JOIN personalia n ON n.person_id = p.id AND n.kind = 'LEADING'`;

interface OpenRow extends OverviewEntry {
  proposerId: string;
}

function openProposals(ctx: Context): OpenRow[] {
  return statement<[number], OpenRow>(
    ctx.db,
    `SELECT ${HEAD}, c.id, c.procedure, c.person_group AS personGroup, c.step, c.proposer_id AS proposerId,
       u.full_name AS proposerName, s.at AS stepAt, su.full_name AS stepBy, s.reason AS stepReason
     FROM classification c ${PERSON}
     JOIN user u ON u.id = c.proposer_id
     JOIN classification_step s ON s.id = (SELECT x.id FROM classification_step x WHERE x.classification_id = c.id
                                           ORDER BY x.at DESC, x.id DESC LIMIT 1)
     JOIN user su ON su.id = s.user_id
     WHERE c.step IN ('ENTWURF', 'VORGELEGT', 'RUECKFRAGE', 'MITGEZEICHNET')
     ORDER BY s.at LIMIT ?`,
  ).all(MAX_ROWS);
}

/** The decision that counts for each file: reviews follow it and nothing older. */
const CURRENT = `c.id = (SELECT k.id FROM classification k WHERE k.person_id = p.id AND k.step = 'ENTSCHIEDEN_JA'
  ORDER BY coalesce(k.decided_at, k.created_at) DESC, k.id DESC LIMIT 1)`;

function reviews(ctx: Context): ReviewEntry[] {
  const today = ctx.clock.today();
  return statement<[number], Omit<ReviewEntry, 'dueState' | 'proposalOpen'> & { proposalOpen: number }>(
    ctx.db,
    `SELECT ${HEAD}, c.id, c.person_group AS personGroup, c.origin, c.effective_on AS effectiveOn,
       c.review_on AS reviewOn, coalesce(o.full_name, p.officer_note) AS officerName,
       EXISTS (SELECT 1 FROM classification x WHERE x.person_id = p.id
               AND x.step NOT IN ('ENTSCHIEDEN_JA', 'ENTSCHIEDEN_NEIN')) AS proposalOpen
     FROM classification c ${PERSON}
     LEFT JOIN user o ON o.id = p.officer_id
     WHERE c.review_on IS NOT NULL AND p.case_status = 'EINGESTUFT' AND ${CURRENT}
     ORDER BY c.review_on, n.sort_name LIMIT ?`,
  )
    .all(MAX_ROWS)
    .map((row) => ({
      ...row,
      dueState: dueState(row.reviewOn, today),
      proposalOpen: row.proposalOpen === 1,
    }));
}

function decided(ctx: Context): DecidedEntry[] {
  return statement<[number], DecidedEntry>(
    ctx.db,
    `SELECT ${HEAD}, c.id, c.procedure, c.person_group AS personGroup, c.step, u.full_name AS deciderName,
       c.decided_at AS decidedAt, c.effective_on AS effectiveOn
     FROM classification c ${PERSON} JOIN user u ON u.id = c.decider_id
     WHERE c.origin = 'SYSTEM' AND c.step IN ('ENTSCHIEDEN_JA', 'ENTSCHIEDEN_NEIN')
     ORDER BY c.decided_at DESC LIMIT ?`,
  ).all(MAX_DECIDED);
}

export function overview(ctx: Context): Overview {
  const { user } = ctx.session;
  const decides = rolesAllow(user.roles, 'CLASSIFICATION_DECIDE');
  const result: Overview = {
    waitingForMe: [],
    mine: [],
    others: [],
    reviews: reviews(ctx),
    decided: decided(ctx),
  };
  for (const { proposerId, ...entry } of openProposals(ctx)) {
    const own = proposerId === user.id;
    const submitted = entry.step === 'VORGELEGT' || entry.step === 'MITGEZEICHNET';
    const mayDecide =
      decides && submitted && !own && !accountControllers(ctx.db, proposerId).includes(user.id);
    if (mayDecide || (own && entry.step === 'RUECKFRAGE')) result.waitingForMe.push(entry);
    else if (own) result.mine.push(entry);
    else result.others.push(entry);
  }
  return result;
}
