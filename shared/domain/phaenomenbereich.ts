/** Phänomenbereiche of the definition system PMK (KPMD-PMK; domain.md section 2). */
import { type PartialDate, partialRange } from './partial-date';
import type { Problem } from './problem';

/** What a person's current leading Phänomenbereich and an offence since 2023 can be. */
export const CURRENT_PHAENOMENBEREICHE = [
  'RECHTS',
  'LINKS',
  'AUSL_IDEOLOGIE',
  'RELIG_IDEOLOGIE',
  'SONSTIGE',
] as const;
export type CurrentPhaenomenbereich = (typeof CURRENT_PHAENOMENBEREICHE)[number];

/** All values, with the one that is kept for offences before 2023. */
export const PHAENOMENBEREICHE = [...CURRENT_PHAENOMENBEREICHE, 'NICHT_ZUZUORDNEN'] as const;
export type Phaenomenbereich = (typeof PHAENOMENBEREICHE)[number];

export const PHAENOMENBEREICH_LABELS = {
  RECHTS: 'PMK -rechts-',
  LINKS: 'PMK -links-',
  AUSL_IDEOLOGIE: 'PMK -ausländische Ideologie-',
  RELIG_IDEOLOGIE: 'PMK -religiöse Ideologie-',
  SONSTIGE: 'PMK -sonstige Zuordnung-',
  NICHT_ZUZUORDNEN: 'PMK -nicht zuzuordnen-',
} as const satisfies Record<Phaenomenbereich, string>;

/** Help beside the field. */
export const SONSTIGE_ZUORDNUNG_HELP =
  '„PMK -sonstige Zuordnung-“ nur, wenn keiner der vier anderen Phänomenbereiche zutrifft.';

/** From this day of offence on, `PMK -nicht zuzuordnen-` is no longer assigned. */
export const NICHT_ZUZUORDNEN_ENDS_ON = '2023-01-01';

/** Values that can be chosen for an offence of that date; an unknown date leaves all of them open. */
export function phaenomenbereicheFor(offenceDate: PartialDate | null): readonly Phaenomenbereich[] {
  return PHAENOMENBEREICHE.filter((value) => phaenomenbereichProblem(value, offenceDate) === null);
}

/**
 * The old value is kept for offences before 2023 and refused for later ones. An incomplete date is refused only
 * if no day that it can mean lies before the switch.
 */
export function phaenomenbereichProblem(
  value: Phaenomenbereich,
  offenceDate: PartialDate | null,
): Problem | null {
  if (value !== 'NICHT_ZUZUORDNEN' || offenceDate === null) return null;
  if (partialRange(offenceDate).first < NICHT_ZUZUORDNEN_ENDS_ON) return null;
  return {
    field: 'phaenomenbereich',
    message:
      '„PMK -nicht zuzuordnen-“ gilt nur für Taten bis 31.12.2022. Bitte einen der heutigen Phänomenbereiche wählen.',
    norm: 'Definitionssystem PMK, Stand 01.01.2023',
  };
}
