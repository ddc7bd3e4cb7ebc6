/**
 * Deletion of a Fallakte (F52; § 22 and § 32 PolG NRW, domain §4.2 rows 4, 5, 13, 30): a proposal with its ground, the offer to
 * the Landesarchiv, the word of a second person, and what stands in the way.
 */
import type { Problem } from './problem';

export const DELETION_GROUNDS = [
  'PRUEFTERMIN',
  'UNZULAESSIG',
  'PRUEFFALL_ABGELAUFEN',
  'VERLANGEN',
  'TOD',
  'ZWECK_ENTFALLEN',
] as const;
export type DeletionGround = (typeof DELETION_GROUNDS)[number];

export const DELETION_GROUND_LABELS = {
  PRUEFTERMIN: 'Prüftermin erreicht und nicht mehr erforderlich (§ 22 Abs. 2)',
  UNZULAESSIG: 'Speicherung unzulässig (§ 22 Abs. 3)',
  PRUEFFALL_ABGELAUFEN: 'Prüffall abgelaufen ohne Einstufung',
  VERLANGEN: 'Verlangen der betroffenen Person (§ 32)',
  TOD: 'Tod der betroffenen Person',
  ZWECK_ENTFALLEN: 'Zur Aufgabenerfüllung nicht mehr erforderlich (§ 32)',
} as const satisfies Record<DeletionGround, string>;

export const ARCHIVE_ANSWERS = ['UEBERNOMMEN', 'NICHT_ARCHIVWUERDIG', 'KEINE_ANBIETUNGSPFLICHT'] as const;
export type ArchiveAnswer = (typeof ARCHIVE_ANSWERS)[number];

export const ARCHIVE_ANSWER_LABELS = {
  UEBERNOMMEN: 'Vom Landesarchiv übernommen',
  NICHT_ARCHIVWUERDIG: 'Nicht archivwürdig',
  KEINE_ANBIETUNGSPFLICHT: 'Keine Anbietungspflicht',
} as const satisfies Record<ArchiveAnswer, string>;

export const DELETION_STATES = ['VORGESCHLAGEN', 'GENEHMIGT', 'ABGELEHNT', 'ZURUECKGEZOGEN'] as const;
export type DeletionState = (typeof DELETION_STATES)[number];

export const DELETION_STATE_LABELS = {
  VORGESCHLAGEN: 'Löschung vorgeschlagen',
  GENEHMIGT: 'Löschung genehmigt',
  ABGELEHNT: 'Löschung abgelehnt',
  ZURUECKGEZOGEN: 'Löschung zurückgezogen',
} as const satisfies Record<DeletionState, string>;

/** What is counted, in the order in which it is shown; the first group goes, the second stays for others. */
export const ERASED_KINDS = [
  'PERSONALIEN',
  'ERKENNTNISSE',
  'STRAFTATEN',
  'KONTAKTPERSONEN',
  'MASSNAHMEN',
  'EINSTUFUNGEN',
  'TAGESORDNUNGSPUNKTE',
  'BESCHLUESSE',
  'DOKUMENTE',
  'AUFGABEN',
  'ENTWUERFE',
  'LISTENZEILEN',
  'VERLAUF',
  'PROTOKOLLTEXTE',
] as const;
export type ErasedKind = (typeof ERASED_KINDS)[number];

export const ERASED_KIND_LABELS = {
  PERSONALIEN: 'Personaliensätze',
  ERKENNTNISSE: 'Erkenntnisse',
  STRAFTATEN: 'Straftaten',
  KONTAKTPERSONEN: 'Kontaktpersonen',
  MASSNAHMEN: 'Maßnahmen',
  EINSTUFUNGEN: 'Einstufungen',
  TAGESORDNUNGSPUNKTE: 'Tagesordnungspunkte',
  BESCHLUESSE: 'Beschlüsse',
  DOKUMENTE: 'Dokumente',
  AUFGABEN: 'Aufgaben',
  ENTWUERFE: 'Entwürfe',
  LISTENZEILEN: 'Listenzeilen',
  VERLAUF: 'Einträge im Verlauf',
  PROTOKOLLTEXTE: 'Suchtexte und Gründe im Protokoll',
} as const satisfies Record<ErasedKind, string>;

export const KEPT_KINDS = ['ERKENNTNISSE', 'STRAFTATEN', 'DOKUMENTE', 'SCHWAERZUNGEN'] as const;
export type KeptKind = (typeof KEPT_KINDS)[number];

export const KEPT_KIND_LABELS = {
  ERKENNTNISSE: 'Erkenntnisse mit anderen Personen (nur die Zuordnung geht)',
  STRAFTATEN: 'Straftaten mit anderen Personen (nur die Beteiligung geht)',
  DOKUMENTE: 'Übermittlungsnachweise anderer Personen (ohne Inhalt des Dokuments)',
  SCHWAERZUNGEN: 'Texte anderer Akten, Name geschwärzt',
} as const satisfies Record<KeptKind, string>;

export type Counts<K extends string> = Readonly<Record<K, number>>;

export const TRACE_CHOICES = ['SCHWAERZEN', 'ANDERE_PERSON'] as const;
export type TraceChoice = (typeof TRACE_CHOICES)[number];

export const TRACE_CHOICE_LABELS = {
  SCHWAERZEN: 'Name schwärzen',
  ANDERE_PERSON: 'Andere Person gemeint',
} as const satisfies Record<TraceChoice, string>;

export const BLOCKER_KINDS = [
  'ARCHIV',
  'SPUREN',
  'EMPFAENGER',
  'MASSNAHME',
  'KONFERENZ',
  'BESCHLUSS',
  'EINSTUFUNG',
  'DOKUMENT',
  'LISTE',
] as const;
export type BlockerKind = (typeof BLOCKER_KINDS)[number];

const BLOCKER_TEXTS = {
  ARCHIV: {
    one: 'Die Anbietung an das Landesarchiv ist noch nicht vermerkt.',
    many: '',
    remedy: 'Antwort des Landesarchivs oder den Grund fehlender Anbietungspflicht eintragen.',
  },
  SPUREN: {
    one: 'An 1 Stelle in anderen Akten kommt der Name vor und ist noch nicht geprüft.',
    many: 'An {n} Stellen in anderen Akten kommt der Name vor und ist noch nicht geprüft.',
    remedy: 'Jede Stelle unter „Spuren in anderen Akten“ schwärzen oder als andere Person bestätigen.',
  },
  EMPFAENGER: {
    one: '1 früherer Empfänger ist noch nicht benachrichtigt.',
    many: '{n} frühere Empfänger sind noch nicht benachrichtigt.',
    remedy:
      'Empfänger benachrichtigen und unter „Frühere Empfänger“ vermerken; nach der Löschung ist die Liste weg.',
  },
  MASSNAHME: {
    one: '1 Maßnahme läuft noch.',
    many: '{n} Maßnahmen laufen noch.',
    remedy: 'Maßnahmen beenden oder den Löschvorschlag zurückziehen.',
  },
  KONFERENZ: {
    one: 'Die Person steht auf der Tagesordnung 1 offenen Fallkonferenz.',
    many: 'Die Person steht auf der Tagesordnung von {n} offenen Fallkonferenzen.',
    remedy: 'Konferenz abschließen oder den Tagesordnungspunkt absetzen lassen.',
  },
  BESCHLUSS: {
    one: '1 Beschluss ist noch offen.',
    many: '{n} Beschlüsse sind noch offen.',
    remedy: 'Beschlüsse als erledigt bestätigen oder als nicht umsetzbar melden.',
  },
  EINSTUFUNG: {
    one: 'Ein Vorschlag zur Einstufung ist noch offen.',
    many: '{n} Vorschläge zur Einstufung sind noch offen.',
    remedy: 'Vorschlag zurückziehen oder entscheiden.',
  },
  DOKUMENT: {
    one: '1 Dokument wartet auf Freigabe oder ist freigegeben und nicht ausgegeben.',
    many: '{n} Dokumente warten auf Freigabe oder sind freigegeben und nicht ausgegeben.',
    remedy: 'Freigabe ablehnen lassen oder das Dokument ausgeben.',
  },
  LISTE: {
    one: '1 Zeile einer noch nicht freigegebenen Liste gehört zu dieser Akte.',
    many: '{n} Zeilen noch nicht freigegebener Listen gehören zu dieser Akte.',
    remedy: 'Liste freigeben oder ablehnen.',
  },
} as const satisfies Record<BlockerKind, { one: string; many: string; remedy: string }>;

export interface Blocker {
  readonly kind: BlockerKind;
  readonly count: number;
  /** What stands in the way. */
  readonly text: string;
  /** What to do about it. */
  readonly remedy: string;
}

/** What keeps a file from being erased, in the order in which it is best dealt with; kinds that count nothing are left out. */
export function blockersOf(counts: Counts<BlockerKind>): Blocker[] {
  return BLOCKER_KINDS.flatMap((kind) => {
    const count = counts[kind];
    if (count <= 0) return [];
    const { one, many, remedy } = BLOCKER_TEXTS[kind];
    return [{ kind, count, text: count === 1 ? one : many.replace('{n}', String(count)), remedy }];
  });
}

export interface ArchiveOffer {
  readonly answer: ArchiveAnswer;
  readonly offeredOn: string | null;
  readonly answeredOn: string | null;
  readonly reason: string;
}

/** What is wrong with the note about the Landesarchiv; empty if it may be stored. */
export function archiveProblems(offer: ArchiveOffer, today: string): Problem[] {
  if (offer.answer === 'KEINE_ANBIETUNGSPFLICHT') {
    return offer.reason.trim() === ''
      ? [{ field: 'reason', message: 'Bitte begründen, warum nicht anzubieten war.' }]
      : [];
  }
  const problems: Problem[] = [];
  const { offeredOn, answeredOn } = offer;
  if (offeredOn === null)
    problems.push({ field: 'offeredOn', message: 'Bitte den Tag der Anbietung angeben.' });
  else if (offeredOn > today) problems.push({ field: 'offeredOn', message: 'Der Tag liegt in der Zukunft.' });
  if (answeredOn === null)
    problems.push({ field: 'answeredOn', message: 'Bitte den Tag der Antwort angeben.' });
  else if (answeredOn > today)
    problems.push({ field: 'answeredOn', message: 'Der Tag liegt in der Zukunft.' });
  else if (offeredOn !== null && answeredOn < offeredOn)
    problems.push({ field: 'answeredOn', message: 'Die Antwort liegt vor der Anbietung.' });
  return problems;
}

export interface DecisionParties {
  readonly proposer: string;
  readonly decider: string;
  /** Who created or reset the proposer's account. */
  readonly controllers: readonly string[];
}

/** Vier-Augen-Prinzip (domain §4.2 row 28): why this user may not decide on the proposal; null if they may. */
export function decisionProblem({ proposer, decider, controllers }: DecisionParties): string | null {
  if (proposer === decider)
    return 'Über den eigenen Löschvorschlag kann niemand selbst entscheiden (Vier-Augen-Prinzip).';
  if (controllers.includes(decider))
    return 'Sie haben das Konto der vorschlagenden Person angelegt oder zurückgesetzt und dürfen deshalb nicht entscheiden.';
  return null;
}
