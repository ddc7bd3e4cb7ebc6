/** Personalien as they are read: the leading set, alias sets, nationalities, addresses. */
import type { ReactNode } from 'react';
import type { Address, Nationality, PersonaliaInput, PersonFile } from '#shared/contract/persons';
import {
  ADDRESS_KIND_LABELS,
  GENDER_LABELS,
  IDENTITY_STATE_LABELS,
  NATIONALITY_KIND_LABELS,
} from '#shared/domain/identity';
import { formatPartialDate } from '#shared/domain/partial-date';
import { isExpired, validityText } from '#shared/domain/person-entry';
import { PHAENOMENBEREICH_LABELS } from '#shared/domain/phaenomenbereich';
import { Badge, type Definition, DefinitionList } from '../../ui';
import { FactList, FactRow } from '../records/FactRow';
import { addressText, birthAndAge, countryName, displayName, nationalityText, today } from './labels';
import styles from './PersonFields.module.css';

/** Makes the small control behind a value from the words of the history that the value comes from. */
type ActionOf = (of: string, fields: readonly string[]) => ReactNode;
const NO_ACTION: ActionOf = () => null;

/** Name, birth, identity of the leading set. */
export function leadingItems({ leading }: PersonFile, action: ActionOf = NO_ACTION): Definition[] {
  const birth = [leading.birthPlace, leading.birthRegion, countryName(leading.birthCountry)];
  const optional = (term: string, value: string): Definition[] =>
    value ? [{ term, value, action: action(term, [term]) }] : [];
  return [
    { term: 'Familienname', value: leading.familyName, action: action('Familienname', ['Familienname']) },
    {
      term: 'Vornamen',
      value: leading.givenNames,
      note: leading.callName && `Rufname: ${leading.callName}`,
      action: action('Vornamen', ['Vornamen', 'Rufname']),
    },
    ...optional('Akademischer Grad', leading.academicTitle),
    {
      term: 'Geboren',
      value: [birthAndAge(leading.birthDate, today()), ...birth].filter(Boolean).join(', '),
      action: action('Geburt', ['Geburtsdatum', 'Geburtsort', 'Kreis, Region der Geburt', 'Geburtsstaat']),
    },
    { term: 'Geburtsname', value: leading.birthName, action: action('Geburtsname', ['Geburtsname']) },
    ...optional('Sterbedatum', leading.deathDate ? formatPartialDate(leading.deathDate) : ''),
    {
      term: 'Geschlecht',
      value: GENDER_LABELS[leading.gender],
      action: action('Geschlecht', ['Geschlecht']),
    },
    {
      term: 'Identität',
      value: IDENTITY_STATE_LABELS[leading.identityState],
      note: leading.source && `Quelle: ${leading.source}`,
      action: action('Identität', ['Identitätsstatus', 'Quelle der Personalien']),
    },
    ...(leading.originalScript
      ? [
          {
            term: 'Originalschrift',
            value: <bdi>{leading.originalScript}</bdi>,
            note: leading.reviewScript && <Badge tone="due-soon">Umschrift prüfen</Badge>,
            action: action('Originalschrift', ['Name in Originalschrift', 'Umschrift prüfen']),
          },
        ]
      : []),
  ];
}

/** The short reading view of the overview; what no longer holds stays in the section. */
export function PersonaliaView({ file }: { file: PersonFile }) {
  const holds = (entry: { validUntil: string | null }) => !isExpired(entry.validUntil, today());
  const addresses = file.addresses.filter(holds);
  const items: Definition[] = [
    ...leadingItems(file),
    { term: 'Staatsangehörigkeit', value: file.nationalities.filter(holds).map(nationalityText).join(', ') },
    {
      term: 'Phänomenbereich',
      value: file.phaenomenbereich && PHAENOMENBEREICH_LABELS[file.phaenomenbereich],
    },
    {
      term: 'Aliaspersonalien',
      isWide: true,
      value:
        file.aliases.length > 0 ? (
          <ul>
            {file.aliases.map((alias) => (
              <li key={alias.id}>{aliasText(alias)}</li>
            ))}
          </ul>
        ) : null,
    },
    ...addresses.map((address, index) => ({
      term:
        index === 0
          ? ADDRESS_KIND_LABELS[address.kind]
          : `${ADDRESS_KIND_LABELS[address.kind]} (${index + 1})`,
      value: addressText(address),
      isWide: true,
    })),
  ];
  return <DefinitionList items={items} columns={1} />;
}

function aliasText(alias: PersonaliaInput): string {
  const full = alias.familyName || alias.givenNames ? displayName(alias) : '';
  const birth = alias.birthDate ? `geb. ${formatPartialDate(alias.birthDate)}` : '';
  return [alias.aliasName, full, birth, alias.originalScript].filter(Boolean).join(' · ');
}

export function aliasName(alias: PersonaliaInput): string {
  const full = alias.familyName || alias.givenNames ? displayName(alias) : '';
  return [alias.aliasName, full].filter(Boolean).join(' · ');
}

export function AliasList({
  aliases,
  actions,
}: {
  aliases: PersonFile['aliases'];
  actions: (alias: PersonFile['aliases'][number]) => ReactNode;
}) {
  if (aliases.length === 0) return <Nothing />;
  return (
    <FactList label="Aliaspersonalien">
      {aliases.map((alias) => (
        <FactRow
          key={alias.id}
          name={aliasName(alias)}
          title={<bdi>{aliasName(alias)}</bdi>}
          badges={
            alias.identityState === 'ALIAS' ? null : (
              <Badge>{IDENTITY_STATE_LABELS[alias.identityState]}</Badge>
            )
          }
          details={[
            {
              label: 'geboren',
              text: [
                alias.birthDate && birthAndAge(alias.birthDate, today()),
                alias.birthPlace,
                countryName(alias.birthCountry),
              ]
                .filter(Boolean)
                .join(', '),
            },
            { label: 'Geburtsname', text: alias.birthName },
            { label: 'Staatsangehörigkeit', text: countryName(alias.country) },
            { label: 'Originalschrift', text: alias.originalScript },
          ].filter(({ text }) => text !== '')}
          notes={alias.source ? [`Quelle: ${alias.source}`] : []}
          actions={actions(alias)}
        />
      ))}
    </FactList>
  );
}

export function NationalityList({ list }: { list: readonly Nationality[] }) {
  if (list.length === 0) return <Nothing />;
  return (
    <FactList label="Staatsangehörigkeiten">
      {list.map((entry, index) => (
        <FactRow
          // biome-ignore lint/suspicious/noArrayIndexKey: the list changes as a whole; the same state may stand in it twice
          key={index}
          name={nationalityText(entry)}
          tag={
            entry.kind === 'STAATENLOS' || entry.kind === 'UNGEKLAERT'
              ? 'ohne Staat'
              : NATIONALITY_KIND_LABELS[entry.kind]
          }
          title={entry.country ? countryName(entry.country) : NATIONALITY_KIND_LABELS[entry.kind]}
          {...standing(entry, 'führend')}
        />
      ))}
    </FactList>
  );
}

export function AddressList({ list }: { list: readonly Address[] }) {
  if (list.length === 0) return <Nothing />;
  return (
    <FactList label="Anschriften">
      {ordered(list).map((entry, index) => (
        <FactRow
          // biome-ignore lint/suspicious/noArrayIndexKey: the list changes as a whole; the same address may stand in it twice
          key={index}
          name={addressText(entry)}
          tag={ADDRESS_KIND_LABELS[entry.kind]}
          title={addressText(entry)}
          {...standing(entry, 'aktuell', entry.infoBlock && <Badge tone="protected">Auskunftssperre</Badge>)}
        />
      ))}
    </FactList>
  );
}

/** The current one first, what is over last. */
function ordered(list: readonly Address[]): Address[] {
  const rank = (entry: Address) => (entry.current ? 0 : isExpired(entry.validUntil, today()) ? 2 : 1);
  return list.toSorted((a, b) => rank(a) - rank(b));
}

function standing(entry: Omit<Nationality, 'country' | 'kind'>, current: string, more: ReactNode = null) {
  const checked = [entry.checkedOn && formatPartialDate(entry.checkedOn), entry.checkedBy].filter(Boolean);
  return {
    badges:
      entry.current || more ? (
        <>
          {entry.current && <Badge tone="accent">{current}</Badge>}
          {more}
        </>
      ) : null,
    validity: validityText(entry),
    isOver: isExpired(entry.validUntil, today()),
    notes: [
      ...(entry.source ? [`Quelle: ${entry.source}`] : []),
      ...(checked.length > 0 ? [`geprüft ${checked.join(', ')}`] : []),
    ],
  };
}

function Nothing() {
  return <p className={styles.nothing}>nicht erfasst</p>;
}
