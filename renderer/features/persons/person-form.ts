/** Values of the Personalien form; the schema is the contract's, so each field's rule exists once. */
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import {
  type PersonaliaInput,
  type PersonFile,
  type PersonToSave,
  personToSave,
} from '#shared/contract/persons';

export type PersonFormInput = z.input<typeof personToSave>;

export const EMPTY_PERSONALIA: PersonaliaInput = {
  familyName: '',
  givenNames: '',
  aliasName: '',
  birthName: '',
  birthDate: null,
  birthPlace: '',
  gender: 'UNBEKANNT',
  identityState: 'UNGESICHERT',
  originalScript: '',
  reviewScript: false,
  source: '',
};

export const EMPTY_ALIAS: PersonaliaInput = { ...EMPTY_PERSONALIA, identityState: 'ALIAS' };

export const EMPTY_PERSON: PersonToSave = {
  leading: EMPTY_PERSONALIA,
  aliases: [],
  nationalities: [],
  addresses: [],
  phaenomenbereich: null,
  officerId: null,
  deputyId: null,
  childNecessity: '',
};

export function formValues(file: PersonFile): PersonToSave {
  const { leading, aliases, nationalities, addresses, phaenomenbereich, officerId, deputyId } = file;
  const head = { leading, aliases, nationalities, addresses, phaenomenbereich, officerId, deputyId };
  return { ...head, childNecessity: '' };
}

export function usePersonForm(values: PersonToSave) {
  return useForm<PersonFormInput, unknown, PersonToSave>({ resolver: zodResolver(personToSave), values });
}
export type PersonForm = ReturnType<typeof usePersonForm>;
