/** Values of the form of a Lichtbild; the schema is the contract's, so each field's rule exists once. */
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import type { LabelFields } from '#shared/contract/label';
import { type Picture, type PictureInput, pictureInput } from '#shared/contract/pictures';

export type PictureFormInput = z.input<typeof pictureInput>;

export function newPicture(officeName: string, last: LabelFields | undefined): PictureFormInput {
  return {
    takenOn: null,
    origin: 'ED_BEHANDLUNG',
    source: '',
    note: '',
    releasedTo: [],
    personCategory: 'VERDACHT_STRAFTAT',
    label: {
      collectionMeans: 'ED_BEHANDLUNG',
      covert: false,
      protectedInterest: last?.protectedInterest ?? null,
      collectingOffice: officeName,
      legalBasis: last?.legalBasis ?? '',
    },
  };
}

export function formValues(picture: Picture): PictureFormInput {
  const { takenOn, origin, source, note, releasedTo, personCategory, label } = picture;
  return { takenOn, origin, source, note, releasedTo, personCategory, label };
}

export function usePictureForm(values: PictureFormInput) {
  return useForm<PictureFormInput, unknown, PictureInput>({
    resolver: zodResolver(pictureInput),
    defaultValues: values,
  });
}
export type PictureForm = ReturnType<typeof usePictureForm>;
