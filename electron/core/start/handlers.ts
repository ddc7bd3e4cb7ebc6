import type { Approval, startContract } from '#shared/contract/start';
import { MERGE_ACT_LABELS } from '#shared/domain/merge';
import { PERSON_GROUP_LABELS } from '#shared/domain/person-group';
import { PROCEDURE_LABELS, PROPOSAL_STATE_LABELS } from '#shared/domain/procedure';
import { rolesAllow } from '#shared/domain/roles';
import { classificationOverview } from '../classifications/service';
import { listConferences } from '../conferences/service';
import type { Context } from '../context';
import { mergesToDecide } from '../duplicates/service';
import { documentsToRelease } from '../exports/service';
import { countBlocked } from '../findings/service';
import { importsToRelease } from '../imports/service';
import type { HandlersOf } from '../registry';
import { requestsToDecide } from '../users/service';
import { dueItems } from './due';
import { countFiles, ownCases, recentlyChanged } from './repository';

const MAX_DUE = 60;
const MAX_ROWS = 8;

export const startHandlers = {
  overview: (_input, ctx) => {
    const readsCases = rolesAllow(ctx.session.user.roles, 'CASE_READ');
    const due = readsCases ? dueItems(ctx) : [];
    const own = ownCases(ctx, MAX_ROWS);
    return {
      due: due.slice(0, MAX_DUE),
      dueTotal: due.length,
      approvals: approvals(ctx),
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
    ...documentsToRelease(ctx).map((entry) => ({
      kind: 'EXPORT' as const,
      id: entry.id,
      personId: null,
      title: entry.title,
      detail: `${entry.recipient} · ${entry.requestedBy}`,
      since: entry.requestedAt,
    })),
    ...importsToRelease(ctx).map((entry) => ({
      kind: 'IMPORT' as const,
      id: entry.id,
      personId: null,
      title: entry.fileName,
      detail: `Bestandsliste · ${entry.createdBy}`,
      since: entry.createdAt,
    })),
    ...requestsToDecide(ctx).map((entry) => ({
      kind: 'ACCOUNT' as const,
      id: entry.id,
      personId: null,
      title: entry.title,
      detail: `beantragt von ${entry.requestedBy}`,
      since: entry.requestedAt,
    })),
  ];
}
