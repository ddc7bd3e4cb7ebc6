import type { Approval, startContract } from '#shared/contract/start';
import { addToDay } from '#shared/domain/calendar';
import { DELETION_GROUND_LABELS } from '#shared/domain/deletion';
import { MERGE_ACT_LABELS } from '#shared/domain/merge';
import { PERSON_GROUP_LABELS } from '#shared/domain/person-group';
import { PROCEDURE_LABELS, PROPOSAL_STATE_LABELS } from '#shared/domain/procedure';
import { rolesAllow } from '#shared/domain/roles';
import { accessToDecide, unseenNotices } from '../access/service';
import { retentionToDecide } from '../audit/service';
import { classificationOverview } from '../classifications/service';
import { listConferences } from '../conferences/service';
import type { Context } from '../context';
import { deletionsToDecide } from '../deletion/service';
import { mergesToDecide } from '../duplicates/service';
import { documentsToRelease } from '../exports/service';
import { countBlocked } from '../findings/service';
import { hintsToDecide } from '../hints/service';
import { importsToRelease } from '../imports/service';
import type { HandlersOf } from '../registry';
import { minorsToApprove } from '../retention/service';
import { specialToDecide } from '../special/service';
import { requestsToDecide } from '../users/service';
import { dueItems, dueUntil } from './due';
import { countFiles, namesOf, ownCases, recentlyChanged } from './repository';

const MAX_DUE = 60;
const MAX_ROWS = 8;
const MAX_DEADLINES = 1000;

export const startHandlers = {
  deadlines: (input, ctx) => {
    const items = dueUntil(ctx, addToDay(ctx.clock.today(), { months: input.months }));
    return { items: items.slice(0, MAX_DEADLINES), total: items.length };
  },

  overview: (_input, ctx) => {
    const readsCases = rolesAllow(ctx.session.user.roles, 'CASE_READ');
    const due = readsCases ? dueItems(ctx) : [];
    const own = ownCases(ctx, MAX_ROWS);
    return {
      due: due.slice(0, MAX_DUE),
      dueTotal: due.length,
      approvals: approvals(ctx),
      accessNotices: accessNotices(ctx),
      conferences: readsCases
        ? listConferences(ctx, 'NEXT', 6).map(({ id, number, platform, heldOn, startsAt, place, items }) => ({
            id,
            number,
            platform,
            heldOn,
            startsAt,
            place,
            items,
          }))
        : [],
      ownCases: own.rows,
      ownTotal: own.total,
      recent: recentlyChanged(ctx, MAX_ROWS),
      blockedTotal: rolesAllow(ctx.session.user.roles, 'CASE_WRITE') ? countBlocked(ctx) : 0,
      filesTotal: countFiles(ctx),
    };
  },
} satisfies HandlersOf<typeof startContract>;

function accessNotices(ctx: Context) {
  const notices = unseenNotices(ctx);
  const names = namesOf(
    ctx,
    notices.map((notice) => notice.personId),
  );
  return notices.map((notice) => ({ ...notice, personName: names.get(notice.personId) ?? '' }));
}

function accessApprovals(ctx: Context): Approval[] {
  const entries = accessToDecide(ctx);
  const names = namesOf(
    ctx,
    entries.map((entry) => entry.personId),
  );
  return entries.map((entry) => ({ kind: 'ACCESS', ...entry, title: names.get(entry.personId) ?? '' }));
}

/** What waits for this user's word, from all features with two-person acts. */
function approvals(ctx: Context): Approval[] {
  return [
    ...(rolesAllow(ctx.session.user.roles, 'CASE_READ')
      ? classificationOverview(ctx).waitingForMe.map((entry) => ({
          kind: 'CLASSIFICATION' as const,
          id: entry.id,
          personId: entry.personId,
          title: [entry.familyName, entry.givenNames].filter(Boolean).join(', '),
          detail: [
            PROCEDURE_LABELS[entry.procedure],
            entry.personGroup && PERSON_GROUP_LABELS[entry.personGroup],
            `${PROPOSAL_STATE_LABELS[entry.step]} von ${entry.stepBy}`,
          ]
            .filter(Boolean)
            .join(' · '),
          since: entry.stepAt,
        }))
      : []),
    ...mergesToDecide(ctx).map(({ merge, act }) => ({
      kind: 'MERGE' as const,
      id: merge.id,
      personId: merge.leadingId,
      title: `${merge.leadingName} (${merge.leadingFileNo}) und ${merge.otherFileNo}`,
      detail: `${MERGE_ACT_LABELS[act.kind]} · vorgeschlagen von ${act.proposedBy}`,
      since: act.proposedAt,
    })),
    ...accessApprovals(ctx),
    ...hintsToDecide(ctx).map((entry) => ({
      kind: 'HINT' as const,
      id: entry.id,
      personId: entry.personId,
      title: entry.personName,
      detail: `Hinweis: ${entry.title} · vorgeschlagen von ${entry.enteredBy}`,
      since: entry.enteredAt,
    })),
    ...specialToDecide(ctx).map((entry) => ({
      kind: 'SPECIAL' as const,
      id: entry.id,
      personId: entry.personId,
      title: entry.personName,
      detail: `Besondere Kategorie (verdeckt) · vorgeschlagen von ${entry.enteredBy}`,
      since: entry.enteredAt,
    })),
    ...documentsToRelease(ctx).map((entry) => ({
      kind: 'EXPORT' as const,
      id: entry.id,
      personId: null,
      title: entry.title,
      detail: `${entry.recipient} · ${entry.requestedBy}`,
      since: entry.requestedAt,
    })),
    ...minorsToApprove(ctx),
    ...importsToRelease(ctx).map((entry) => ({
      kind: 'IMPORT' as const,
      id: entry.id,
      personId: null,
      title: entry.fileName,
      detail: `Bestandsliste · ${entry.createdBy}`,
      since: entry.createdAt,
    })),
    ...deletionApprovals(ctx),
    ...requestsToDecide(ctx).map((entry) => ({
      kind: 'ACCOUNT' as const,
      id: entry.id,
      personId: null,
      title: entry.title,
      detail: `beantragt von ${entry.requestedBy}`,
      since: entry.requestedAt,
    })),
    ...retentionToDecide(ctx).map((entry) => ({
      kind: 'LOG_RETENTION' as const,
      id: entry.id,
      personId: null,
      title: 'Aufbewahrung des Protokolls',
      detail: `vorgeschlagen von ${entry.proposedBy}`,
      since: entry.proposedAt,
    })),
  ];
}

function deletionApprovals(ctx: Context): Approval[] {
  const deletions = deletionsToDecide(ctx);
  const names = namesOf(
    ctx,
    deletions.map(({ personId }) => personId),
  );
  return deletions.map((entry) => ({
    kind: 'DELETION',
    id: entry.id,
    personId: entry.personId,
    title: names.get(entry.personId) ?? '',
    detail: `Löschung · ${DELETION_GROUND_LABELS[entry.ground]} · ${entry.proposedBy}`,
    since: entry.proposedAt,
  }));
}
