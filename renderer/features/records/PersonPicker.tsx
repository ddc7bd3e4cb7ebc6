/** Finds a person with a file by typing and hands it over; the field is empty again afterwards. */
import { useState } from 'react';
import { formatPartialDate } from '#shared/domain/partial-date';
import { useOperation } from '../../app/queries';
import { ComboBox } from '../../ui';

export interface PickedPerson {
  id: string;
  name: string;
  fileNo: string;
}

export function PersonPicker({
  label,
  exclude,
  onPick,
  error,
}: {
  label: string;
  /** Persons that are there already. */
  exclude: readonly string[];
  onPick: (person: PickedPerson) => void;
  error?: string | undefined;
}) {
  const [text, setText] = useState('');
  const query = text.trim();
  const search = useOperation(
    'persons.search',
    { query, limit: 8 },
    { enabled: query.length >= 2, keepPrevious: true },
  );
  const hits = query.length < 2 ? [] : (search.data?.hits ?? []).filter((hit) => !exclude.includes(hit.id));
  return (
    <ComboBox
      label={label}
      placeholder="Name oder Aktenzeichen"
      error={error}
      value={null}
      inputValue={text}
      onInputChange={setText}
      emptyText={query.length < 2 ? '' : 'Kein Treffer'}
      options={hits.map((hit) => ({
        value: hit.id,
        label: hitName(hit),
        note: [hit.fileNo, hit.birthDate && `geb. ${formatPartialDate(hit.birthDate)}`, hit.matched]
          .filter(Boolean)
          .join(' · '),
      }))}
      onChange={(id) => {
        const hit = hits.find((entry) => entry.id === id);
        if (!hit) return;
        onPick({ id: hit.id, name: hitName(hit), fileNo: hit.fileNo });
        setText('');
      }}
    />
  );
}

function hitName(hit: { familyName: string; givenNames: string; aliases: readonly string[] }): string {
  return [hit.familyName, hit.givenNames].filter(Boolean).join(', ') || (hit.aliases[0] ?? '');
}
