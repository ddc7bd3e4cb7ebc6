/**
 * The groups of the person record (domain.md 3.4, after § 1 BKADV, § 3 RED-G, § 1 GFDV), each declared once: fields, words,
 * rules. Volkszugehörigkeit, Religion, Gesundheit and Sexualleben are no fields of any group (§ 22a PolG NRW).
 */
import { LIFE_SPECS } from './person-entry-kinds-life';
import { ONLINE_SPECS } from './person-entry-kinds-online';
import { type EntryContent, type EntrySpec, oneOf, textOf, YES_NO } from './person-entry-spec';
import type { Problem } from './problem';

export const ENTRY_KINDS = [
  'NAME',
  'DESCRIPTION',
  'COMMUNICATION',
  'PROFILE',
  'DOCUMENT',
  'RESIDENCE',
  'REGISTER',
  'CUSTODY',
  'PROBATION',
  'SUPERVISION',
  'CONDITION',
  'FAMILY',
  'OCCUPATION',
  'VEHICLE',
  'ASSET',
  'SCENE',
  'ACTIVITY',
  'WEAPON',
  'SKILL',
] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** Scripts whose letters can be told apart; the pattern is what a name in that script must contain. */
const SCRIPTS = {
  KYRILLISCH: { label: 'kyrillisch', letters: /\p{Script=Cyrillic}/u },
  ARABISCH: { label: 'arabisch', letters: /\p{Script=Arabic}/u },
  GRIECHISCH: { label: 'griechisch', letters: /\p{Script=Greek}/u },
  HEBRAEISCH: { label: 'hebräisch', letters: /\p{Script=Hebrew}/u },
  GEORGISCH: { label: 'georgisch', letters: /\p{Script=Georgian}/u },
  ARMENISCH: { label: 'armenisch', letters: /\p{Script=Armenian}/u },
  CHINESISCH: { label: 'chinesisch', letters: /\p{Script=Han}/u },
  SONSTIGE: { label: 'andere Schrift', letters: /\p{L}/u },
} as const;

function nameRules(content: EntryContent): Problem[] {
  const native = textOf(content, 'native');
  const script = Object.entries(SCRIPTS).find(([key]) => key === textOf(content, 'script'))?.[1];
  if (native === '' && script)
    return [
      { field: 'script', message: 'Eine Schrift gehört zu einem Namen in dieser Schrift; dieser fehlt.' },
    ];
  if (native === '') return oneOf(content, ['name'], 'Bitte den Namen angeben.');
  if (!script) return [{ field: 'script', message: 'Bitte die Schrift wählen, in der der Name steht.' }];
  return script.letters.test(native)
    ? []
    : [
        {
          field: 'native',
          message: `Der Name enthält keinen Buchstaben in dieser Schrift (${script.label}).`,
        },
      ];
}

export const ENTRY_SPECS: Readonly<Record<EntryKind, EntrySpec>> = {
  NAME: {
    label: 'Weitere Namen',
    one: 'Name',
    section: 'PERSONALIEN',
    validity: { from: 'geführt seit', until: 'geführt bis' },
    lead: ['name', 'native'],
    tag: 'type',
    fields: [
      {
        type: 'CHOICE',
        name: 'type',
        label: 'Art des Namens',
        isRequired: true,
        options: {
          GEBURTSNAME: 'Geburtsname',
          FRUEHERER_NAME: 'Früherer Name',
          SPITZNAME: 'Spitzname, Kunya',
          KUENSTLERNAME: 'Künstler-, Gebrauchsname',
          SCHREIBWEISE: 'Abweichende Schreibweise',
          NAMENSBESTANDTEIL: 'Namensbestandteil ausländischer Form',
          NAME_DES_VATERS: 'Name des Vaters',
          NAME_DER_MUTTER: 'Name der Mutter',
        },
      },
      {
        type: 'LATIN_NAME',
        name: 'name',
        label: 'Name (lateinische Schrift)',
        help: 'Die Suche findet die Person auch unter diesem Namen; unter dem Namen von Vater oder Mutter nicht.',
      },
      { type: 'LINE', name: 'native', label: 'Name in anderer Schrift', max: 200 },
      {
        type: 'CHOICE',
        name: 'script',
        label: 'Schrift',
        options: Object.fromEntries(Object.entries(SCRIPTS).map(([key, { label }]) => [key, label])),
      },
    ],
    rules: nameRules,
  },
  DESCRIPTION: {
    label: 'Beschreibung',
    one: 'Beschreibung',
    section: 'PERSONALIEN',
    validity: { from: 'Stand', until: 'überholt seit', isSnapshot: true },
    lead: [],
    fields: [
      { type: 'AMOUNT', name: 'height', label: 'Größe', min: 40, max: 260, unit: 'cm' },
      {
        type: 'CHOICE',
        name: 'heightBy',
        label: 'Größe ermittelt durch',
        options: {
          GEMESSEN: 'gemessen',
          GESCHAETZT: 'geschätzt',
          AUSWEIS: 'laut Ausweis',
          ANGABE: 'eigene Angabe',
        },
      },
      { type: 'AMOUNT', name: 'weight', label: 'Gewicht', min: 2, max: 400, unit: 'kg' },
      {
        type: 'CHOICE',
        name: 'build',
        label: 'Gestalt',
        options: {
          SCHLANK: 'schlank',
          MITTEL: 'mittel',
          KRAEFTIG: 'kräftig',
          MUSKULOES: 'muskulös',
          UNTERSETZT: 'untersetzt',
          BELEIBT: 'beleibt',
        },
      },
      {
        type: 'LINE',
        name: 'apparentAge',
        label: 'Scheinbares Alter',
        placeholder: 'z. B. 30–35 Jahre',
        max: 40,
      },
      { type: 'LINE', name: 'eyes', label: 'Augen', max: 80 },
      { type: 'LINE', name: 'hair', label: 'Haare, Bart', max: 120 },
      { type: 'AMOUNT', name: 'shoeSize', label: 'Schuhgröße', min: 15, max: 60, unit: '' },
      {
        type: 'TEXT',
        name: 'marks',
        label: 'Besondere körperliche Merkmale',
        isWide: true,
        placeholder: 'Art, Körperstelle und Motiv, z. B. Tätowierung linker Unterarm: Anker',
        help: 'Nur das äußere Bild. Krankheiten und Behinderungen gehören nicht hierher (§ 22a PolG NRW).',
      },
      { type: 'LINE', name: 'languages', label: 'Sprachen', max: 200 },
      { type: 'LINE', name: 'dialect', label: 'Mundart, Akzent', max: 120 },
    ],
  },
  ...ONLINE_SPECS,
  DOCUMENT: {
    label: 'Ausweise und Dokumente',
    one: 'Ausweis',
    section: 'AUFENTHALT',
    validity: { from: 'ausgestellt', until: 'gültig bis' },
    lead: ['number'],
    tag: 'type',
    fields: [
      {
        type: 'CHOICE',
        name: 'type',
        label: 'Art des Dokuments',
        isRequired: true,
        options: {
          PERSONALAUSWEIS: 'Personalausweis',
          REISEPASS: 'Reisepass',
          AUFENTHALTSTITEL: 'Elektronischer Aufenthaltstitel',
          ANKUNFTSNACHWEIS: 'Ankunftsnachweis',
          REISEAUSWEIS: 'Reiseausweis für Flüchtlinge, Ausländer',
          FUEHRERSCHEIN: 'Führerschein',
          GEBURTSURKUNDE: 'Geburtsurkunde',
          SONSTIGES: 'Anderes Dokument',
        },
      },
      { type: 'NUMBER_CODE', name: 'number', label: 'Nummer', identifier: 'DOCUMENT' },
      { type: 'COUNTRY', name: 'country', label: 'Ausstellender Staat' },
      { type: 'LINE', name: 'authority', label: 'Ausstellende Behörde', max: 160 },
      {
        type: 'CHOICE',
        name: 'withdrawn',
        label: 'Eingezogen',
        options: YES_NO,
        help: '§ 8 PassG, § 6a PAuswG',
      },
      { type: 'CHOICE', name: 'forged', label: 'Fälschungsverdacht', options: YES_NO },
    ],
  },
  RESIDENCE: {
    label: 'Aufenthalt',
    one: 'Aufenthaltsstatus',
    section: 'AUFENTHALT',
    norm: 'AufenthG, AsylG',
    validity: { from: 'erteilt', until: 'gültig bis' },
    lead: ['status', 'title'],
    fields: [
      {
        type: 'CHOICE',
        name: 'status',
        label: 'Aufenthaltsstatus',
        isRequired: true,
        options: {
          AUFENTHALTSTITEL: 'Aufenthaltstitel',
          FREIZUEGIGKEIT: 'Freizügigkeit (EU/EWR)',
          GESTATTUNG: 'Aufenthaltsgestattung',
          DULDUNG: 'Duldung',
          AUSREISEPFLICHTIG: 'vollziehbar ausreisepflichtig',
          ILLEGAL: 'unerlaubter Aufenthalt',
          AUSGEREIST: 'ausgereist, abgeschoben',
          UNBEKANNT: 'unbekannt',
        },
      },
      {
        type: 'LINE',
        name: 'title',
        label: 'Titel, Rechtsgrundlage',
        placeholder: 'z. B. § 25 Abs. 2 AufenthG',
        max: 160,
      },
      {
        type: 'LINE',
        name: 'toleration',
        label: 'Grund der Duldung',
        placeholder: 'z. B. § 60a Abs. 2 AufenthG',
        max: 200,
        onlyIf: { field: 'status', is: ['DULDUNG', 'AUSREISEPFLICHTIG'] },
      },
      { type: 'AZR', name: 'azr', label: 'AZR-Nummer', identifier: 'DOCUMENT' },
      { type: 'LINE', name: 'authority', label: 'Zuständige Ausländerbehörde', max: 160 },
      {
        type: 'CHOICE',
        name: 'asylum',
        label: 'Asylstatus',
        options: {
          KEIN_ANTRAG: 'kein Antrag',
          LAUFEND: 'Verfahren läuft',
          ASYLBERECHTIGT: 'asylberechtigt',
          FLUECHTLING: 'Flüchtlingseigenschaft',
          SUBSIDIAER: 'subsidiärer Schutz',
          ABSCHIEBUNGSVERBOT: 'Abschiebungsverbot',
          ABGELEHNT: 'abgelehnt',
          WIDERRUFEN: 'widerrufen, zurückgenommen',
        },
      },
    ],
  },
  REGISTER: {
    label: 'Registerauskünfte',
    one: 'Registerauskunft',
    section: 'AUFENTHALT',
    validity: { from: 'Tag der Auskunft', until: 'überholt seit', isSnapshot: true },
    lead: ['system'],
    fields: [
      {
        type: 'CHOICE',
        name: 'system',
        label: 'Auskunft aus',
        isRequired: true,
        options: {
          MELDEREGISTER: 'Melderegister',
          AZR: 'Ausländerzentralregister',
          BZR: 'Bundeszentralregister',
          ZSTV: 'Zentrales Staatsanwaltschaftliches Verfahrensregister',
          NWR: 'Nationales Waffenregister',
          ZFZR: 'Zentrales Fahrzeugregister',
          INPOL: 'INPOL',
          VIVA: 'ViVA',
          SIS: 'SIS',
          SONSTIGE: 'Anderes Register',
        },
      },
      {
        type: 'NUMBER_CODE',
        name: 'reference',
        label: 'Register- oder Vorgangsnummer',
        identifier: 'DOCUMENT',
      },
      { type: 'TEXT', name: 'result', label: 'Ergebnis', isWide: true, isRequired: true },
    ],
  },
  ...LIFE_SPECS,
};

/** The kinds of a section in the order of the file. */
export const kindsOf = (section: EntrySpec['section']): readonly EntryKind[] =>
  ENTRY_KINDS.filter((kind) => ENTRY_SPECS[kind].section === section);
