/**
 * Merging two Fallakten about one person (F22; domain.md §6): which value leads is chosen field by field, nothing of the
 * other file is lost. Wrong merging has led to serious harm, so whatever is not clear is a blocker with what to do.
 */
import type { PartialDate } from './partial-date';
import type { Problem } from './problem';

export const MERGE_SIDES = ['LEADING', 'OTHER'] as const;
export type MergeSide = (typeof MERGE_SIDES)[number];

/** Fields of the leading Personalien, in the order of the form. */
export const MERGE_PERSONALIA_FIELDS = [
  'familyName',
  'givenNames',
  'birthDate',
  'birthPlace',
  'birthName',
  'aliasName',
  'gender',
  'identityState',
  'source',
  'originalScript',
  'reviewScript',
  'academicTitle',
  'callName',
  'birthRegion',
  'birthCountry',
  'deathDate',
  'country',
] as const;
export type MergePersonaliaField = (typeof MERGE_PERSONALIA_FIELDS)[number];

/** Fields of the file itself that can have one value only. */
export const MERGE_FILE_FIELDS = ['phaenomenbereich', 'officerId', 'deputyId'] as const;
export type MergeFileField = (typeof MERGE_FILE_FIELDS)[number];

export const MERGE_FIELDS = [...MERGE_PERSONALIA_FIELDS, ...MERGE_FILE_FIELDS] as const;
export type MergeField = MergePersonaliaField | MergeFileField;

export const MERGE_FIELD_LABELS = {
  familyName: 'Familienname',
  givenNames: 'Vornamen',
  birthDate: 'Geburtsdatum',
  birthPlace: 'Geburtsort',
  birthName: 'Geburtsname',
  aliasName: 'Spitzname',
  gender: 'Geschlecht',
  identityState: 'Identitätsstatus',
  source: 'Quelle der Personalien',
  originalScript: 'Name in Originalschrift',
  reviewScript: 'Umschrift prüfen',
  academicTitle: 'Akademischer Grad',
  callName: 'Rufname',
  birthRegion: 'Geburtsregion',
  birthCountry: 'Geburtsland',
  deathDate: 'Sterbedatum',
  country: 'Staatsangehörigkeit dieser Personalien',
  phaenomenbereich: 'Phänomenbereich',
  officerId: 'Fester Sachbearbeiter',
  deputyId: 'Vertretung',
} as const satisfies Record<MergeField, string>;

export type MergeChoices = Readonly<Record<MergeField, MergeSide>>;

export interface MergePersonalia {
  readonly familyName: string;
  readonly givenNames: string;
  readonly aliasName: string;
  readonly birthName: string;
  readonly birthDate: PartialDate | null;
  readonly birthPlace: string;
  readonly gender: string;
  readonly identityState: string;
  readonly originalScript: string;
  readonly reviewScript: boolean;
  readonly source: string;
  readonly academicTitle: string;
  readonly callName: string;
  readonly birthRegion: string;
  readonly birthCountry: string;
  readonly deathDate: PartialDate | null;
  readonly country: string;
}

export interface MergeBlock<S extends MergePersonalia, N, A> {
  readonly leading: S;
  readonly aliases: readonly S[];
  readonly nationalities: readonly N[];
  readonly addresses: readonly A[];
}

/** What tells one set of names from another; the rest describes it. */
const NAMING = ['familyName', 'givenNames', 'aliasName', 'birthName', 'birthDate', 'birthPlace'] as const;

function sameNaming(a: MergePersonalia, b: MergePersonalia): boolean {
  return NAMING.every((field) => a[field] === b[field]);
}

function sameContent(a: MergePersonalia, b: MergePersonalia): boolean {
  return MERGE_PERSONALIA_FIELDS.every((field) => a[field] === b[field]);
}

interface Standing {
  readonly current: boolean;
}

/** What stands in both lists stands once; of the current ones the first one stays it. */
function joined<T extends Standing>(entries: readonly T[]): T[] {
  const seen = new Set<string>();
  let hasCurrent = false;
  return entries.flatMap((entry) => {
    const key = JSON.stringify({ ...entry, current: false }, Object.keys(entry).sort());
    if (seen.has(key)) return [];
    seen.add(key);
    const current = entry.current && !hasCurrent;
    hasCurrent ||= current;
    return [{ ...entry, current }];
  });
}

/**
 * The Personalien after the merge. A leading set of either file that differs from the chosen one stays as an alias set;
 * lists are joined, and what stands in both stands once.
 */
export function mergedBlock<S extends MergePersonalia, N extends Standing, A extends Standing>(
  leading: MergeBlock<S, N, A>,
  other: MergeBlock<S, N, A>,
  choices: Pick<MergeChoices, MergePersonaliaField>,
): MergeBlock<S, N, A> {
  const chosen = { ...leading.leading };
  for (const field of MERGE_PERSONALIA_FIELDS)
    if (choices[field] === 'OTHER') Object.assign(chosen, { [field]: other.leading[field] });
  const former = [leading.leading, other.leading]
    .filter((set) => !sameNaming(set, chosen))
    .map((set): S => ({ ...set, identityState: 'ALIAS' }));
  const aliases = [...leading.aliases, ...former, ...other.aliases].filter(
    (set, at, all) => all.findIndex((earlier) => sameContent(earlier, set)) === at,
  );
  return {
    leading: chosen,
    aliases,
    nationalities: joined([...leading.nationalities, ...other.nationalities]),
    addresses: joined([...leading.addresses, ...other.addresses]),
  };
}

/** Everything about the two files that can stand in the way. */
export interface MergeFacts {
  readonly sameOffice: boolean;
  /** An open proposal of a classification, in either file. */
  readonly openProposalIn: MergeSide | null;
  readonly leadingStatus: string;
  readonly otherStatus: string;
  /** Personenkreis of the decision that counts; null without one. */
  readonly leadingGroup: string | null;
  readonly otherGroup: string | null;
  /** Point in time of the approved decision that counts; null without one. */
  readonly leadingDecidedAt: string | null;
  readonly otherDecidedAt: string | null;
  /** Titles of records in which both files stand as two people. */
  readonly sharedFindings: readonly string[];
  readonly sharedOffences: readonly string[];
  readonly linkBetween: boolean;
  /** Polizeifachlicher Status of both files for the same days. */
  readonly sharedStatus: boolean;
  /** The other file holds what was signed for it: Hinweise or besondere Kategorien. */
  readonly signedForOther: boolean;
  readonly sameProtection: boolean;
  /** Acts about one of the files that wait for a second person, in words. */
  readonly openActs: readonly string[];
  /** „Keine Dublette“ was recorded for the pair. */
  readonly decidedDistinct: boolean;
  readonly counts: { readonly aliases: number; readonly nationalities: number; readonly addresses: number };
  readonly sameOfficerAndDeputy: boolean;
}

export const MERGE_LIMITS = { aliases: 50, nationalities: 10, addresses: 20 } as const;

const RUNNING: ReadonlySet<string> = new Set(['EINGESTUFT', 'RUHEND_HAFT']);

/** What keeps the two files apart, each with what to do; empty: the merge can be proposed. */
export function mergeBlockers(facts: MergeFacts): readonly Problem[] {
  const found: Problem[] = [];
  const add = (field: string, message: string) => found.push({ field, message });
  if (!facts.sameOffice)
    add(
      'office',
      'Die Akten gehören verschiedenen Dienststellen. Bitte zuerst eine der beiden abgeben und übernehmen.',
    );
  if (facts.decidedDistinct)
    add(
      'decision',
      'Für dieses Paar ist „keine Dublette“ festgehalten. Bitte zuerst diese Entscheidung aufheben.',
    );
  if (facts.openProposalIn)
    add(
      'proposal',
      `In der ${facts.openProposalIn === 'LEADING' ? 'führenden' : 'anderen'} Akte ist ein Einstufungsvorschlag offen. Bitte ihn zuerst entscheiden oder zurückziehen.`,
    );
  for (const act of facts.openActs)
    add('acts', `Für eine der Akten ist offen: ${act}. Bitte zuerst entscheiden oder zurückziehen.`);
  addClassificationBlocker(facts, add);
  for (const title of facts.sharedOffences)
    add(
      'offences',
      `In der Straftat „${title}“ stehen beide Akten als zwei Beteiligte. Bitte dort zuerst eine der Eintragungen entfernen.`,
    );
  for (const title of facts.sharedFindings)
    add(
      'findings',
      `In der Erkenntnis „${title}“ stehen beide Akten als zwei Personen. Bitte sie zuerst aus einer der Akten entfernen.`,
    );
  if (facts.linkBetween)
    add(
      'links',
      'Zwischen beiden Akten ist eine Beziehung eingetragen. Bitte sie zuerst im Umfeld entfernen.',
    );
  if (facts.sharedStatus)
    add(
      'status',
      'Der polizeifachliche Status beider Akten überschneidet sich. Bitte zuerst in einer der Akten den Zeitraum berichtigen oder entfernen.',
    );
  if (facts.signedForOther)
    add(
      'hints',
      'Die andere Akte enthält Hinweise (PHW/EHW) oder besondere Kategorien; sie sind für diese Akte freigegeben. Bitte dort zuerst entfernen und, wenn weiter nötig, in der führenden Akte neu vorschlagen.',
    );
  if (!facts.sameProtection)
    add(
      'protection',
      'Schutz oder Einschränkung der beiden Akten sind verschieden. Bitte zuerst angleichen.',
    );
  if (facts.sameOfficerAndDeputy)
    add('deputyId', 'Sachbearbeitung und Vertretung wären dieselbe Person. Bitte anders wählen.');
  for (const key of ['aliases', 'nationalities', 'addresses'] as const) {
    if (facts.counts[key] > MERGE_LIMITS[key])
      add(
        key,
        `Zusammen wären es mehr als ${MERGE_LIMITS[key]} ${LIST_LABELS[key]}. Bitte zuerst bereinigen.`,
      );
  }
  return found;
}

const LIST_LABELS = {
  aliases: 'Aliaspersonalien',
  nationalities: 'Staatsangehörigkeiten',
  addresses: 'Anschriften',
} as const;

/** The Fallstatus stays that of the leading file, so the decision that counts must be its own as well. */
function addClassificationBlocker(facts: MergeFacts, add: (field: string, message: string) => void): void {
  const isLeadingRunning = RUNNING.has(facts.leadingStatus);
  const isOtherRunning = RUNNING.has(facts.otherStatus);
  if (isLeadingRunning && isOtherRunning) {
    if (facts.leadingStatus !== facts.otherStatus || facts.leadingGroup !== facts.otherGroup)
      add(
        'classification',
        'Beide Akten sind eingestuft, aber verschieden. Bitte zuerst in der anderen Akte ausstufen oder gleich fortschreiben.',
      );
    else if ((facts.otherDecidedAt ?? '') > (facts.leadingDecidedAt ?? '')) add('classification', SWAP);
    return;
  }
  if (
    isOtherRunning ||
    (facts.otherDecidedAt !== null && facts.otherDecidedAt > (facts.leadingDecidedAt ?? ''))
  )
    add('classification', isLeadingRunning ? EXIT_NEWER : SWAP);
}

const SWAP =
  'Die jüngste Entscheidung über die Einstufung steht in der anderen Akte. Bitte diese Akte als führende wählen.';
const EXIT_NEWER =
  'Die andere Akte ist nach der Einstufung der führenden ausgestuft worden. Bitte zuerst über die Einstufung der führenden Akte entscheiden.';

export const MERGE_ACT_KINDS = ['MERGE', 'UNDO'] as const;
export type MergeActKind = (typeof MERGE_ACT_KINDS)[number];
export const MERGE_ACT_LABELS = {
  MERGE: 'Zusammenführen',
  UNDO: 'Zusammenführung aufheben',
} as const satisfies Record<MergeActKind, string>;

export const MERGE_ACT_STATES = ['OFFEN', 'GENEHMIGT', 'ABGELEHNT', 'ZURUECKGEZOGEN'] as const;
export type MergeActState = (typeof MERGE_ACT_STATES)[number];
export const MERGE_ACT_STATE_LABELS = {
  OFFEN: 'wartet auf Entscheidung',
  GENEHMIGT: 'genehmigt',
  ABGELEHNT: 'abgelehnt',
  ZURUECKGEZOGEN: 'zurückgezogen',
} as const satisfies Record<MergeActState, string>;

export const MERGE_STATES = ['VORGESCHLAGEN', 'VERWORFEN', 'WIRKSAM', 'AUFGEHOBEN'] as const;
export type MergeState = (typeof MERGE_STATES)[number];
