/** Values of the Straftat form; the schema is the contract's, so each field's rule exists once. */
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import type { LabelFields } from '#shared/contract/label';
import {
  type Offence,
  type OffenceInput,
  offenceInput,
  type ParticipantInput,
} from '#shared/contract/offences';
import type { Phaenomenbereich } from '#shared/domain/phaenomenbereich';

export type OffenceFormInput = z.input<typeof offenceInput>;

/** The name is shown only; what counts for a person with a file is the id. */
export function newParticipant(person: { id: string | null; name: string }): ParticipantInput {
  return {
    id: null,
    personId: person.id,
    name: person.name,
    role: person.id === null ? 'GESCHAEDIGTER' : 'BESCHULDIGTER',
    personCategory: person.id === null ? 'OPFER' : 'VERDACHT_STRAFTAT',
    outcome: 'OFFEN',
    outcomeOn: null,
    outcomeNote: '',
  };
}

export function newOffence(
  person: { id: string; name: string },
  phaenomenbereich: Phaenomenbereich | null,
  label: LabelFields,
): OffenceFormInput {
  return {
    committedOn: null,
    committedUntil: null,
    place: '',
    norm: '',
    title: '',
    description: '',
    political: true,
    phaenomenbereich,
    quality: 'SONSTIGE',
    extremist: false,
    internet: false,
    hatePosting: false,
    international: false,
    solved: false,
    attempt: false,
    operationNo: '',
    prosecutorNo: '',
    label,
    participants: [newParticipant(person)],
  };
}

export function formValues(offence: Offence): OffenceFormInput {
  const { id: _id, revision: _revision, blocked: _blocked, hiddenParticipants: _hidden, ...rest } = offence;
  const { createdBy: _by, createdAt: _at, changedAt: _changed, participants, ...content } = rest;
  return {
    ...content,
    participants: participants.map(
      ({ id, personId, name, role, personCategory, outcome, outcomeOn, outcomeNote }) => ({
        id,
        personId,
        name,
        role,
        personCategory,
        outcome,
        outcomeOn,
        outcomeNote,
      }),
    ),
  };
}

export function useOffenceForm(values: OffenceFormInput) {
  return useForm<OffenceFormInput, unknown, OffenceInput>({
    resolver: zodResolver(offenceInput),
    defaultValues: values,
  });
}
export type OffenceForm = ReturnType<typeof useOffenceForm>;
