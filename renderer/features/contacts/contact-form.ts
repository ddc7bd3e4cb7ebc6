/** Values of the Kontaktperson form; the schema is the contract's, so each field's rule exists once. */
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { type Contact, type ContactInput, contactInput } from '#shared/contract/contacts';
import type { LabelFields } from '#shared/contract/label';

export type ContactFormInput = z.input<typeof contactInput>;

export function newContact(label: LabelFields): ContactFormInput {
  return {
    familyName: '',
    givenNames: '',
    birthDate: null,
    relation: 'PERSOENLICH',
    relationNote: '',
    reason: '',
    maxYears: 3,
    noProfessionalSecrecy: false,
    label,
  };
}

export function formValues(contact: Contact): ContactFormInput {
  const { familyName, givenNames, birthDate, relation, relationNote, reason, maxYears, label } = contact;
  const content = { familyName, givenNames, birthDate, relation, relationNote, reason, maxYears, label };
  return { ...content, noProfessionalSecrecy: true };
}

export function useContactForm(values: ContactFormInput) {
  return useForm<ContactFormInput, unknown, ContactInput>({
    resolver: zodResolver(contactInput),
    defaultValues: values,
  });
}
export type ContactForm = ReturnType<typeof useContactForm>;
