/** A real encrypted vault with the names of the pairs among others, and the product's own search over it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { personInput as personSchema } from '#shared/contract/persons';
import { splitNameCell } from '#shared/domain/names-split';
import { hasOtherScript, transliterate } from '#shared/domain/names-transliteration';
import { insertPerson } from '../../electron/core/persons/repository';
import { OpenedVault } from '../bench/vault';
import { personInput } from '../support/records';
import { inventedNames, type Name } from './others';
import type { Pair } from './pairs';

const CHEAP_KDF = { memoryKiB: 1024, timeCost: 1, parallelism: 1 };
const PER_TRANSACTION = 1000;
const LIMIT = 10;

interface Figures {
  readonly recall: number;
  readonly firstPlace: number;
  readonly missed: readonly { pair: Pair; place: number; first: string }[];
  /** Milliseconds of every call. */
  readonly times: readonly number[];
}

/** As the import of a list would take it over; what is written in another script is kept beside its transliteration. */
function storedName(text: string): Name & { originalScript: string } {
  const { familyName, givenNames } = splitNameCell(text, 'GIVEN_FIRST');
  if (!hasOtherScript(text)) return { familyName, givenNames, originalScript: '' };
  return {
    familyName: transliterate(familyName).text,
    givenNames: transliterate(givenNames).text,
    originalScript: text,
  };
}

const nameKey = ({ familyName, givenNames }: Name) => `${familyName}|${givenNames}`;

/** The name with its signs left out, in any order: two people of one such name no search by name can tell apart. */
const plainName = ({ familyName, givenNames }: Name) =>
  `${familyName} ${givenNames}`
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .sort()
    .join(' ');

/** Other names: a namesake of somebody who is looked for is not one. */
function othersThan(stored: readonly Name[], count: number): Name[] {
  const names = new Set(stored.map(plainName));
  return inventedNames(count + stored.length)
    .filter((name) => !names.has(plainName(name)))
    .slice(0, count);
}

export async function measurePairs(
  pairs: readonly Pair[],
  options: { others: number; say: (text: string) => void },
): Promise<Figures> {
  const root = mkdtempSync(join(tmpdir(), 'fallakte-namen-'));
  try {
    const vault = await founded(join(root, 'vault'));
    const stored = new Map(pairs.map((pair) => [pair.stored, storedName(pair.stored)]));
    options.say(`Lege ${stored.size} Namen und ${options.others} andere an …`);
    fill(vault, [...stored.values(), ...othersThan([...stored.values()], options.others)]);
    options.say(`Suche ${pairs.length} Schreibweisen …`);
    const figures = await search(vault, pairs, (text) => nameKey(stored.get(text) ?? storedName(text)));
    vault.close();
    return figures;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

export async function founded(dir: string): Promise<OpenedVault> {
  const founder = new OpenedVault(dir, CHEAP_KDF);
  const person = (login: string, fullName: string) => ({
    login,
    fullName,
    rank: 'EKHK',
    passphrase: `wolke treppe ${login} fenster 7`,
  });
  await founder.call('session.createVault', {
    officeName: 'KI ST Musterstadt',
    administrator: person('admin', 'Doris Kettelhack'),
    second: { ...person('leitung', 'Martin Overbeck'), role: 'LEITUNG' },
  });
  const vault = new OpenedVault(dir, CHEAP_KDF);
  await vault.call('session.login', { login: 'leitung', passphrase: person('leitung', '').passphrase });
  return vault;
}

const anybody = personSchema.parse(personInput('Muster', 'Max'));

function fill(vault: OpenedVault, names: readonly (Name & { originalScript?: string })[]): void {
  for (let first = 0; first < names.length; first += PER_TRANSACTION) {
    vault.write((ctx) => {
      for (const { familyName, givenNames, originalScript = '' } of names.slice(
        first,
        first + PER_TRANSACTION,
      )) {
        // Past the rule for names of the form: a list that somebody brings may hold anything.
        insertPerson(ctx, {
          ...anybody,
          leading: { ...anybody.leading, familyName, givenNames, originalScript },
          officerId: ctx.session.user.id,
          caseStatus: 'PRUEFFALL',
          officerNote: '',
          importRowId: null,
          lastEventOn: null,
        });
      }
    });
  }
}

async function search(
  vault: OpenedVault,
  pairs: readonly Pair[],
  keyOf: (stored: string) => string,
): Promise<Figures> {
  let found = 0;
  let first = 0;
  const missed: { pair: Pair; place: number; first: string }[] = [];
  const times: number[] = [];
  for (const pair of pairs) {
    const began = performance.now();
    const { hits } = await vault.call('persons.search', { query: pair.query, limit: LIMIT });
    times.push(performance.now() - began);
    const wanted = keyOf(pair.stored);
    const place = hits.findIndex((hit) => nameKey(hit) === wanted);
    if (place >= 0) found += 1;
    if (place === 0) first += 1;
    else
      missed.push({
        pair,
        place,
        first: hits[0] ? `${hits[0].givenNames} ${hits[0].familyName} (${hits[0].matched})` : '',
      });
  }
  return { recall: found / pairs.length, firstPlace: first / pairs.length, missed, times };
}
