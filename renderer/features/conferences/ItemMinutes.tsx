/** The middle of the minutes: the point with its contributions, the joint assessment and dissent (F43, F47). */
import { MessageSquare, Pencil, Scale, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import type { AgendaItem, Conference, Contribution } from '#shared/contract/conferences';
import { CONTRIBUTION_USE_LABELS } from '#shared/domain/conference';
import { formatPartialDate } from '#shared/domain/partial-date';
import { STATEMENT_KIND_LABELS } from '#shared/domain/statement';
import { AppError, applyFieldErrors } from '../../app/client';
import { useDraft } from '../../app/drafts';
import { useCommand } from '../../app/queries';
import {
  Badge,
  Button,
  Dialog,
  EditableBlock,
  EmptyState,
  FieldError,
  FormField,
  FormGrid,
  IconButton,
  optionsOf,
  Select,
  Stack,
  Statement,
  TextArea,
  TextLink,
  toast,
} from '../../ui';
import styles from './ItemMinutes.module.css';
import { StatusRound } from './StatusRound';

export function ItemMinutes({ conference, item }: { conference: Conference; item: AgendaItem }) {
  return (
    <div className={styles.scroll}>
      <ItemHead item={item} />
      {item.kind === 'STATUSRUNDE' ? (
        <StatusRound conference={conference} />
      ) : (
        <>
          <Contributions conference={conference} item={item} />
          <AssessmentBlock conference={conference} item={item} />
        </>
      )}
    </div>
  );
}

function ItemHead({ item }: { item: AgendaItem }) {
  const name = item.kind === 'STATUSRUNDE' ? 'Statusrunde' : item.personName || item.title;
  return (
    <header className={styles.head}>
      <h2 className={styles.title}>
        <span className={styles.top}>TOP {item.position}</span>
        {item.personId ? <TextLink to={`/akten/${item.personId}`}>{name}</TextLink> : name}
      </h2>
      {item.personId && (
        <p className={styles.facts}>
          {[item.fileNo, item.birthDate && `geb. ${formatPartialDate(item.birthDate)}`]
            .filter(Boolean)
            .join(' · ')}
        </p>
      )}
      {(item.occasion || item.goal) && (
        <p className={styles.occasion}>
          {item.occasion && (
            <>
              <span>Anlass</span> {item.occasion}
            </>
          )}
          {item.goal && (
            <>
              {' '}
              <span>Ziel</span> {item.goal}
            </>
          )}
        </p>
      )}
    </header>
  );
}

function Contributions({ conference, item }: { conference: Conference; item: AgendaItem }) {
  const [editing, setEditing] = useState<Contribution | null>(null);
  const remove = useCommand('conferences.removeContribution');
  const target = { conferenceId: conference.id, itemId: item.id };
  if (item.contributions.length === 0)
    return (
      <EmptyState icon={MessageSquare} title="Noch keine Beiträge zu diesem Punkt" isSmall>
        Eine Zeile genügt: „@LKA berichtet von neuen Kontakten.“
      </EmptyState>
    );
  return (
    <>
      <ul className={styles.contributions} aria-label="Beiträge">
        {item.contributions.map((contribution) => (
          <li key={contribution.id} className={styles.contribution}>
            <span className={styles.agency}>{contribution.agencyName}</span>
            <Statement
              kind={contribution.statementKind}
              meta={
                contribution.usability !== 'PROTOKOLL' && (
                  <Badge tone="restricted">{CONTRIBUTION_USE_LABELS[contribution.usability]}</Badge>
                )
              }
            >
              {contribution.body}
            </Statement>
            <span className={styles.actions}>
              <IconButton
                size="sm"
                icon={Pencil}
                label={`Beitrag von ${contribution.agencyName} bearbeiten`}
                onPress={() => setEditing(contribution)}
              />
              <IconButton
                size="sm"
                icon={Trash2}
                label={`Beitrag von ${contribution.agencyName} entfernen`}
                onPress={() =>
                  void remove
                    .mutateAsync({ ...target, contributionId: contribution.id })
                    .then(() => toast({ tone: 'info', text: 'Beitrag entfernt.' }))
                    .catch((error) => toast({ tone: 'error', text: messageOf(error) }))
                }
              />
            </span>
          </li>
        ))}
      </ul>
      {editing && (
        <ContributionDialog
          conference={conference}
          item={item}
          contribution={editing}
          onClose={() => setEditing(null)}
        />
      )}
    </>
  );
}

function ContributionDialog({
  conference,
  item,
  contribution,
  onClose,
}: {
  conference: Conference;
  item: AgendaItem;
  contribution: Contribution;
  onClose: () => void;
}) {
  const { agencyId, body, statementKind, usability } = contribution;
  const [values, setValues] = useState({ agencyId, body, statementKind, usability });
  const [problem, setProblem] = useState<string>();
  const update = useCommand('conferences.updateContribution');
  const set = (more: Partial<typeof values>) => setValues((known) => ({ ...known, ...more }));

  async function save() {
    try {
      await update.mutateAsync({
        ...values,
        conferenceId: conference.id,
        itemId: item.id,
        contributionId: contribution.id,
        revision: contribution.revision,
      });
      onClose();
    } catch (error) {
      setProblem(messageOf(error));
    }
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Beitrag bearbeiten"
      actions={
        <>
          <Button variant="primary" isPending={update.isPending} onPress={() => void save()}>
            Speichern
          </Button>
          <Button onPress={onClose}>Abbrechen</Button>
        </>
      }
    >
      <Stack>
        <TextArea
          label="Beitrag"
          value={values.body}
          onChange={(next) => set({ body: next })}
          maxLength={8000}
          autoFocus
        />
        <FormGrid columns={3}>
          <Select
            label="Behörde"
            value={values.agencyId}
            onChange={(next) => next && set({ agencyId: next })}
            options={conference.agencies.map((agency) => ({ value: agency.id, label: agency.shortName }))}
          />
          <Select
            label="Aussageart"
            value={values.statementKind}
            onChange={(next) => next && set({ statementKind: next })}
            options={optionsOf(STATEMENT_KIND_LABELS)}
          />
          <Select
            label="Verwendbarkeit"
            value={values.usability}
            onChange={(next) => next && set({ usability: next })}
            options={optionsOf(CONTRIBUTION_USE_LABELS)}
          />
        </FormGrid>
        <FieldError>{problem}</FieldError>
      </Stack>
    </Dialog>
  );
}

function AssessmentBlock({ conference, item }: { conference: Conference; item: AgendaItem }) {
  const [isEditing, setEditing] = useState(false);
  const [problem, setProblem] = useState<string>();
  const stored = { assessment: item.assessment, dissent: item.dissent };
  const form = useForm({ defaultValues: stored });
  const draft = useDraft(`conferences.item:${item.id}`, form, {
    personId: item.personId,
    isActive: isEditing,
  });
  const saveItem = useCommand('conferences.saveItem');

  const leave = () => {
    void draft.discard();
    setProblem(undefined);
    setEditing(false);
  };
  const save = form.handleSubmit(async (values) => {
    setProblem(undefined);
    try {
      await saveItem.mutateAsync({
        ...values,
        conferenceId: conference.id,
        itemId: item.id,
        revision: item.revision,
      });
      await draft.discard();
      setEditing(false);
    } catch (error) {
      setProblem(applyFieldErrors(error, form.setError));
    }
  });

  return (
    <EditableBlock
      title="Gemeinsame Bewertung"
      icon={Scale}
      canEdit
      isEditing={isEditing}
      isDirty={form.formState.isDirty}
      isSaving={saveItem.isPending}
      error={problem}
      draftHint={draft.restoredAt && 'Entwurf wiederhergestellt'}
      editLabel={item.assessment ? 'Bearbeiten' : 'Festhalten'}
      onEdit={() => {
        form.reset(stored);
        setEditing(true);
      }}
      onCancel={leave}
      onSave={() => save()}
      read={
        <div className={styles.assessment}>
          {item.assessment ? (
            <p>{item.assessment}</p>
          ) : (
            <p className={styles.missing}>Noch nicht festgehalten.</p>
          )}
          {item.dissent && (
            <p>
              <strong>Abweichende Meinung:</strong> {item.dissent}
            </p>
          )}
        </div>
      }
    >
      <Stack gap="sm">
        <FormField control={form.control} name="assessment">
          {(field) => <TextArea {...field} label="Lage und Prognose" rows={4} maxLength={20000} />}
        </FormField>
        <FormField control={form.control} name="dissent">
          {(field) => (
            <TextArea
              {...field}
              label="Abweichende Meinung"
              description="Welche Behörde bewertet anders, und warum"
              rows={2}
              maxLength={8000}
            />
          )}
        </FormField>
      </Stack>
    </EditableBlock>
  );
}

function messageOf(error: unknown): string {
  return error instanceof AppError ? error.message : 'Unerwarteter Fehler. Bitte erneut versuchen.';
}
