/** What other features may ask about pictures. */
import type { InboxItem } from '#shared/contract/findings';
import { PICTURE_ORIGIN_LABELS } from '#shared/domain/picture';
import type { Context } from '../context';
import { blockedPictures } from './repository';

export { leadingPicture } from './repository';

/** Blocked pictures of these files as entries of the gesperrte Eingang. */
export function blockedPictureItems(ctx: Context, personIds: readonly string[]): InboxItem[] {
  return blockedPictures(ctx, personIds).map(({ personId, personName, fileNo, picture }) => ({
    kind: 'PICTURE',
    id: picture.id,
    revision: picture.revision,
    personId,
    personName,
    fileNo,
    title: `Lichtbild: ${PICTURE_ORIGIN_LABELS[picture.origin]}`,
    body: [`Quelle: ${picture.source}`, picture.note].filter(Boolean).join('\n'),
    occurredOn: picture.takenOn,
    statementKind: null,
    label: picture.label,
    persons: [
      {
        personId,
        fileNo,
        name: personName,
        role: 'BETROFFENE_PERSON',
        personCategory: picture.personCategory,
      },
    ],
    importedFrom: null,
    createdBy: picture.createdBy,
    createdAt: picture.createdAt,
  }));
}
