/** Values of the form of an entry; the schema is the contract's, so each field's rule exists once. */
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { type EntryInput, entryInput, type PersonEntry } from '#shared/contract/entries';
import { isFieldShown } from '#shared/domain/person-entry';
import { ENTRY_SPECS, type EntryKind } from '#shared/domain/person-entry-kinds';
import type { EntryField, EntryValue } from '#shared/domain/person-entry-spec';

const schema = z.object({ entry: entryInput });
export type EntryFormInput = z.input<typeof schema>;

function emptyValue(field: EntryField): EntryValue {
  switch (field.type) {
    case 'CHOICE':
      return field.preset ?? null;
    case 'AMOUNT':
    case 'DATE':
      return null;
    case 'CHOICES':
    case 'REACH':
      return [];
    default:
      return '';
  }
}

/** Null for a new one of that kind. A field that is not stored (it did not belong to the values) begins empty. */
export function entryValues(kind: EntryKind, entry: PersonEntry | null): EntryFormInput {
  const content: Record<string, EntryValue> = {};
  for (const field of ENTRY_SPECS[kind].fields)
    content[field.name] = entry?.content[field.name] ?? emptyValue(field);
  const { validFrom = null, validUntil = null, source = '', remark = '' } = entry ?? {};
  return { entry: { kind, content, validFrom, validUntil, source, remark } };
}

export function useEntryForm(values: EntryFormInput) {
  return useForm<EntryFormInput, unknown, { entry: EntryInput }>({
    resolver: zodResolver(schema),
    defaultValues: values,
  });
}
export type EntryForm = ReturnType<typeof useEntryForm>;

/** Fields that belong to what is chosen now. */
export function shownFields(kind: EntryKind, content: EntryFormInput['entry']['content']) {
  return ENTRY_SPECS[kind].fields.filter((field) => isFieldShown(field, content));
}
