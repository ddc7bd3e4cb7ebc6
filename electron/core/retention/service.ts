/** What other features may ask and must ask about storage limits and minors. */
import { type AgeStanding, ageStanding, isChildOn } from '#shared/domain/retention';
import { rolesAllow } from '#shared/domain/roles';
import type { Context } from '../context';
import { RuleError } from '../errors';
import { recordHistory } from '../history/repository';
import { prolongationBar } from './decisions';
import { personFacts, possiblyDue } from './facts';
import { actLabel, actsWaiting } from './minors';
import { deadlinesOf, type OwnDeadline } from './reckoning';
import { childNecessityOf, saveChildNecessity, waitingDecisions } from './repository';

export { requireClassificationApproval, requireExportApproval } from './minors';
export { deadlinesOf as retentionDeadlines } from './reckoning';

export interface DueRetention extends OwnDeadline {
  readonly personId: string;
}

/** What is due by a day over all visible files. */
export function retentionDue(ctx: Context, until: string): DueRetention[] {
  return possiblyDue(ctx, until).flatMap((personId) =>
    deadlinesOf(ctx, personId)
      .filter(({ dueOn }) => dueOn <= until)
      .map((deadline) => ({ ...deadline, personId })),
  );
}

/** For the head of a file; null for adults and where the date of birth is not known. */
export function ageOf(ctx: Context, personId: string): AgeStanding | null {
  return ageStanding(personFacts(ctx, personId).birthDate, ctx.clock.today());
}

export interface MinorToApprove {
  readonly kind: 'MINOR_CLASSIFICATION' | 'MINOR_EXPORT' | 'MINOR_STORAGE';
  readonly id: string;
  readonly personId: string | null;
  readonly title: string;
  readonly detail: string;
  readonly since: string | null;
}

/** What concerns a minor and waits for this user as the further person. */
export function minorsToApprove(ctx: Context): MinorToApprove[] {
  if (!rolesAllow(ctx.session.user.roles, 'MINOR_APPROVE')) return [];
  const acts = actsWaiting(ctx).map(({ act, recordId, personId, title, since }) => ({
    kind: act === 'CLASSIFICATION' ? ('MINOR_CLASSIFICATION' as const) : ('MINOR_EXPORT' as const),
    id: recordId,
    personId,
    title,
    detail: `Weitere Zustimmung: ${actLabel(act)}`,
    since,
  }));
  const storage = waitingDecisions(ctx)
    .filter((decision) => prolongationBar(ctx, decision) === null)
    .map((decision) => ({
      kind: 'MINOR_STORAGE' as const,
      id: decision.id,
      personId: decision.personId,
      title: decision.personName,
      detail: `Weitere Zustimmung: Verlängerung der Speicherung, ${decision.byName}`,
      since: decision.at,
    }));
  return [...acts, ...storage];
}

/**
 * The data of a child is stored only with a recorded necessity (F67). `field`: where the form shows the message. An empty
 * text is fine where the person is no child or the necessity is already on record.
 */
export function requireChildNecessity(
  ctx: Context,
  birthDate: string | null,
  reason: string,
  personId: string | null,
): void {
  if (reason !== '' || !isChildOn(birthDate, ctx.clock.today())) return;
  if (personId !== null && childNecessityOf(ctx, personId) !== null) return;
  throw new RuleError(
    'Die Person ist ein Kind oder möglicherweise ein Kind. Bitte begründen, warum die Speicherung unbedingt notwendig ist.',
    { childNecessity: 'Bitte die Notwendigkeit der Speicherung begründen.' },
  );
}

export function storeChildNecessity(ctx: Context, personId: string, reason: string): void {
  const before = childNecessityOf(ctx, personId);
  saveChildNecessity(ctx, personId, reason);
  recordHistory(
    ctx,
    { record: 'Speicherfrist', recordId: personId, personId },
    before && { 'Notwendigkeit der Speicherung (Kind)': before.reason },
    { 'Notwendigkeit der Speicherung (Kind)': reason },
  );
}
