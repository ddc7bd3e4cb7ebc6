/** Groups about reaching a person and about profiles; see `person-entry-kinds.ts`. */
import { emailProblem, imeiProblem, imsiProblem, phoneProblem } from './entry-numbers';
import type { IdentifierKind } from './identifiers';
import { type EntryContent, type EntrySpec, oneOf, textOf, YES_NO } from './person-entry-spec';
import type { Problem } from './problem';

const COMMUNICATION_CHECKS: Readonly<
  Record<string, { readonly check: (text: string) => string | null; readonly kind: IdentifierKind }>
> = {
  MOBIL: { check: phoneProblem, kind: 'PHONE' },
  FESTNETZ: { check: phoneProblem, kind: 'PHONE' },
  FAX: { check: phoneProblem, kind: 'PHONE' },
  EMAIL: { check: emailProblem, kind: 'ACCOUNT' },
  MESSENGER: { check: () => null, kind: 'ACCOUNT' },
  IMEI: { check: imeiProblem, kind: 'DOCUMENT' },
  IMSI: { check: imsiProblem, kind: 'DOCUMENT' },
};

const COMMUNICATION_TYPES = {
  MOBIL: 'Mobil',
  FESTNETZ: 'Festnetz',
  FAX: 'Fax',
  EMAIL: 'E-Mail',
  MESSENGER: 'Messenger',
  IMEI: 'IMEI',
  IMSI: 'IMSI',
} as const;

function communicationRules(content: EntryContent): Problem[] {
  const value = textOf(content, 'value');
  const message = value === '' ? null : COMMUNICATION_CHECKS[textOf(content, 'type')]?.check(value);
  return message ? [{ field: 'value', message }] : [];
}

export const ONLINE_SPECS = {
  COMMUNICATION: {
    label: 'Telefon, E-Mail, Messenger, Geräte',
    one: 'Erreichbarkeit',
    section: 'ERREICHBARKEIT',
    validity: { from: 'genutzt seit', until: 'genutzt bis' },
    lead: ['value'],
    tag: 'type',
    fields: [
      {
        type: 'CHOICE',
        name: 'type',
        label: 'Art',
        isRequired: true,
        preset: 'MOBIL',
        options: COMMUNICATION_TYPES,
      },
      { type: 'LINE', name: 'value', label: 'Nummer oder Adresse', isRequired: true, max: 120 },
      {
        type: 'LINE',
        name: 'service',
        label: 'Dienst',
        placeholder: 'z. B. Signal, Telegram',
        max: 80,
        onlyIf: { field: 'type', is: ['MESSENGER'] },
      },
      { type: 'LINE', name: 'holder', label: 'Anschlussinhaber, Nutzer', max: 160 },
      { type: 'LINE', name: 'device', label: 'Gerät', max: 120 },
    ],
    rules: communicationRules,
    identifiers: (content) => {
      const kind = COMMUNICATION_CHECKS[textOf(content, 'type')]?.kind;
      return kind ? [{ kind, label: textOf(content, 'value') }] : [];
    },
  },
  PROFILE: {
    label: 'Social-Media-Profile',
    one: 'Social-Media-Profil',
    section: 'ERREICHBARKEIT',
    validity: { from: 'aktiv seit', until: 'aktiv bis' },
    lead: ['handle'],
    tag: 'platform',
    fields: [
      {
        type: 'CHOICE',
        name: 'platform',
        label: 'Plattform',
        isRequired: true,
        options: {
          FACEBOOK: 'Facebook',
          INSTAGRAM: 'Instagram',
          TIKTOK: 'TikTok',
          YOUTUBE: 'YouTube',
          X: 'X (Twitter)',
          TELEGRAM: 'Telegram',
          VK: 'VK',
          DISCORD: 'Discord',
          TWITCH: 'Twitch',
          GETTR: 'Gettr',
          WEBSITE: 'Website, Blog',
          SONSTIGE: 'Andere Plattform',
        },
      },
      { type: 'LINE', name: 'handle', label: 'Profilname', max: 120, identifier: 'ACCOUNT' },
      { type: 'LINE', name: 'profileId', label: 'Profil-ID', max: 80, identifier: 'ACCOUNT' },
      { type: 'URL', name: 'url', label: 'Internetadresse' },
      {
        type: 'CHOICES',
        name: 'contents',
        label: 'Art der Inhalte',
        isWide: true,
        options: {
          PREDIGT: 'Predigten, Vorträge',
          AUFRUF: 'Aufrufe, Mobilisierung',
          PROPAGANDA: 'Propaganda',
          LIVESTREAM: 'Livestreams',
          MUSIK: 'Musik',
          SPENDEN: 'Spendenaufrufe',
          PRIVAT: 'Privates',
        },
      },
      { type: 'LINE', name: 'language', label: 'Sprache der Inhalte', max: 120 },
      { type: 'CHOICE', name: 'active', label: 'Aktiv', options: YES_NO },
      { type: 'REACH', name: 'reach', label: 'Reichweite (Follower, Abonnenten)', isWide: true },
    ],
    rules: (content) =>
      oneOf(
        content,
        ['handle', 'profileId', 'url'],
        'Bitte Profilname, Profil-ID oder Internetadresse angeben.',
      ),
    // Where nothing else is known, the end of the address is the account's name.
    identifiers: (content) => {
      const known = textOf(content, 'handle') || textOf(content, 'profileId');
      const label = /[^/]\/([^/?#]+)\/?$/u.exec(textOf(content, 'url'))?.[1];
      return known === '' && label !== undefined ? [{ kind: 'ACCOUNT', label }] : [];
    },
  },
} as const satisfies Readonly<Record<string, EntrySpec>>;
