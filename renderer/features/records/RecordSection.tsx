/** Section of the Fallakte with records of one kind: heading, filters, entries under their years, editing in place. */
import { type LucideIcon, Plus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { usePermission } from '../../app/session';
import { Button, Count, EmptyState, ErrorState, LoadingState, Segmented, Stack } from '../../ui';
import { EditorFrame } from './EditorFrame';
import { YearList } from './RecordEntry';
import styles from './RecordList.module.css';

export interface RecordFilter<T> {
  value: string;
  label: string;
  matches: (record: T) => boolean;
  /** The label says how many there are. */
  isCounted?: boolean;
}

/** What an entry needs from the section that it stands in. */
interface EntryState {
  canEdit: boolean;
  isOpen: boolean;
  onToggle: () => void;
  onEdit: () => void;
}

interface RecordSectionProps<T> {
  title: string;
  icon: LucideIcon;
  addLabel: string;
  /** Said when the file has no record, and when the filter leaves none. */
  emptyText: string;
  noMatchText: string;
  /** Undefined until they are known. */
  records: readonly T[] | undefined;
  error: Error | null;
  onRetry: () => void;
  /** The first one is chosen at the beginning. */
  filters: readonly [RecordFilter<T>, ...RecordFilter<T>[]];
  dateOf: (record: T) => string | null;
  newEditor: (records: readonly T[], onDone: () => void) => ReactNode;
  editor: (record: T, onDone: () => void) => ReactNode;
  entry: (record: T, state: EntryState) => ReactNode;
}

const NEW = 'new';

export function RecordSection<T extends { id: string }>(props: RecordSectionProps<T>) {
  const { title, icon, records, error, filters } = props;
  const canEdit = usePermission('CASE_WRITE');
  const [chosen, setChosen] = useState(filters[0].value);
  const [editing, setEditing] = useState<string | null>(null);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  if (error) return <ErrorState error={error} onRetry={props.onRetry} />;
  if (!records) return <LoadingState shape="document" />;

  const filter = filters.find(({ value }) => value === chosen) ?? filters[0];
  const shown = records.filter(filter.matches);
  const endEditing = () => setEditing(null);
  const toggle = (id: string) =>
    setOpen((known) => new Set(known.has(id) ? [...known].filter((other) => other !== id) : [...known, id]));
  return (
    <Stack>
      <div className={styles.toolbar}>
        <h2 className={styles.title}>
          {title} <Count value={records.length} showZero />
        </h2>
        {canEdit && (
          <span className={styles.add}>
            <Button variant="primary" icon={Plus} onPress={() => setEditing(NEW)}>
              {props.addLabel}
            </Button>
          </span>
        )}
        {records.length > 0 && (
          <div className={styles.filters}>
            <Segmented
              label="Anzeigen"
              hideLabel
              segments={filters.map(({ value, label, matches, isCounted }) => ({
                value,
                label: isCounted ? `${label} (${records.filter(matches).length})` : label,
              }))}
              value={filter.value}
              onChange={(value) => setChosen(value ?? filters[0].value)}
            />
          </div>
        )}
      </div>
      {editing === NEW && props.newEditor(records, endEditing)}
      {shown.length === 0 && editing !== NEW ? (
        <EmptyState icon={icon} title={records.length === 0 ? props.emptyText : props.noMatchText} />
      ) : (
        <YearList label={title} entries={shown} dateOf={props.dateOf}>
          {(record) =>
            editing === record.id ? (
              <EditorFrame key={record.id} as="li">
                {props.editor(record, endEditing)}
              </EditorFrame>
            ) : (
              props.entry(record, {
                canEdit,
                isOpen: open.has(record.id),
                onToggle: () => toggle(record.id),
                onEdit: () => setEditing(record.id),
              })
            )
          }
        </YearList>
      )}
    </Stack>
  );
}
