/** „Verlauf“ where the field is: old → new, who, when. Shown by the caller where there is more than one version. */
import { History } from 'lucide-react';
import { useOperation } from '../../app/queries';
import { ErrorState, LoadingState, PopoverButton } from '../../ui';
import { HistoryActs } from './HistoryActs';

interface HistoryButtonProps {
  /** What the history is of, e.g. „Familienname“; in the name of the button and the heading. */
  of: string;
  personId: string;
  /** The record whose changes count; the Personalien are kept under the person's own id. */
  recordId: string;
  /** Only these fields, in the words of the history; without them the whole record. */
  fields?: readonly string[];
}

export function HistoryButton({ of, ...source }: HistoryButtonProps) {
  return (
    <PopoverButton icon={History} label={`Verlauf: ${of}`} title={`Verlauf: ${of}`}>
      <RecordHistory {...source} />
    </PopoverButton>
  );
}

function RecordHistory({ personId, recordId, fields }: Omit<HistoryButtonProps, 'of'>) {
  const history = useOperation('persons.fieldHistory', { id: personId, recordId });
  if (history.isPending) return <LoadingState rows={3} />;
  if (history.error) return <ErrorState error={history.error} />;
  const entries = history.data.entries.filter(({ field }) => !fields || fields.includes(field));
  return <HistoryActs entries={entries} />;
}
