/** „Führende Personalien wechseln“ (F13): one recorded act in which nothing is lost. */
import { EMPTY_NATIONALITY, type PersonFile, type PersonInput } from '#shared/contract/persons';
import type { IdentityState } from '#shared/domain/identity';
import { NotFoundError } from '../errors';

const MAX_NATIONALITIES = 10;

/** The file with that alias set leading and the previous leading set in its place. NOT_FOUND without such a set. */
export function swapLeading(
  file: PersonFile,
  act: { personaliaId: string; identityState: IdentityState; previousState: IdentityState },
): PersonInput {
  const next = file.aliases.find(({ id }) => id === act.personaliaId);
  if (!next) throw new NotFoundError('Der Personaliensatz');
  const previous = {
    ...file.leading,
    identityState: act.previousState,
    country: file.leading.country || currentCountry(file),
  };
  return {
    ...file,
    leading: { ...next, identityState: act.identityState },
    aliases: file.aliases.map((set) => (set.id === next.id ? previous : set)),
    nationalities: withCurrent(file.nationalities, next.country),
  };
}

/** The nationality that counts: the marked one, or the only one. */
function currentCountry({ nationalities }: PersonFile): string {
  const [only, second] = nationalities;
  return (nationalities.find(({ current }) => current) ?? (second ? undefined : only))?.country ?? '';
}

/** Marks the nationality of the new leading set; what the file does not know yet is added as stated. */
function withCurrent(list: PersonFile['nationalities'], country: string): PersonFile['nationalities'] {
  if (country === '') return list;
  const known = list.some((entry) => entry.country === country);
  const marked = list.map((entry) => ({ ...entry, current: entry.country === country }));
  if (known || list.length >= MAX_NATIONALITIES) return known ? marked : list;
  return [...marked, { ...EMPTY_NATIONALITY, country, kind: 'ANGEGEBEN', current: true }];
}
