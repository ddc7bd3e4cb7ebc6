/** The deadlines of one file, computed from the data each time they are asked for, and what has been decided on them. */
import type { Deadline } from '#shared/domain/deadlines';
import {
  guardianNoticeDue,
  isChildOn,
  isMinorOn,
  mayDecideOn,
  type Prueftermin,
  preliminaryEnd,
  prueftermin,
  releaseFrom,
} from '#shared/domain/retention';
import type { Context } from '../context';
import { custodyOf } from '../entries/service';
import { limitSettings, type PersonFacts, type Policy, personFacts, policyOf } from './facts';
import {
  childNecessityOf,
  decisionsOf,
  guardianRecords,
  type StoredDecision,
  type Subject,
} from './repository';
import { prolongationHolds } from './signing';

export interface Reckoned {
  readonly facts: PersonFacts;
  readonly policy: Policy;
  readonly decisions: readonly StoredDecision[];
  readonly prueftermin: Prueftermin;
  /** Null unless the file is a Prüffall or a proposal about one waits. */
  readonly preliminary: Deadline | null;
}

export function reckon(ctx: Context, personId: string): Reckoned {
  const facts = personFacts(ctx, personId);
  const policy = policyOf(ctx, facts.officeId);
  const decisions = decisionsOf(ctx, personId);
  const custody = releaseFrom(custodyOf(ctx, personId));
  const due = prueftermin(
    {
      birthDate: facts.birthDate,
      event: facts.event,
      // While the person is in custody the shorter frame holds: an earlier release begins nothing.
      releasedOn: custody.inCustody ? null : custody.releasedOn,
      inCustody: custody.inCustody || facts.caseStatus === 'RUHEND_HAFT',
      prolongedTo: latestInForce(ctx, decisions, 'PRUEFTERMIN'),
    },
    limitSettings(policy),
  );
  const isPreliminary = facts.caseStatus === 'PRUEFFALL' || facts.caseStatus === 'VORSCHLAG';
  const preliminary = isPreliminary
    ? preliminaryEnd(facts.openedOn, latestInForce(ctx, decisions, 'PRUEFFALL'), policy.preliminaryMonths)
    : null;
  return { facts, policy, decisions, prueftermin: due, preliminary };
}

/** The latest day of a prolongation whose signatures hold; one that somebody altered does not prolong anything. */
function latestInForce(ctx: Context, decisions: readonly StoredDecision[], subject: Subject): string | null {
  return decisions
    .filter(
      (decision) =>
        decision.subject === subject &&
        decision.state === 'WIRKSAM' &&
        decision.newDueOn !== null &&
        prolongationHolds(ctx, decision),
    )
    .reduce<string | null>(
      (latest, { newDueOn }) => (newDueOn !== null && newDueOn > (latest ?? '') ? newDueOn : latest),
      null,
    );
}

export type Answer = 'OPEN' | 'WAITING' | 'ANSWERED';

/** Whether somebody has decided on this very deadline; a refused prolongation leaves it open. */
export function answerTo(decisions: readonly StoredDecision[], subject: Subject, dueOn: string): Answer {
  const last = decisions.find(
    (decision) => decision.subject === subject && decision.dueOn === dueOn && decision.state !== 'ABGELEHNT',
  );
  if (!last) return 'OPEN';
  return last.state === 'WARTET' ? 'WAITING' : 'ANSWERED';
}

export interface OwnDeadline {
  readonly kind: 'RETENTION' | 'PRELIMINARY' | 'GUARDIAN' | 'CHILD_NECESSITY';
  readonly title: string;
  readonly dueOn: string;
}

const WAITING = 'Verlängerung wartet auf die zweite Person';

/** Everything of this feature that is due on a file some day; what is answered is left out. */
export function deadlinesOf(ctx: Context, personId: string): OwnDeadline[] {
  const { facts, decisions, prueftermin: due, preliminary } = reckon(ctx, personId);
  const today = ctx.clock.today();
  const result: OwnDeadline[] = [];
  const answer = answerTo(decisions, 'PRUEFTERMIN', due.dueOn);
  if (answer !== 'ANSWERED') {
    const title = answer === 'WAITING' ? WAITING : 'Prüftermin: Erforderlichkeit prüfen';
    result.push({ kind: 'RETENTION', title, dueOn: due.dueOn });
  }
  if (preliminary) {
    const waits = answerTo(decisions, 'PRUEFFALL', preliminary.dueOn) === 'WAITING';
    const title = waits ? WAITING : 'Prüffall bestätigen oder beenden';
    result.push({ kind: 'PRELIMINARY', title, dueOn: preliminary.dueOn });
  }
  if (isMinorOn(facts.birthDate, today)) {
    const dueOn = guardianNoticeDue(facts.openedOn, guardianRecords(ctx, personId)[0] ?? null);
    if (dueOn !== null) result.push({ kind: 'GUARDIAN', title: 'Sorgeberechtigte unterrichten', dueOn });
    if (isChildOn(facts.birthDate, today) && childNecessityOf(ctx, personId) === null)
      result.push({
        kind: 'CHILD_NECESSITY',
        title: 'Notwendigkeit der Speicherung (Kind) begründen',
        dueOn: facts.openedOn,
      });
  }
  return result;
}

export function isToDecide(
  decisions: readonly StoredDecision[],
  subject: Subject,
  dueOn: string,
  today: string,
): boolean {
  return mayDecideOn(dueOn, today) && answerTo(decisions, subject, dueOn) === 'OPEN';
}
