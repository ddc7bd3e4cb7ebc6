/** Values of the relation form; the schema is the contract's, so each field's rule exists once. */
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import type { LabelFields } from '#shared/contract/label';
import { type Link, type LinkInput, linkInput } from '#shared/contract/links';

export type LinkFormInput = z.input<typeof linkInput>;

export function newLink(label: LabelFields): LinkFormInput {
  return {
    otherKind: 'AKTE',
    otherPersonId: null,
    otherName: '',
    kind: 'SZENE',
    note: '',
    source: '',
    sourceGrade: 'X',
    contentGrade: 'X',
    validFrom: null,
    validTo: null,
    label,
    personCategory: 'VERDACHT_KUENFTIGE_STRAFTAT',
  };
}

export function formValues(link: Link): LinkFormInput {
  const { otherKind, otherPersonId, otherName, kind, note, source, sourceGrade, contentGrade } = link;
  const { validFrom, validTo, label, personCategory } = link;
  return {
    otherKind,
    otherPersonId,
    otherName,
    kind,
    note,
    source,
    sourceGrade,
    contentGrade,
    validFrom,
    validTo,
    label,
    personCategory,
  };
}

export function useLinkForm(values: LinkFormInput) {
  return useForm<LinkFormInput, unknown, LinkInput>({
    resolver: zodResolver(linkInput),
    defaultValues: values,
  });
}
export type LinkForm = ReturnType<typeof useLinkForm>;
