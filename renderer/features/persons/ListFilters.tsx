/** What narrows the list of persons: quick filters beside the search, all of them in a dialog, and the chips of what holds. */
import { ListFilter } from 'lucide-react';
import { memo, useMemo, useState } from 'react';
import type { PersonFilters } from '#shared/contract/persons';
import { CASE_STATUS_LABELS, STORED_CASE_STATUSES } from '#shared/domain/case-status';
import { PERSON_GROUP_LABELS } from '#shared/domain/person-group';
import { AGE_BAND_LABELS, PERSON_MARK_LABELS } from '#shared/domain/person-list';
import { CURRENT_PHAENOMENBEREICHE, PHAENOMENBEREICH_LABELS } from '#shared/domain/phaenomenbereich';
import { useOperation } from '../../app/queries';
import { useSession } from '../../app/session';
import {
  Button,
  Checkbox,
  CheckboxGroup,
  ComboBox,
  Dialog,
  FormGrid,
  optionsOf,
  Select,
  TagList,
  TextField,
} from '../../ui';
import { countryOptions, countryText } from './labels';
import { changeFilters, countFilters, NO_FILTERS, usePersonList } from './list-state';
import styles from './PersonsPage.module.css';

const STATUS_OPTIONS = STORED_CASE_STATUSES.filter((value) => value !== 'GELOESCHT').map((value) => ({
  value,
  label: CASE_STATUS_LABELS[value],
}));
const AREA_OPTIONS = CURRENT_PHAENOMENBEREICHE.map((value) => ({
  value,
  label: PHAENOMENBEREICH_LABELS[value],
}));

export const QuickFilters = memo(function QuickFilters() {
  const filters = usePersonList((state) => state.filters);
  const userId = useSession((state) => state.user?.id ?? null);
  const { caseStatus, phaenomenbereich } = filters;
  return (
    <>
      <div className={styles.filter}>
        <Select
          label="Fallstatus"
          hideLabel
          placeholder="Fallstatus"
          value={null}
          onChange={(value) =>
            value && !caseStatus.includes(value) && changeFilters({ caseStatus: [...caseStatus, value] })
          }
          options={STATUS_OPTIONS}
        />
      </div>
      <div className={styles.filter}>
        <Select
          label="Phänomenbereich"
          hideLabel
          placeholder="Phänomenbereich"
          value={null}
          onChange={(value) =>
            value &&
            !phaenomenbereich.includes(value) &&
            changeFilters({ phaenomenbereich: [...phaenomenbereich, value] })
          }
          options={AREA_OPTIONS}
        />
      </div>
      <MoreFilters />
      <Checkbox
        value={filters.officerId !== null}
        onChange={(isMine) => changeFilters({ officerId: isMine ? userId : null })}
      >
        Nur meine Fälle
      </Checkbox>
    </>
  );
});

function MoreFilters() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button icon={ListFilter} onPress={() => setOpen(true)}>
        Weitere Filter
      </Button>
      {isOpen && <FilterDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function FilterDialog({ onClose }: { onClose: () => void }) {
  const filters = usePersonList((state) => state.filters);
  const countries = useMemo(
    () => [
      { value: 'STAATENLOS', label: 'staatenlos' },
      { value: 'UNGEKLAERT', label: 'ungeklärt' },
      ...countryOptions(),
    ],
    [],
  );
  const offices = useOffices();
  const [country, setCountry] = useState('');
  const [year, setYear] = useState(filters.birthYear ?? '');
  return (
    <Dialog
      isOpen
      size="lg"
      title="Filter"
      isDismissable
      onClose={onClose}
      actions={
        <>
          <Button variant="primary" onPress={onClose}>
            Liste zeigen
          </Button>
          <Button variant="quiet" onPress={() => changeFilters(NO_FILTERS)}>
            Alle Filter entfernen
          </Button>
        </>
      }
    >
      <FormGrid>
        <CheckboxGroup
          label="Personenkreis"
          options={optionsOf(PERSON_GROUP_LABELS)}
          value={filters.personGroups}
          onChange={(personGroups) => changeFilters({ personGroups: [...personGroups] })}
        />
        <CheckboxGroup
          label="Alter"
          options={optionsOf(AGE_BAND_LABELS)}
          value={filters.ageBands}
          onChange={(ageBands) => changeFilters({ ageBands: [...ageBands] })}
        />
        <CheckboxGroup
          label="Zustand der Akte"
          options={optionsOf(PERSON_MARK_LABELS)}
          value={filters.marks}
          onChange={(marks) => changeFilters({ marks: [...marks] })}
        />
        <TextField
          label="Jahrgang"
          placeholder="z. B. 1988"
          value={year}
          maxLength={4}
          error={year !== '' && !/^\d{4}$/u.test(year) ? 'Bitte vier Ziffern angeben.' : undefined}
          onChange={(text) => {
            setYear(text);
            changeFilters({ birthYear: /^\d{4}$/u.test(text) ? text : null });
          }}
        />
        <div className={styles.stacked}>
          <ComboBox
            label="Staatsangehörigkeit"
            placeholder="Staat wählen"
            options={countries.filter(
              ({ value, label }) =>
                !filters.nationalities.includes(value) &&
                label.toLocaleLowerCase('de').includes(country.trim().toLocaleLowerCase('de')),
            )}
            value={null}
            inputValue={country}
            onInputChange={setCountry}
            onChange={(value) => {
              if (!value) return;
              // What was chosen stands below as a mark; the field is free for the next one.
              setCountry('');
              changeFilters({ nationalities: [...new Set([...filters.nationalities, value])] });
            }}
          />
          <TagList
            label="Gewählte Staatsangehörigkeiten"
            tags={filters.nationalities.map((value) => ({ id: value, label: countryText(value) }))}
            onRemove={(id) =>
              changeFilters({ nationalities: filters.nationalities.filter((value) => value !== id) })
            }
          />
        </div>
        {offices.length > 1 && (
          <CheckboxGroup
            label="Dienststelle"
            options={offices}
            value={filters.officeIds}
            onChange={(officeIds) => changeFilters({ officeIds: [...officeIds] })}
          />
        )}
      </FormGrid>
    </Dialog>
  );
}

function useOffices(): { value: string; label: string }[] {
  const directory = useOperation('users.directory', {});
  const offices = new Map((directory.data?.users ?? []).map((user) => [user.officeId, user.officeName]));
  return [...offices]
    .map(([value, label]) => ({ value, label }))
    .sort((a, b) => a.label.localeCompare(b.label, 'de'));
}

/** What narrows the list besides the search field; each chip is removed by its cross or the Delete key. */
export const FilterChips = memo(function FilterChips() {
  const filters = usePersonList((state) => state.filters);
  const offices = useOffices();
  if (countFilters({ ...filters, officerId: null }) === 0) return null;
  const chips = chipsOf(filters, (id) => offices.find(({ value }) => value === id)?.label ?? 'Dienststelle');
  return (
    <div className={styles.chips}>
      <TagList
        label="Filter"
        tags={chips.map(({ id, label }) => ({ id, label }))}
        onRemove={(id) => {
          const chip = chips.find((entry) => entry.id === id);
          if (chip) changeFilters(chip.without);
        }}
      />
      <Button
        size="sm"
        variant="quiet"
        onPress={() => changeFilters({ ...NO_FILTERS, officerId: filters.officerId })}
      >
        Alle Filter entfernen
      </Button>
    </div>
  );
});

interface Chip {
  readonly id: string;
  readonly label: string;
  /** The filters once it is removed. */
  readonly without: Partial<PersonFilters>;
}

function chipsOf(filters: PersonFilters, officeName: (id: string) => string): Chip[] {
  const of = <K extends ListFilterName>(
    name: K,
    label: (value: PersonFilters[K][number]) => string,
  ): Chip[] => {
    const values: readonly PersonFilters[K][number][] = filters[name];
    return values.map((value) => ({
      id: `${name}:${value}`,
      label: label(value),
      without: { [name]: values.filter((other) => other !== value) },
    }));
  };
  return [
    ...of('caseStatus', (value) => `Fallstatus: ${CASE_STATUS_LABELS[value]}`),
    ...of('phaenomenbereich', (value) => PHAENOMENBEREICH_LABELS[value]),
    ...of('personGroups', (value) => PERSON_GROUP_LABELS[value]),
    ...of('officeIds', (value) => `Dienststelle: ${officeName(value)}`),
    ...of('nationalities', (value) => `Staatsangehörigkeit: ${countryText(value)}`),
    ...of('ageBands', (value) => AGE_BAND_LABELS[value]),
    ...(filters.birthYear
      ? [{ id: 'birthYear', label: `Jahrgang ${filters.birthYear}`, without: { birthYear: null } }]
      : []),
    ...of('marks', (value) => PERSON_MARK_LABELS[value]),
  ];
}

type ListFilterName = {
  [K in keyof PersonFilters]: PersonFilters[K] extends readonly string[] ? K : never;
}[keyof PersonFilters];
