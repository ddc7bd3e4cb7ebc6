/** One blocked entry: what it says above, its Kennzeichnung below, pre-set from the entry before. */
import { Tag } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { FormProvider, useForm, useWatch } from 'react-hook-form';
import type { InboxItem } from '#shared/contract/findings';
import type { LabelFields } from '#shared/contract/label';
import { FINDING_ROLE_LABELS, usualCategory } from '#shared/domain/finding';
import { PERSON_CATEGORY_LABELS, type PersonCategory } from '#shared/domain/handling';
import { PARTICIPANT_ROLE_LABELS } from '#shared/domain/offence';
import { formatPartialDate } from '#shared/domain/partial-date';
import { AppError, applyFieldErrors } from '../../app/client';
import { useCommand } from '../../app/queries';
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

const ROLE_LABELS = { ...FINDING_ROLE_LABELS, ...PARTICIPANT_ROLE_LABELS };
const CONTACT: readonly PersonCategory[] = ['KONTAKT_BEGLEITPERSON'];

export function InboxEntry({
  item,
  position,
  preset,
  takesFocus,
  onLabelled,
}: {
  item: InboxItem;
  /** „3 von 12“ */
  position: string;
  preset: LabelFields | null;
  /** The user came here from the entry before: reading goes on at the heading. */
  takesFocus: boolean;
  onLabelled: (label: LabelFields) => void;
}) {
  const office = useSession((state) => state.user?.officeName ?? '');
  const send = useLabelCommand();
  const [problem, setProblem] = useState<string>();
  const form = useForm<LabelForm>({
    defaultValues: {
      label: startLabel(item, preset, office),
      categories: item.persons.map((person) => person.personCategory ?? usualCategory(person.role)),
    },
  });
  const categories = useWatch({ control: form.control, name: 'categories' });
  const submit = form.handleSubmit(async (values) => {
    setProblem(undefined);
    try {
      await send(item, values);
      toast({ text: `Gekennzeichnet: ${item.title}` });
      onLabelled(values.label);
    } catch (error) {
      setProblem(applyFieldErrors(error, form.setError));
    }
  });
  return (
    <section className={styles.entry} aria-label="Eintrag">
      <FormProvider {...form}>
        <Form label="Kennzeichnung" onSubmit={() => void submit()}>
          {/* Inside the form, so that Strg+Enter works from the heading on. */}
          <Head item={item} position={position} takesFocus={takesFocus} />
          {item.persons.length > 0 && (
            <FormSection title="Kategorie der Personen (§ 42 DSG NRW)">
              <FormGrid>
                {item.persons.map((person, index) => (
                  <FormField key={person.personId} control={form.control} name={`categories.${index}`}>
                    {(field) => (
                      <Select
                        label={`${person.name} (${ROLE_LABELS[person.role]})`}
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

function Head({ item, position, takesFocus }: { item: InboxItem; position: string; takesFocus: boolean }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);
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
      <h2 ref={heading} className={styles.title} tabIndex={-1}>
        {item.title}
      </h2>
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
  PICTURE: 'lichtbilder',
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

const STALE = { invalidates: ['findings', 'offences', 'contacts', 'pictures', 'persons'] };

/** One act for all kinds of records. */
function useLabelCommand(): (item: InboxItem, form: LabelForm) => Promise<void> {
  const findings = useCommand('findings.label', STALE);
  const offences = useCommand('offences.label', STALE);
  const contacts = useCommand('contacts.label', STALE);
  const pictures = useCommand('pictures.label', STALE);
  return async (item, { label, categories }) => {
    const target = { personId: item.personId, id: item.id, revision: item.revision, label };
    if (item.kind === 'CONTACT') {
      await contacts.mutateAsync(target);
      return;
    }
    const chosen = item.persons.flatMap((person, index) => {
      const personCategory = categories[index] ?? null;
      return personCategory === null ? [] : [{ person, personCategory }];
    });
    if (chosen.length < item.persons.length)
      throw new AppError('RULE_VIOLATED', 'Bitte die Kategorie jeder Person angeben (§ 42 DSG NRW).');
    const [first] = chosen;
    if (item.kind === 'PICTURE' && first) {
      await pictures.mutateAsync({ ...target, personCategory: first.personCategory });
      return;
    }
    // A bare name has no Aktenzeichen; its id is that of the participant.
    const withFile = chosen.filter(({ person }) => person.fileNo !== '');
    const fileCategories = withFile.map(({ person, personCategory }) => ({
      personId: person.personId,
      personCategory,
    }));
    if (item.kind === 'FINDING') {
      await findings.mutateAsync({ ...target, categories: fileCategories });
      return;
    }
    const nameCategories = chosen
      .filter(({ person }) => person.fileNo === '')
      .map(({ person, personCategory }) => ({ participantId: person.personId, personCategory }));
    await offences.mutateAsync({ ...target, categories: fileCategories, nameCategories });
  };
}
