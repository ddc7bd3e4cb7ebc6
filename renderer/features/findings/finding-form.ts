/** Values of the Erkenntnis form; the schema is the contract's, so each field's rule exists once. */
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { type Finding, findingInput } from '#shared/contract/findings';
import type { LabelFields } from '#shared/contract/label';

/** The contract's input plus the names that the form shows, so that a draft brings them back. */
const formSchema = findingInput.and(
  z.object({ names: z.record(z.string(), z.object({ name: z.string(), fileNo: z.string() })) }),
);
export type FindingFormInput = z.input<typeof formSchema>;
export type FindingFormOutput = z.output<typeof formSchema>;

/** Pre-set of a new record: the own office collects openly; Rechtsgut and basis as in the last one of the file. */
export function presetLabel(officeName: string, last: LabelFields | undefined): LabelFields {
  return {
    collectionMeans: 'EIGENE_FESTSTELLUNG',
    covert: false,
    protectedInterest: last?.protectedInterest ?? null,
    collectingOffice: officeName,
    legalBasis: last?.legalBasis ?? '',
  };
}

export function newFinding(
  person: { id: string; name: string; fileNo: string },
  label: LabelFields,
): FindingFormInput {
  return {
    kind: 'FESTSTELLUNG',
    occurredOn: null,
    title: '',
    body: '',
    statementKind: 'TATSACHE',
    authorOffice: '',
    fileLocation: '',
    sourceGrade: 'A',
    contentGrade: '2',
    origin: 'EIGENE_STELLE',
    originAgency: '',
    transmittedOn: null,
    transmissionNorm: '',
    usageLimits: '',
    courtUsable: null,
    releasedTo: null,
    label,
    persons: [
      {
        personId: person.id,
        role: 'BETROFFENE_PERSON',
        personCategory: 'VERDACHT_KUENFTIGE_STRAFTAT',
      },
    ],
    names: { [person.id]: { name: person.name, fileNo: person.fileNo } },
  };
}

export function formValues(finding: Finding): FindingFormInput {
  const { id: _id, revision: _revision, blocked: _blocked, hiddenPersons: _hidden, ...rest } = finding;
  const { importedFrom: _imported, createdBy: _by, createdAt: _at, changedAt: _changed, ...content } = rest;
  return {
    ...content,
    persons: finding.persons.map(({ personId, role, personCategory }) => ({
      personId,
      role,
      personCategory,
    })),
    names: Object.fromEntries(
      finding.persons.map(({ personId, name, fileNo }) => [personId, { name, fileNo }]),
    ),
  };
}

export function useFindingForm(values: FindingFormInput) {
  return useForm<FindingFormInput, unknown, FindingFormOutput>({
    resolver: zodResolver(formSchema),
    defaultValues: values,
  });
}
export type FindingForm = ReturnType<typeof useFindingForm>;
