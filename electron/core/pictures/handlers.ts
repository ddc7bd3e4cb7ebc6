import type { Picture, PictureInput, picturesContract } from '#shared/contract/pictures';
import { PERSON_CATEGORY_LABELS } from '#shared/domain/handling';
import { PICTURE_ORIGIN_LABELS, PREVIEW_LIMITS, previewSize } from '#shared/domain/picture';
import { agencyByKey } from '../catalogues/agencies';
import type { Context } from '../context';
import { NotFoundError, RuleError } from '../errors';
import { recordHistory } from '../history/repository';
import { touchPerson } from '../persons/service';
import { isComplete, labelHistory, requireComplete } from '../records/label';
import type { HandlersOf } from '../registry';
import { sha256Hex } from '../vault/keys';
import { BadPicture, type CleanPicture, cleanPicture } from './clean';
import {
  deletePicture,
  findPicture,
  insertPicture,
  lead,
  leadingPicture,
  pictureBytes,
  picturesOf,
  updatePicture,
} from './repository';

const RECORD = 'Lichtbild';

export const picturesHandlers = {
  list: (input, ctx) => ({ pictures: picturesOf(ctx, input.personId) }),

  leading: (input, ctx) => {
    const picture = leadingPicture(ctx, input.personId);
    if (!picture) return { picture: null };
    const { id, preview, takenOn, origin } = picture;
    return { picture: { id, preview, takenOn, origin } };
  },

  open: (input, ctx) => {
    const { mediaType, bytes } = pictureBytes(ctx, input.personId, input.id);
    return { mediaType, data: Buffer.from(bytes).toString('base64') };
  },

  add: (input, ctx) => {
    const { personId, transferId, previewTransferId, ...content } = input;
    checkRelease(content);
    const file = ctx.transfer(transferId)?.bytes;
    const small = ctx.transfer(previewTransferId)?.bytes;
    if (!file || !small) throw new NotFoundError('Die übergebene Datei');
    const picture = clean(file);
    const preview = checkPreview(clean(small), picture);
    const sha256 = sha256Hex(picture.bytes);
    if (picturesOf(ctx, personId).some((other) => other.sha256 === sha256))
      throw new RuleError('Genau dieses Lichtbild ist in der Akte schon vorhanden.');
    const blocked = isBlocked(content);
    const stored = { ...picture, preview, sha256, fileSha256: sha256Hex(file) };
    const id = insertPicture(ctx, personId, stored, content, blocked);
    if (!blocked && !leadingPicture(ctx, personId)) lead(ctx, personId, id, 1);
    ctx.dropTransfer(transferId);
    ctx.dropTransfer(previewTransferId);
    recordHistory(ctx, { record: RECORD, recordId: id, personId }, null, fieldsOf(content));
    changed(ctx, personId);
    return { id, blocked };
  },

  update: (input, ctx) => {
    const { personId, id, revision, ...content } = input;
    checkRelease(content);
    return save(ctx, personId, findPicture(ctx, personId, id), revision, content);
  },

  label: (input, ctx) => {
    const before = findPicture(ctx, input.personId, input.id);
    const { label, personCategory } = input;
    requireComplete(label, [personCategory]);
    const { takenOn, origin, source, note, releasedTo } = before;
    const content = { takenOn, origin, source, note, releasedTo, personCategory, label };
    return save(ctx, input.personId, before, input.revision, content);
  },

  setLeading: (input, ctx) => {
    const picture = findPicture(ctx, input.personId, input.id);
    if (picture.blocked) {
      throw new RuleError(
        'Ohne vollständige Kennzeichnung darf das Lichtbild nicht in den Kopf der Akte (§ 22b Abs. 2 PolG NRW).',
      );
    }
    const revision = lead(ctx, input.personId, picture.id, input.revision);
    const target = { record: RECORD, recordId: picture.id, personId: input.personId };
    recordHistory(ctx, target, { 'Führendes Lichtbild': picture.leading }, { 'Führendes Lichtbild': true });
    changed(ctx, input.personId);
    return { revision };
  },

  remove: (input, ctx) => {
    const { id } = findPicture(ctx, input.personId, input.id);
    deletePicture(ctx, id, input.revision);
    const target = { record: RECORD, recordId: id, personId: input.personId };
    recordHistory(ctx, target, null, { 'Lichtbild entfernt': input.reason });
    changed(ctx, input.personId);
    return {};
  },
} satisfies HandlersOf<typeof picturesContract>;

function save(
  ctx: Context,
  personId: string,
  before: Picture,
  expected: number,
  content: PictureInput,
): { revision: number; blocked: boolean } {
  const blocked = isBlocked(content);
  const revision = updatePicture(ctx, before.id, expected, content, blocked);
  recordHistory(ctx, { record: RECORD, recordId: before.id, personId }, fieldsOf(before), fieldsOf(content));
  changed(ctx, personId);
  return { revision, blocked };
}

function clean(bytes: Uint8Array): CleanPicture {
  try {
    return cleanPicture(bytes);
  } catch (error) {
    if (error instanceof BadPicture) throw new RuleError(error.message, { transferId: error.message });
    throw error;
  }
}

/** The preview comes from the page: it must be a small JPEG of the size that the picture leads to. */
function checkPreview(preview: CleanPicture, picture: CleanPicture): Uint8Array {
  const wanted = previewSize(picture.width, picture.height);
  const fits =
    preview.mediaType === 'image/jpeg' &&
    preview.bytes.length <= PREVIEW_LIMITS.bytes &&
    Math.abs(preview.width - wanted.width) <= 1 &&
    Math.abs(preview.height - wanted.height) <= 1;
  if (!fits) throw new RuleError('Die Vorschau passt nicht zu dem Lichtbild. Bitte erneut auswählen.');
  return preview.bytes;
}

const isBlocked = (content: Pick<PictureInput, 'label' | 'personCategory'>) =>
  !isComplete(content.label, [content.personCategory]);

/** Police gets a labelled picture anyway; the list names the others, one by one. */
function checkRelease(content: PictureInput): void {
  const wrong = content.releasedTo.some((key) => agencyByKey(key)?.police !== false);
  if (wrong)
    throw new RuleError('Bitte nur nicht-polizeiliche Stellen aus dem Behördenverzeichnis nennen.', {
      releasedTo: 'Bitte nicht-polizeiliche Stellen wählen.',
    });
}

function fieldsOf(content: PictureInput | Picture): Record<string, string | null> {
  return {
    'Aufgenommen am': content.takenOn,
    Herkunft: PICTURE_ORIGIN_LABELS[content.origin],
    Quelle: content.source,
    Bemerkung: content.note,
    'Freigegeben für': content.releasedTo.map((key) => agencyByKey(key)?.shortName ?? key).join(', '),
    'Kategorie der Person': content.personCategory && PERSON_CATEGORY_LABELS[content.personCategory],
    ...labelHistory(content.label),
  };
}

function changed(ctx: Context, personId: string): void {
  touchPerson(ctx, personId, null);
  ctx.emit({ type: 'changed', feature: 'pictures' });
  // The gesperrte Eingang is theirs.
  ctx.emit({ type: 'changed', feature: 'findings' });
  ctx.emit({ type: 'changed', feature: 'persons' });
}
