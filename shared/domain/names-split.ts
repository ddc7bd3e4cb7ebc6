/**
 * Reads the name cell of an office's list: "ABU DAHER, MOHAMED GEN. HATSCHI / MOHAMED ABU DAHER",
 * "Bartels, Heiko - Hatschi -", "Haddad, Omar (alias Doc)", "Meier geb. Schulz, Anna". What is neither name, alias nor
 * birth name comes back as a remark, so that no word is lost.
 */
import { cleanLine, nameTokens } from './names';
import { isShouted, NAME_PREFIXES, normalCase, SMALL_PARTICLES } from './names-case';
import { isKnownGivenName } from './names-given';

/** In which order a cell without a comma holds its names. */
export const NAME_ORDERS = ['FAMILY_FIRST', 'GIVEN_FIRST', 'UNKNOWN'] as const;
export type NameOrder = (typeof NAME_ORDERS)[number];

export interface AliasParts {
  /** The alias as one line in normal case. */
  readonly text: string;
  /** Filled if the alias is recognisably a full name, otherwise null. */
  readonly familyName: string | null;
  readonly givenNames: string | null;
}

export interface NameCell {
  readonly familyName: string;
  readonly givenNames: string;
  readonly birthName: string | null;
  readonly aliases: readonly AliasParts[];
  /** Text of the cell that is no name: "Dr.", "(verstorben)". */
  readonly remarks: readonly string[];
  /** True if the order of family and given name could only be guessed. */
  readonly orderGuessed: boolean;
  /** True if the case of the letters was changed. */
  readonly caseChanged: boolean;
}

const OPEN = '"„“”«»‹›';
const QUOTED = new RegExp(
  `[${OPEN}]\\s*([^${OPEN}]+?)\\s*[${OPEN}]|(?<=^|\\s)[‚'‘]([^'‘’]+)['’‘](?=\\s|,|$)`,
  'gu',
);
const BRACKETED = /[([{]\s*([^()[\]{}]*?)\s*[)\]}]/gu;
const ALIAS_WORDS =
  'alias(?:namen?|personalien)?|aliasse?|al\\.|a\\.?k\\.?a\\.?|auch bekannt als|bekannt als|genannt|gen\\.|gnt\\.|gt\\.|spitzname[n]?|spitzn\\.|deckname[n]?|kampfname|kunya|vulgo|rufname|auch|falschpersonalien|führt auch(?: die)? personalien';
const ALIAS_MARK = new RegExp(`(?:^|(?<=[\\s,;/]))(?:${ALIAS_WORDS})(?=[\\s:]|$)\\s*:?\\s*`, 'iu');
const ALIAS_MARKS = new RegExp(ALIAS_MARK.source, 'giu');
const BIRTH_MARK =
  /(?:^|(?<=[\s,;/]))(?:geborene[rn]?|geb\.?|née|nee|geburtsname)(?=[\s:])\s*:?\s*(?=\p{L})/iu;
const DASHED = /\s[-–—]\s*([^-–—]+?)\s*[-–—](?=\s|,|$)|\s[-–—]\s+(\S.*)$/u;
const TITLES =
  /(?:^|(?<=[\s,]))((?:prof|dr|dipl)\.(?:\s?-?(?:h\.?\s?c|med|jur|phil|ing|rer|nat)\.)*|herr(?=\s)|frau(?=\s)|hr\.|fr\.|jun\.|sen\.|jr\.|sr\.)(?=[\s,]|$)/giu;

interface Work {
  head: string;
  readonly aliases: string[];
  /** Aliases that are one name each, whatever commas they have. */
  readonly variants: string[];
  readonly births: string[];
  readonly remarks: string[];
}

function isRemark(text: string): boolean {
  return /\d/.test(text) || !/\p{Lu}|\p{Lo}/u.test(text) || text.length > 60;
}

/** Takes a text apart that stood in brackets or quotation marks: alias, birth name or remark. */
function takeInset(work: Work, inner: string, mark: string): void {
  const text = cleanLine(inner);
  if (text === '') return;
  const birth = BIRTH_MARK.exec(text);
  if (birth?.index === 0) work.births.push(text.slice(birth[0].length));
  else if (ALIAS_MARK.exec(text)?.index === 0) work.aliases.push(text);
  else if (isRemark(text)) work.remarks.push(mark === '(' ? `(${text})` : text);
  else work.aliases.push(text);
}

function takeInsets(work: Work): void {
  for (const [pattern, mark] of [
    [BRACKETED, '('],
    [QUOTED, '"'],
  ] as const) {
    work.head = work.head.replace(pattern, (_all, first?: string, second?: string) => {
      takeInset(work, first ?? second ?? '', mark);
      return ' ';
    });
  }
  work.head = cleanLine(work.head);
}

/** Everything from the first alias marker on are aliases; a slash between blanks separates further ones. */
function takeAliases(work: Work): void {
  const dashed = DASHED.exec(work.head);
  if (dashed) {
    work.aliases.push(dashed[1] ?? dashed[2] ?? '');
    work.head = cleanLine(work.head.replace(DASHED, ' '));
  }
  const marked = ALIAS_MARK.exec(work.head);
  if (marked) {
    work.aliases.push(work.head.slice(marked.index));
    work.head = cleanLine(work.head.slice(0, marked.index));
  }
  const [first = '', ...others] = work.head.split(/\s+\/\s*|\s*\/\s+|\s*;\s*/u);
  work.head = cleanLine(first);
  // "Haddad, Omar / Hadad, Umar": both halves are names in the same form.
  for (const other of others)
    (first.includes(',') && other.split(',').length === 2 ? work.variants : work.aliases).push(other);
}

function takeBirthName(work: Work): void {
  const match = BIRTH_MARK.exec(work.head);
  if (!match) return;
  const rest = work.head.slice(match.index + match[0].length);
  // "Meier geb. Schulz, Anna": the comma ends the birth name only if the given names have not come yet.
  const before = work.head.slice(0, match.index);
  const end = before.includes(',') ? rest.length : rest.indexOf(',') < 0 ? rest.length : rest.indexOf(',');
  work.births.push(rest.slice(0, end));
  work.head = cleanLine(before.replace(/,\s*$/, '') + rest.slice(end));
}

function takeTitles(work: Work): void {
  work.head = cleanLine(
    work.head.replace(TITLES, (_all, title: string) => {
      work.remarks.push(title);
      return ' ';
    }),
  ).replace(/\s+,/g, ',');
}

/** Single aliases of a marked text: "alias: Doc / Mohamed Haddad" → two; "Doc, Kalle, Eisen" → three. */
function singleAliases(text: string): readonly string[] {
  return text
    .split(ALIAS_MARKS)
    .flatMap((part) => part.split(/\s*[/;|]\s*|\s+(?:u\.|und|oder)\s+/u))
    .flatMap((part) => {
      const commas = part.split(/\s*,\s*/u);
      // One comma is as a rule "Family, Given"; several separate nicknames.
      const isName = commas.length === 2 && isKnownGivenName(commas[1] ?? '');
      return isName ? [part] : commas;
    })
    .map((part) => cleanLine(part.replace(/^[\s:,.\-–—]+|[\s:,\-–—]+$/gu, '')))
    .filter(Boolean);
}

function isParticle(word: string): boolean {
  return SMALL_PARTICLES.has(word.toLowerCase());
}
function isPrefix(word: string): boolean {
  return NAME_PREFIXES.has(word.toLowerCase());
}

/** "Mandy von der" → given "Mandy", particles "von der". */
function trailingParticles(given: string): { readonly given: string; readonly particles: string } {
  const words = given.split(' ');
  let start = words.length;
  while (
    start > 1 &&
    (isParticle(words[start - 1] ?? '') ||
      /^(?:freiherr|freifrau|graf|gräfin)$/iu.test(words[start - 1] ?? ''))
  ) {
    start -= 1;
  }
  return { given: words.slice(0, start).join(' '), particles: words.slice(start).join(' ') };
}

interface Order {
  readonly family: string;
  readonly given: string;
  readonly guessed: boolean;
}

function familyFirst(words: readonly string[]): Order {
  let end = 0;
  while (end < words.length - 2 && (isParticle(words[end] ?? '') || isPrefix(words[end] ?? ''))) end += 1;
  return { family: words.slice(0, end + 1).join(' '), given: words.slice(end + 1).join(' '), guessed: false };
}

function givenFirst(words: readonly string[]): Order {
  let start = words.length - 1;
  while (start > 1 && (isParticle(words[start - 1] ?? '') || isPrefix(words[start - 1] ?? ''))) start -= 1;
  return { family: words.slice(start).join(' '), given: words.slice(0, start).join(' '), guessed: false };
}

/** Order of a name without comma: by capitals ("Ulf EICKHOFF"), by the column's order, by known given names. */
function withoutComma(text: string, order: NameOrder): Order {
  const words = text.split(' ').filter(Boolean);
  if (words.length < 2) return { family: text, given: '', guessed: false };
  const shouted = words.map((word) => isShouted(word) || (word.length === 1 && isShouted(text)));
  if (shouted.some(Boolean) && !shouted.every(Boolean)) {
    const pick = (wanted: boolean) =>
      words.filter((word, at) => (shouted[at] || isParticle(word)) === wanted).join(' ');
    return { family: pick(true), given: pick(false), guessed: false };
  }
  if (order === 'FAMILY_FIRST') return familyFirst(words);
  if (order === 'GIVEN_FIRST') return givenFirst(words);
  const first = isKnownGivenName(words[0] ?? '');
  const last = isKnownGivenName(words.at(-1) ?? '');
  if (first !== last) return first ? givenFirst(words) : familyFirst(words);
  return { ...givenFirst(words), guessed: true };
}

function splitHead(work: Work, order: NameOrder): Order {
  const [first = '', ...rest] = work.head.split(/\s*[,،]\s*/u).map(cleanLine);
  const parts = rest.filter(Boolean);
  if (parts.length === 0) return withoutComma(first, order);
  const given: string[] = [];
  let particles = '';
  for (const part of parts) {
    if (part.split(' ').every(isParticle)) particles = part;
    else if (given.length === 0) given.push(part);
    else work.remarks.push(part);
  }
  const tail = trailingParticles(given.join(' '));
  const family = cleanLine(`${particles || tail.particles} ${first}`);
  return { family, given: tail.given, guessed: false };
}

/** A full name among the aliases is split at the family name that it shares with the person. */
function aliasParts(text: string, family: string): AliasParts {
  const plain = { text, familyName: null, givenNames: null };
  const comma = text.split(/\s*,\s*/u);
  if (comma.length === 2) {
    return { text: `${comma[1]} ${comma[0]}`, familyName: comma[0] ?? null, givenNames: comma[1] ?? null };
  }
  const words = text.split(' ');
  const wanted = nameTokens(family).join(' ');
  for (let start = 1; start < words.length; start += 1) {
    const tail = words.slice(start).join(' ');
    if (wanted !== '' && nameTokens(tail).join(' ') === wanted) {
      return { text, familyName: tail, givenNames: words.slice(0, start).join(' ') };
    }
  }
  return plain;
}

function unique(aliases: readonly AliasParts[]): readonly AliasParts[] {
  return aliases.filter((alias, at) => aliases.findIndex((other) => other.text === alias.text) === at);
}

/**
 * Splits a name cell. `order` counts for cells without a comma. `known` gives spellings for names in capitals.
 * An empty cell yields empty names. Never throws.
 */
export function splitNameCell(cell: string, order: NameOrder, known?: ReadonlyMap<string, string>): NameCell {
  const work: Work = { head: cleanLine(cell), aliases: [], variants: [], births: [], remarks: [] };
  takeInsets(work);
  takeAliases(work);
  takeBirthName(work);
  takeTitles(work);
  const { family, given, guessed } = splitHead(work, order);
  // "Haddad/Hadad, Omar": a second spelling of the family name.
  const [familyName = '', ...spellings] = family.split('/').map(cleanLine);
  const [givenNames = '', ...givenSpellings] = given.split('/').map(cleanLine);
  const leading = normalCase(familyName, 'FAMILY', known);
  const texts = [...spellings, ...givenSpellings, ...work.aliases]
    .flatMap(singleAliases)
    .concat(work.variants.map(cleanLine));
  const shoutedCell = isShouted(work.head);
  const aliases = texts.map((text) =>
    // Inside a normally written cell "MC" or "K2" is how the nickname is spelt.
    aliasParts(shoutedCell || text.length > 3 ? normalCase(text, 'ALIAS', known) : text, leading),
  );
  const givenText = normalCase(givenNames, 'GIVEN', known);
  const births = work.births.map((text) => normalCase(cleanLine(text), 'FAMILY', known)).filter(Boolean);
  return {
    familyName: leading,
    givenNames: givenText,
    birthName: births[0] ?? null,
    aliases: unique(aliases),
    remarks: [...work.remarks, ...births.slice(1).map((text) => `geb. ${text}`)],
    orderGuessed: guessed,
    caseChanged:
      leading !== familyName ||
      givenText !== givenNames ||
      texts.some((text, at) => isShouted(text) && aliases[at]?.text !== text),
  };
}
