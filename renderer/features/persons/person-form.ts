/** Values of the Personalien form; the schema is the contract's, so each field's rule exists once. */
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import {
  EMPTY_PERSONALIA,
  type PersonaliaInput,
  type PersonFile,
  type PersonInput,
  personInput,
} from '#shared/contract/persons';

export type PersonFormInput = z.input<typeof personInput>;

export const EMPTY_ALIAS: PersonaliaInput = { ...EMPTY_PERSONALIA, identityState: 'ALIAS' };

export const EMPTY_PERSON: PersonInput = {
  leading: EMPTY_PERSONALIA,
  aliases: [],
  nationalities: [],
  addresses: [],
  phaenomenbereich: null,
  officerId: null,
  deputyId: null,
};

export function formValues(file: PersonFile): PersonInput {
  const { leading, aliases, nationalities, addresses, phaenomenbereich, officerId, deputyId } = file;
  return { leading, aliases, nationalities, addresses, phaenomenbereich, officerId, deputyId };
}

export function usePersonForm(values: PersonInput) {
  return useForm<PersonFormInput, unknown, PersonInput>({ resolver: zodResolver(personInput), values });
}
export type PersonForm = ReturnType<typeof usePersonForm>;
