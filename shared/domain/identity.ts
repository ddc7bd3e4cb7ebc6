/** Kinds of what identifies a person (domain.md 3.4; F13, F16). */

export const GENDERS = ['MAENNLICH', 'WEIBLICH', 'DIVERS', 'OHNE_ANGABE', 'UNBEKANNT'] as const;
export type Gender = (typeof GENDERS)[number];

export const GENDER_LABELS = {
  MAENNLICH: 'männlich',
  WEIBLICH: 'weiblich',
  DIVERS: 'divers',
  OHNE_ANGABE: 'ohne Angabe',
  UNBEKANNT: 'unbekannt',
} as const satisfies Record<Gender, string>;

export const IDENTITY_STATES = ['GESICHERT', 'UNGESICHERT', 'ALIAS', 'FALSCH'] as const;
export type IdentityState = (typeof IDENTITY_STATES)[number];

export const IDENTITY_STATE_LABELS = {
  GESICHERT: 'Identität gesichert',
  UNGESICHERT: 'Identität nicht gesichert',
  ALIAS: 'Aliaspersonalie',
  FALSCH: 'Falschpersonalie',
} as const satisfies Record<IdentityState, string>;

export const NATIONALITY_KINDS = ['GESICHERT', 'ANGEGEBEN', 'STAATENLOS', 'UNGEKLAERT'] as const;
export type NationalityKind = (typeof NATIONALITY_KINDS)[number];

export const NATIONALITY_KIND_LABELS = {
  GESICHERT: 'gesichert',
  ANGEGEBEN: 'nach eigener Angabe',
  STAATENLOS: 'staatenlos',
  UNGEKLAERT: 'ungeklärt',
} as const satisfies Record<NationalityKind, string>;

export const ADDRESS_KINDS = [
  'MELDEANSCHRIFT',
  'WOHNANSCHRIFT',
  'AUFENTHALT',
  'POSTANSCHRIFT',
  'HAFTANSCHRIFT',
] as const;
export type AddressKind = (typeof ADDRESS_KINDS)[number];

export const ADDRESS_KIND_LABELS = {
  MELDEANSCHRIFT: 'Meldeanschrift',
  WOHNANSCHRIFT: 'Wohnanschrift',
  AUFENTHALT: 'Aufenthaltsanschrift',
  POSTANSCHRIFT: 'Postanschrift',
  HAFTANSCHRIFT: 'Haftanschrift',
} as const satisfies Record<AddressKind, string>;
