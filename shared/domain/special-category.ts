/**
 * Besondere Kategorien personenbezogener Daten that stand behind a gate of their own (§ 22a PolG NRW, Art. 10 JI-RL;
 * domain.md 3.4, 4.2 row 3; F19). Political opinion and belief touch nearly every PMK record; the extra gate is for these.
 */
export const SPECIAL_CATEGORIES = [
  'VOLKSZUGEHOERIGKEIT',
  'RELIGIONSZUGEHOERIGKEIT',
  'GESUNDHEIT',
  'SEXUALLEBEN',
] as const;
export type SpecialCategory = (typeof SPECIAL_CATEGORIES)[number];

export const SPECIAL_CATEGORY_LABELS = {
  VOLKSZUGEHOERIGKEIT: 'Volkszugehörigkeit',
  RELIGIONSZUGEHOERIGKEIT: 'Religionszugehörigkeit',
  GESUNDHEIT: 'Gesundheit',
  SEXUALLEBEN: 'Sexualleben',
} as const satisfies Record<SpecialCategory, string>;

export const SPECIAL_CATEGORY_NORM = '§ 22a PolG NRW, Art. 10 JI-RL';

/** How somebody stands to a file, as far as the gate is concerned. */
export interface GateStanding {
  /** Carries the right for besondere Kategorien at all. */
  readonly hasRight: boolean;
  /** Fester Sachbearbeiter or deputy of this file. */
  readonly isOfficer: boolean;
  /** Leitung of the office that leads this file. */
  readonly leadsOffice: boolean;
}

/** The gate opens for fester Sachbearbeiter and deputy of the file and for the Leitung of its office, for nobody else. */
export function passesGate({ hasRight, isOfficer, leadsOffice }: GateStanding): boolean {
  return hasRight && (isOfficer || leadsOffice);
}
