/** What other features may ask about Straftaten. */
import type { InboxItem } from '#shared/contract/findings';
import { needsStorageReview } from '#shared/domain/offence';
import type { Context } from '../context';
import { blockedOffences, outcomeRows } from './repository';

/** Blocked Straftaten of these files as entries of the gesperrte Eingang. */
export function blockedOffenceItems(ctx: Context, personIds: readonly string[]): InboxItem[] {
  return blockedOffences(ctx, personIds).map((offence) => {
    const withFile = offence.participants.filter((participant) => participant.personId !== null);
    const through =
      withFile.find(({ personId }) => personId !== null && personIds.includes(personId)) ?? withFile[0];
    return {
      kind: 'OFFENCE',
      id: offence.id,
      revision: offence.revision,
      personId: through?.personId ?? '',
      personName: through?.name ?? '',
      fileNo: through?.fileNo ?? '',
      title: `${offence.norm}: ${offence.title}`,
      body: offence.description,
      occurredOn: offence.committedOn,
      statementKind: null,
      label: offence.label,
      persons: offence.participants.map(({ id, personId, fileNo, name, role, personCategory }) => ({
        // A bare name has no file; its participant id stands in, so that its category can be set.
        personId: personId ?? id,
        fileNo,
        name,
        role,
        personCategory,
      })),
      importedFrom: null,
      createdBy: offence.createdBy,
      createdAt: offence.createdAt,
    };
  });
}

export interface OutcomeWork {
  readonly offenceId: string;
  readonly personId: string;
  readonly participantId: string;
  readonly title: string;
  readonly outcomeOn: string | null;
}

/** „Speicherung prüfen“: outcomes after which the storage is in question and nobody has decided yet (§ 22(3) PolG NRW). */
export function storageReviewsDue(ctx: Context): OutcomeWork[] {
  return outcomeRows(ctx).filter((row) => row.storageFinding === null && needsStorageReview(row.outcome));
}

export { indexOffencesOf, rebuildOffenceIdentifiers } from './identifiers';
export { offencesOf } from './repository';
