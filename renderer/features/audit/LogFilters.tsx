/** What narrows the log. A person is named by id or Aktenzeichen; looking an Aktenzeichen up is a control of its own. */
import { FilterX, UserSearch } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import type { LogFilter } from '#shared/contract/audit';
import type { Output } from '#shared/contract/index';
import { AUDIT_OUTCOME_LABELS, type AuditOutcome } from '#shared/domain/audit';
import { actionLabel } from '#shared/domain/audit-action';
import { useCommand } from '../../app/queries';
import { useSession } from '../../app/session';
import { Button, ComboBox, DateField, optionsOf, Select, TagList, TextField } from '../../ui';
import styles from './Audit.module.css';
import { isFiltered, NO_FILTER } from './words';

const OUTCOMES = optionsOf<AuditOutcome>(AUDIT_OUTCOME_LABELS);
const isDay = (value: string | null): boolean => value === null || /^\d{4}-\d\d-\d\d$/u.test(value);

export function LogFilters({
  filter,
  options,
  onChange,
}: {
  filter: LogFilter;
  options: Output<'audit.open'> | undefined;
  onChange: (filter: LogFilter) => void;
}) {
  const [subject, setSubject] = useState('');
  const change = (part: Partial<LogFilter>) => onChange({ ...filter, ...part });
  const actions = (options?.actions ?? [])
    .map((action) => ({ value: action, label: actionLabel(action) }))
    .sort((a, b) => a.label.localeCompare(b.label, 'de'));
  return (
    <>
      <search className={styles.filters} aria-label="Filter">
        <Select
          label="Wer"
          placeholder="alle"
          value={filter.userId}
          onChange={(userId) => change({ userId })}
          options={(options?.users ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
        <ComboBox
          label="Handlung"
          placeholder="alle"
          value={filter.action || null}
          onChange={(action) => change({ action: action ?? '' })}
          options={actions}
        />
        <Select
          label="Ergebnis"
          placeholder="alle"
          value={filter.outcome}
          onChange={(outcome) => change({ outcome })}
          options={OUTCOMES}
        />
        <DateField
          label="Von"
          fullDay
          value={filter.from}
          onChange={(from) => isDay(from) && change({ from })}
        />
        <DateField label="Bis" fullDay value={filter.to} onChange={(to) => isDay(to) && change({ to })} />
        <Select
          label="Empfänger"
          placeholder="alle"
          value={filter.recipient || null}
          onChange={(recipient) => change({ recipient: recipient ?? '' })}
          options={(options?.recipients ?? []).map((value) => ({ value, label: value }))}
        />
        <PersonField
          onFound={(personId, name) => {
            setSubject(name);
            change({ personId });
          }}
        />
      </search>
      {isFiltered(filter) && (
        <div className={styles.chips}>
          <TagList
            label="Aktive Filter"
            tags={chipsOf(filter, options, subject)}
            onRemove={(id) => change({ [id]: NO_FILTER[id as keyof LogFilter] })}
          />
          <Button size="sm" variant="quiet" icon={FilterX} onPress={() => onChange(NO_FILTER)}>
            Filter zurücksetzen
          </Button>
        </div>
      )}
    </>
  );
}

function chipsOf(
  filter: LogFilter,
  options: Output<'audit.open'> | undefined,
  subject: string,
): { id: keyof LogFilter; label: string }[] {
  const user = options?.users.find(({ id }) => id === filter.userId)?.name;
  const day = (iso: string) => iso.split('-').reverse().join('.');
  const chips: { id: keyof LogFilter; label: string }[] = [];
  if (filter.userId) chips.push({ id: 'userId', label: `Wer: ${user ?? filter.userId}` });
  if (filter.action) chips.push({ id: 'action', label: actionLabel(filter.action) });
  if (filter.outcome) chips.push({ id: 'outcome', label: AUDIT_OUTCOME_LABELS[filter.outcome] });
  if (filter.from) chips.push({ id: 'from', label: `ab ${day(filter.from)}` });
  if (filter.to) chips.push({ id: 'to', label: `bis ${day(filter.to)}` });
  if (filter.recipient) chips.push({ id: 'recipient', label: `an ${filter.recipient}` });
  if (filter.personId) chips.push({ id: 'personId', label: subject || `Person ${filter.personId}` });
  return chips;
}

function PersonField({ onFound }: { onFound: (personId: string, name: string) => void }) {
  const [key, setKey] = useState('');
  const reason = useSession((state) => state.reason);
  const resolve = useCommand('audit.resolvePerson', { invalidates: ['audit.controls'] });
  async function find() {
    if (key.trim() === '') return;
    try {
      const found = await resolve.mutateAsync({
        key: key.trim(),
        reason: reason?.text ?? 'Filter im Protokoll',
      });
      onFound(found.personId, `${found.fileNo} ${found.name}`);
      setKey('');
    } catch {
      // The field shows what is wrong.
    }
  }
  return (
    <TextField
      label="Person"
      icon={UserSearch}
      placeholder="Aktenzeichen"
      value={key}
      error={resolve.error?.message}
      onChange={(next) => {
        setKey(next);
        resolve.reset();
      }}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key !== 'Enter') return;
        event.preventDefault();
        void find();
      }}
    />
  );
}
