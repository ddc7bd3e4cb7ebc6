/** Lichtbilder of a file: stored in the vault, shown from memory, never compared (F20). */
import { z } from 'zod';
import { PICTURE_ORIGINS, PICTURE_TYPES } from '#shared/domain/picture';
import { command, query } from './define';
import { labelFields, labelInput, personCategory } from './label';
import { empty, id, instant, line, partialDate, requiredLine, requiredText, revision } from './primitives';

const content = {
  takenOn: partialDate.nullable(),
  origin: z.enum(PICTURE_ORIGINS),
  source: requiredLine(200),
  note: line(300),
  /** Keys of bodies that are not police and may get the picture in a dossier. */
  releasedTo: z.array(requiredLine(60)).max(40),
  personCategory: personCategory.nullable(),
};
export const pictureInput = z.object({ ...content, label: labelInput });
export type PictureInput = z.infer<typeof pictureInput>;

const base64 = z.base64();

const picture = z.object({
  ...content,
  id,
  revision,
  label: labelFields,
  /** Without complete Kennzeichnung (§ 22b PolG NRW): in no head, no document. */
  blocked: z.boolean(),
  leading: z.boolean(),
  mediaType: z.enum(PICTURE_TYPES),
  width: z.int(),
  height: z.int(),
  size: z.int(),
  /** Of the stored bytes and of the file as it was handed over. */
  sha256: z.string(),
  fileSha256: z.string(),
  createdBy: z.string(),
  createdAt: instant,
  /** Small JPEG. */
  preview: base64,
});
export type Picture = z.infer<typeof picture>;

const onRecord = { personId: id, id, revision };

export const picturesContract = {
  list: query({
    input: z.object({ personId: id }),
    output: z.object({ pictures: z.array(picture) }),
    permission: 'CASE_READ',
    persons: (input) => [input.personId],
    audit: {
      action: 'PICTURE_LIST',
      ids: (input, output) => [input.personId, ...(output?.pictures.map((entry) => entry.id) ?? [])],
    },
  }),
  /** The picture in the head of the file, if one is chosen. */
  leading: query({
    input: z.object({ personId: id }),
    output: z.object({
      picture: z
        .object({ id, preview: base64, takenOn: partialDate.nullable(), origin: z.enum(PICTURE_ORIGINS) })
        .nullable(),
    }),
    permission: 'CASE_READ',
    persons: (input) => [input.personId],
    audit: {
      action: 'PICTURE_HEAD',
      ids: (input, output) => [input.personId, ...(output?.picture ? [output.picture.id] : [])],
    },
  }),
  /** The stored picture in full size. */
  open: query({
    input: z.object({ personId: id, id }),
    output: z.object({ mediaType: z.enum(PICTURE_TYPES), data: base64 }),
    permission: 'CASE_READ',
    persons: (input) => [input.personId],
    audit: { action: 'PICTURE_OPEN', ids: (input) => [input.id, input.personId] },
  }),
  /** Takes a handed-over file and the preview made of it. The first labelled picture becomes the leading one. */
  add: command({
    input: pictureInput.extend({ personId: id, transferId: id, previewTransferId: id }),
    output: z.object({ id, blocked: z.boolean() }),
    permission: 'CASE_WRITE',
    persons: (input) => [input.personId],
    audit: {
      action: 'PICTURE_ADD',
      ids: (input, output) => [...(output ? [output.id] : []), input.personId],
    },
  }),
  update: command({
    input: pictureInput.extend(onRecord),
    output: z.object({ revision, blocked: z.boolean() }),
    permission: 'CASE_WRITE',
    persons: (input) => [input.personId],
    audit: { action: 'PICTURE_UPDATE', ids: (input) => [input.id, input.personId] },
  }),
  /** Adds the complete Kennzeichnung. */
  label: command({
    input: z.object({ ...onRecord, label: labelInput, personCategory }),
    output: z.object({ revision, blocked: z.boolean() }),
    permission: 'CASE_WRITE',
    persons: (input) => [input.personId],
    audit: { action: 'PICTURE_LABEL', ids: (input) => [input.id, input.personId] },
  }),
  /** Chooses the picture of the head; refused without complete Kennzeichnung. */
  setLeading: command({
    input: z.object(onRecord),
    output: z.object({ revision }),
    permission: 'CASE_WRITE',
    persons: (input) => [input.personId],
    audit: { action: 'PICTURE_LEADING', ids: (input) => [input.id, input.personId] },
  }),
  /** Erases the picture with its history. */
  remove: command({
    input: z.object({ ...onRecord, reason: requiredText(500) }),
    output: empty,
    permission: 'CASE_WRITE',
    persons: (input) => [input.personId],
    audit: { action: 'PICTURE_REMOVE', ids: (input) => [input.id, input.personId] },
  }),
};
