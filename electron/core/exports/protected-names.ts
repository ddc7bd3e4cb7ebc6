/**
 * Who must not be named in a document (decision 0019): Kontaktpersonen (§ 26(1) PolG NRW) and witnesses towards bodies
 * that are not police, informants towards everybody. Taken from the files of the persons of whom the document speaks
 * and from the files of the other participants of their records, as far as the issuing user may see them.
 */
import { nameForms, type PersonName, splitName } from '#shared/domain/name-traces';
import type { ReleaseRule } from '#shared/domain/release';
import { contactsOf } from '../contacts/service';
import type { Context } from '../context';
import { findingsOf } from '../findings/service';
import { linksOf } from '../links/service';
import { offencesOf } from '../offences/service';
import type { ProtectedNames } from './gate';

type Group = Extract<ReleaseRule, 'QUELLENSCHUTZ' | 'KONTAKTPERSON' | 'ZEUGE'>;

interface Entry {
  readonly personId: string | null;
  readonly name: string;
  readonly role: string;
  readonly personCategory: string | null;
}

export function protectedNames(
  ctx: Context,
  personIds: readonly string[],
  police: boolean,
): ProtectedNames[] {
  const entries = personIds.flatMap((personId) =>
    [
      ...offencesOf(ctx, personId).flatMap((offence): Entry[] => offence.participants),
      ...findingsOf(ctx, personId).flatMap((finding): Entry[] => finding.persons),
    ].filter((entry) => entry.personId !== personId),
  );
  const files = new Set([...personIds, ...entries.flatMap((entry) => entry.personId ?? [])]);
  const contacts = police ? [] : [...files].flatMap((personId) => contactsOf(ctx, personId));
  // Somebody of the Umfeld who has no file is as protected as a Kontaktperson.
  const linked = police
    ? []
    : [...files]
        .flatMap((personId) => linksOf(ctx, personId).links)
        .filter(({ otherKind }) => otherKind === 'KONTAKTPERSON')
        .map(({ otherName }) => splitName(otherName));
  const named = (group: Group) =>
    entries.filter((entry) => groupOf(entry) === group).map((entry) => splitName(entry.name));
  const groups: { rule: Group; names: PersonName[] }[] = [
    { rule: 'QUELLENSCHUTZ', names: named('QUELLENSCHUTZ') },
    { rule: 'KONTAKTPERSON', names: police ? [] : [...contacts, ...linked, ...named('KONTAKTPERSON')] },
    { rule: 'ZEUGE', names: police ? [] : named('ZEUGE') },
  ];
  return groups.map(({ rule, names }) => ({ rule, forms: nameForms(names) }));
}

function groupOf(entry: Entry): Group | null {
  if (entry.role === 'HINWEISGEBER') return 'QUELLENSCHUTZ';
  if (entry.role === 'KONTAKTPERSON' || entry.personCategory === 'KONTAKT_BEGLEITPERSON')
    return 'KONTAKTPERSON';
  return entry.role === 'ZEUGE' ? 'ZEUGE' : null;
}
