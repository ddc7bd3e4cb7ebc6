/** One blocked entry: what it says above, its Kennzeichnung below, pre-set from the entry before. */
import { Tag } from 'lucide-react';
import { useState } from 'react';
import { FormProvider, useForm, useWatch } from 'react-hook-form';
import type { InboxItem } from '#shared/contract/findings';
import type { LabelFields } from '#shared/contract/label';
import { PERSON_CATEGORY_LABELS, type PersonCategory } from '#shared/domain/handling';
import { formatPartialDate } from '#shared/domain/partial-date';
import { AppError, applyFieldErrors, call } from '../../app/client';
import { invalidate, queryClient } from '../../app/queries';
import { useSession } from '../../app/session';
import {
  Badge,
  Button,
  FieldError,
  Form,
  FormActions,
  FormField,
  FormGrid,
  FormSection,
  optionsOf,
  Select,
  Statement,
  TextLink,
  toast,
} from '../../ui';
import { formatInstant } from '../persons/labels';
import { LabelFieldset } from '../records/LabelFieldset';
import { presetLabel } from './finding-form';
import styles from './Inbox.module.css';
import { KIND_LABELS } from './InboxList';

interface LabelForm {
  label: LabelFields;
  categories: (PersonCategory | null)[];
}

const CONTACT: readonly PersonCategory[] = ['KONTAKT_BEGLEITPERSON'];

export function InboxEntry({
  item,
  position,
  preset,
  onLabelled,
}: {
  item: InboxItem;
  /** „3 von 12“ */
  position: string;
  preset: LabelFields | null;
  onLabelled: (label: LabelFields) => void;
}) {
  const office = useSession((state) => state.user?.officeName ?? '');
  const [problem, setProblem] = useState<string>();
  const form = useForm<LabelForm>({
    defaultValues: {
      label: startLabel(item, preset, office),
      categories: item.persons.map((person) => person.personCategory ?? 'VERDACHT_KUENFTIGE_STRAFTAT'),
    },
  });
  const categories = useWatch({ control: form.control, name: 'categories' });
  const submit = form.handleSubmit(async (values) => {
    setProblem(undefined);
    try {
      await sendLabel(item, values);
      await invalidate(queryClient, ['findings', 'offences', 'contacts', 'persons']);
      toast({ text: `Gekennzeichnet: ${item.title}` });
      onLabelled(values.label);
    } catch (error) {
      setProblem(applyFieldErrors(error, form.setError));
    }
  });
  return (
    <section className={styles.entry} aria-label="Eintrag">
      <Head item={item} position={position} />
      <FormProvider {...form}>
        <Form label="Kennzeichnung" onSubmit={() => void submit()}>
          {item.persons.length > 0 && (
            <FormSection title="Kategorie der Personen (§ 42 DSG NRW)">
              <FormGrid>
                {item.persons.map((person, index) => (
                  <FormField key={person.personId} control={form.control} name={`categories.${index}`}>
                    {(field) => (
                      <Select
                        label={`${person.name} (${person.roleLabel})`}
                        options={optionsOf(PERSON_CATEGORY_LABELS)}
                        {...field}
                      />
                    )}
                  </FormField>
                ))}
              </FormGrid>
            </FormSection>
          )}
          <LabelFieldset categories={item.persons.length > 0 ? categories : CONTACT} />
          <FieldError>{problem}</FieldError>
          <FormActions>
            <Button
              type="submit"
              variant="primary"
              icon={Tag}
              shortcut="Strg+Enter"
              isPending={form.formState.isSubmitting}
            >
              Kennzeichnen und weiter
            </Button>
          </FormActions>
        </Form>
      </FormProvider>
    </section>
  );
}

function Head({ item, position }: { item: InboxItem; position: string }) {
  const source = item.importedFrom
    ? `Liste „${item.importedFrom.fileName}“, Zeile ${item.importedFrom.rowNo}`
    : `erfasst von ${item.createdBy}, ${formatInstant(item.createdAt)}`;
  return (
    <header className={styles.head}>
      <div className={styles.headLine}>
        <Badge icon={null}>{KIND_LABELS[item.kind]}</Badge>
        <TextLink to={`/akten/${item.personId}/${SECTIONS[item.kind]}`}>
          {item.personName} · {item.fileNo}
        </TextLink>
        <span className={styles.position}>{position}</span>
      </div>
      <h2 className={styles.title}>{item.title}</h2>
      <p className={styles.meta}>
        {[item.occurredOn && formatPartialDate(item.occurredOn), source].filter(Boolean).join(' · ')}
      </p>
      {item.statementKind ? (
        <Statement kind={item.statementKind}>{item.body}</Statement>
      ) : (
        item.body && <p className={styles.body}>{item.body}</p>
      )}
    </header>
  );
}

const SECTIONS = {
  FINDING: 'erkenntnisse',
  OFFENCE: 'straftaten',
  CONTACT: 'kontaktpersonen',
} as const satisfies Record<InboxItem['kind'], string>;

/** What the entry already has counts; the rest comes from the entry labelled before, else from the own office. */
function startLabel(item: InboxItem, preset: LabelFields | null, office: string): LabelFields {
  const base =
    preset ??
    (item.importedFrom
      ? { ...presetLabel(office, undefined), collectionMeans: 'BESTAND' as const }
      : presetLabel(office, undefined));
  const { collectionMeans, covert, protectedInterest, collectingOffice, legalBasis } = item.label;
  return {
    collectionMeans: collectionMeans ?? base.collectionMeans,
    covert: covert ?? (collectionMeans === null ? base.covert : null),
    protectedInterest: protectedInterest ?? base.protectedInterest,
    collectingOffice: collectingOffice ?? base.collectingOffice,
    legalBasis: legalBasis || base.legalBasis,
  };
}

async function sendLabel(item: InboxItem, { label, categories }: LabelForm): Promise<void> {
  const target = { personId: item.personId, id: item.id, revision: item.revision, label };
  if (item.kind === 'CONTACT') {
    await call('contacts.label', target);
    return;
  }
  const chosen = item.persons.map((person, index) => ({ person, personCategory: categories[index] ?? null }));
  if (chosen.some(({ personCategory }) => personCategory === null))
    throw new AppError('RULE_VIOLATED', 'Bitte die Kategorie jeder Person angeben (§ 42 DSG NRW).');
  const set = chosen.flatMap(({ person, personCategory }) =>
    personCategory === null ? [] : [{ person, personCategory }],
  );
  // A bare name has no Aktenzeichen; its id is that of the participant.
  const withFile = set.filter(({ person }) => person.fileNo !== '');
  const fileCategories = withFile.map(({ person, personCategory }) => ({
    personId: person.personId,
    personCategory,
  }));
  if (item.kind === 'FINDING') {
    await call('findings.label', { ...target, categories: fileCategories });
    return;
  }
  const nameCategories = set
    .filter(({ person }) => person.fileNo === '')
    .map(({ person, personCategory }) => ({ participantId: person.personId, personCategory }));
  await call('offences.label', { ...target, categories: fileCategories, nameCategories });
}
