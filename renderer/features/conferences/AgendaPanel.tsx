/** The agenda while planning: points in order, each with person, occasion and goal; changed and moved in place (F41). */
import { ArrowDown, ArrowUp, ListOrdered, Pencil, Plus, Trash2, UserPlus } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { AgendaItem, Conference } from '#shared/contract/conferences';
import { formatPartialDate } from '#shared/domain/partial-date';
import { AppError } from '../../app/client';
import { useCommand } from '../../app/queries';
import {
  Button,
  confirm,
  EmptyState,
  FieldError,
  Form,
  FormActions,
  FormGrid,
  IconButton,
  Panel,
  TextArea,
  TextField,
  TextLink,
  toast,
} from '../../ui';
import { PersonPicker, type PickedPerson } from '../records/PersonPicker';
import styles from './AgendaPanel.module.css';
import { StatusRound } from './StatusRound';

export function AgendaPanel({ conference }: { conference: Conference }) {
  const [editing, setEditing] = useState<string | null>(null);
  const [adding, setAdding] = useState<'PERSON' | 'FREI' | null>(null);
  const mayPlan = conference.may.plan;
  return (
    <Panel
      title="Tagesordnung"
      icon={ListOrdered}
      count={conference.items.length}
      isFlush
      actions={
        mayPlan && (
          <>
            <Button size="sm" icon={UserPlus} onPress={() => setAdding('PERSON')}>
              Person
            </Button>
            <Button size="sm" variant="quiet" icon={Plus} onPress={() => setAdding('FREI')}>
              Freier Punkt
            </Button>
          </>
        )
      }
    >
      {conference.items.length === 0 && !adding && (
        <EmptyState icon={ListOrdered} title="Noch keine Punkte auf der Tagesordnung" isSmall>
          Fügen Sie die Personen hinzu, über die beraten wird.
        </EmptyState>
      )}
      <ol className={styles.agenda}>
        {conference.items.map((item, index) =>
          editing === item.id ? (
            <li key={item.id} className={styles.form}>
              <EditItem conference={conference} item={item} onDone={() => setEditing(null)} />
            </li>
          ) : (
            <AgendaRow
              key={item.id}
              conference={conference}
              item={item}
              isFirst={index === 0 || conference.items[index - 1]?.kind === 'STATUSRUNDE'}
              isLast={index === conference.items.length - 1}
              onEdit={() => setEditing(item.id)}
            />
          ),
        )}
      </ol>
      {adding && (
        <div className={styles.form}>
          <AddItem key={adding} conference={conference} kind={adding} onDone={() => setAdding(null)} />
        </div>
      )}
    </Panel>
  );
}

function AgendaRow({
  conference,
  item,
  isFirst,
  isLast,
  onEdit,
}: {
  conference: Conference;
  item: AgendaItem;
  isFirst: boolean;
  isLast: boolean;
  onEdit: () => void;
}) {
  const move = useCommand('conferences.moveAgendaItem');
  const remove = useCommand('conferences.removeAgendaItem');
  const name = item.personName || item.title;
  const isOrdered = conference.may.plan && conference.state === 'GEPLANT' && item.kind !== 'STATUSRUNDE';
  const target = { conferenceId: conference.id, itemId: item.id };

  async function takeOff() {
    const isSure = await confirm({
      title: 'Punkt von der Tagesordnung nehmen?',
      body: `TOP ${item.position} „${name}“ wird entfernt; die folgenden Punkte rücken auf.`,
      confirmLabel: 'Entfernen',
      isDanger: true,
    });
    if (!isSure) return;
    await remove.mutateAsync(target).catch(showError);
  }

  return (
    <li className={styles.row}>
      <span className={styles.top}>TOP {item.position}</span>
      <div className={styles.text}>
        <div className={styles.name}>
          {item.personId ? <TextLink to={`/akten/${item.personId}`}>{name}</TextLink> : name}
          {item.personId && (
            <span className={styles.person}>
              {[item.fileNo, item.birthDate && `geb. ${formatPartialDate(item.birthDate)}`]
                .filter(Boolean)
                .join(' · ')}
            </span>
          )}
        </div>
        {item.kind === 'STATUSRUNDE' && <StatusRound conference={conference} isCompact />}
        {item.kind !== 'STATUSRUNDE' && (
          <dl className={styles.facts}>
            <dt>Anlass</dt>
            <dd data-empty={!item.occasion || undefined}>{item.occasion || 'noch nicht angegeben'}</dd>
            <dt>Ziel</dt>
            <dd data-empty={!item.goal || undefined}>{item.goal || 'noch nicht angegeben'}</dd>
          </dl>
        )}
      </div>
      {conference.may.plan && item.kind !== 'STATUSRUNDE' && (
        <div className={styles.actions}>
          {isOrdered && (
            <>
              <IconButton
                size="sm"
                icon={ArrowUp}
                label={`TOP ${item.position} nach oben`}
                isDisabled={isFirst}
                onPress={() => void move.mutateAsync({ ...target, direction: 'UP' }).catch(showError)}
              />
              <IconButton
                size="sm"
                icon={ArrowDown}
                label={`TOP ${item.position} nach unten`}
                isDisabled={isLast}
                onPress={() => void move.mutateAsync({ ...target, direction: 'DOWN' }).catch(showError)}
              />
            </>
          )}
          <IconButton size="sm" icon={Pencil} label={`TOP ${item.position} bearbeiten`} onPress={onEdit} />
          {isOrdered && (
            <IconButton
              size="sm"
              icon={Trash2}
              label={`TOP ${item.position} entfernen`}
              onPress={() => void takeOff()}
            />
          )}
        </div>
      )}
    </li>
  );
}

function AddItem({
  conference,
  kind,
  onDone,
}: {
  conference: Conference;
  kind: 'PERSON' | 'FREI';
  onDone: () => void;
}) {
  const [person, setPerson] = useState<PickedPerson | null>(null);
  const [title, setTitle] = useState('');
  const [occasion, setOccasion] = useState('');
  const [goal, setGoal] = useState('');
  const [problem, setProblem] = useState<string>();
  const add = useCommand('conferences.addAgendaItem', { invalidates: ['conferences', 'start'] });
  const first = useRef<HTMLDivElement>(null);
  useEffect(() => first.current?.querySelector('input')?.focus(), []);

  async function save() {
    if (kind === 'PERSON' && !person) return setProblem('Bitte die Person wählen.');
    setProblem(undefined);
    try {
      await add.mutateAsync({
        conferenceId: conference.id,
        personId: person?.id ?? null,
        title,
        occasion,
        goal,
      });
      onDone();
    } catch (error) {
      setProblem(messageOf(error));
    }
  }

  return (
    <Form
      label={kind === 'PERSON' ? 'Person aufnehmen' : 'Freien Punkt aufnehmen'}
      onSubmit={() => void save()}
    >
      <div ref={first} className={styles.first}>
        {kind === 'PERSON' ? (
          person ? (
            <p className={styles.picked}>
              <strong>{person.name}</strong> {person.fileNo}
              <Button size="sm" variant="quiet" onPress={() => setPerson(null)}>
                Andere Person
              </Button>
            </p>
          ) : (
            <PersonPicker
              label="Person"
              exclude={conference.items.flatMap((item) => (item.personId ? [item.personId] : []))}
              onPick={setPerson}
            />
          )
        ) : (
          <TextField
            label="Titel"
            isRequired
            isWide
            value={title}
            onChange={setTitle}
            maxLength={200}
            autoFocus
          />
        )}
      </div>
      <FormGrid>
        <TextArea
          label="Anlass"
          isWide={false}
          rows={2}
          value={occasion}
          onChange={setOccasion}
          maxLength={1000}
        />
        <TextArea label="Ziel" isWide={false} rows={2} value={goal} onChange={setGoal} maxLength={1000} />
      </FormGrid>
      <FieldError>{problem}</FieldError>
      <FormActions>
        <Button type="submit" variant="primary" isPending={add.isPending} shortcut="Strg+Enter">
          Aufnehmen
        </Button>
        <Button variant="quiet" onPress={onDone}>
          Abbrechen
        </Button>
      </FormActions>
    </Form>
  );
}

function EditItem({
  conference,
  item,
  onDone,
}: {
  conference: Conference;
  item: AgendaItem;
  onDone: () => void;
}) {
  const [values, setValues] = useState({ title: item.title, occasion: item.occasion, goal: item.goal });
  const [problem, setProblem] = useState<string>();
  const update = useCommand('conferences.updateAgendaItem');
  const set = (key: keyof typeof values) => (value: string) =>
    setValues((known) => ({ ...known, [key]: value }));

  async function save() {
    setProblem(undefined);
    try {
      await update.mutateAsync({
        ...values,
        conferenceId: conference.id,
        itemId: item.id,
        revision: item.revision,
      });
      onDone();
    } catch (error) {
      setProblem(messageOf(error));
    }
  }

  return (
    <Form label={`TOP ${item.position} bearbeiten`} onSubmit={() => void save()}>
      <p className={styles.picked}>
        TOP {item.position} <strong>{item.personName}</strong>
      </p>
      {item.kind === 'FREI' && (
        <TextField
          label="Titel"
          isRequired
          isWide
          value={values.title}
          onChange={set('title')}
          maxLength={200}
        />
      )}
      <FormGrid>
        <TextArea
          label="Anlass"
          isWide={false}
          rows={2}
          value={values.occasion}
          onChange={set('occasion')}
          maxLength={1000}
          autoFocus
        />
        <TextArea
          label="Ziel"
          isWide={false}
          rows={2}
          value={values.goal}
          onChange={set('goal')}
          maxLength={1000}
        />
      </FormGrid>
      <FieldError>{problem}</FieldError>
      <FormActions>
        <Button type="submit" variant="primary" isPending={update.isPending} shortcut="Strg+Enter">
          Speichern
        </Button>
        <Button variant="quiet" onPress={onDone}>
          Abbrechen
        </Button>
      </FormActions>
    </Form>
  );
}

function messageOf(error: unknown): string {
  return error instanceof AppError ? error.message : 'Unerwarteter Fehler. Bitte erneut versuchen.';
}

function showError(error: unknown): void {
  toast({ tone: 'error', text: messageOf(error) });
}
