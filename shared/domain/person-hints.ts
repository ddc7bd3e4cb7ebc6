/** Personengebundene and ermittlungsunterstützende Hinweise (PHW, EHW; domain.md 3.4, F18; `resources/catalogues/phw.json`). */
import { isBlank, type Problem } from './problem';

/** Split by § 2(1) nos. 15, 16 BKADV. */
export const HINT_PURPOSES = [
  'EIGENSICHERUNG',
  'SCHUTZ_DES_BETROFFENEN',
  'ERMITTLUNGSUNTERSTUETZUNG',
] as const;
export type HintPurpose = (typeof HINT_PURPOSES)[number];

export interface HintCatalogueEntry {
  readonly code: string;
  readonly text: string;
  readonly kind: 'PHW' | 'EHW';
  readonly purpose: HintPurpose;
  /** Touches a special category of data (§ 22a PolG NRW): own right and written necessity. */
  readonly specialCategory: boolean;
  readonly verified: boolean;
}

export interface HintCatalogue {
  readonly version: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  /** Historical codes that are criticised as discriminatory and are refused everywhere, imports included. */
  readonly refused: readonly string[];
  readonly hints: readonly HintCatalogueEntry[];
}

/** Each hint needs its facts, its source, an approval by a second person and its own Prüftermin. */
export function hintProblems(
  hint: {
    readonly code: string;
    readonly factBasis: string;
    readonly source: string;
    readonly enteredBy: string;
    readonly approvedBy: string | null;
    readonly reviewOn: string | null;
    readonly necessity: string;
  },
  catalogue: HintCatalogue,
): readonly Problem[] {
  const problems: Problem[] = [];
  const entry = catalogue.hints.find((candidate) => candidate.code === hint.code);
  if (catalogue.refused.includes(hint.code) || !entry) {
    problems.push({ field: 'code', message: `Der Hinweis „${hint.code}“ ist nicht zugelassen.` });
  }
  if (isBlank(hint.factBasis))
    problems.push({ field: 'factBasis', message: 'Bitte die tatsächlichen Anhaltspunkte angeben.' });
  if (isBlank(hint.source)) problems.push({ field: 'source', message: 'Bitte die Quelle angeben.' });
  if (hint.reviewOn === null)
    problems.push({ field: 'reviewOn', message: 'Bitte den eigenen Prüftermin angeben.' });
  if (hint.approvedBy !== null && hint.approvedBy === hint.enteredBy) {
    problems.push({
      field: 'approvedBy',
      message: 'Die Freigabe braucht eine zweite Person.',
      norm: 'Vier-Augen-Prinzip',
    });
  }
  if (entry?.specialCategory === true && isBlank(hint.necessity)) {
    problems.push({
      field: 'necessity',
      message: 'Bitte die unbedingte Erforderlichkeit begründen.',
      norm: '§ 22a PolG NRW',
    });
  }
  return problems;
}

export const HINT_KIND_LABELS = {
  PHW: 'Personengebundener Hinweis',
  EHW: 'Ermittlungsunterstützender Hinweis',
} as const satisfies Record<HintCatalogueEntry['kind'], string>;

export const HINT_PURPOSE_LABELS = {
  EIGENSICHERUNG: 'Eigensicherung',
  SCHUTZ_DES_BETROFFENEN: 'Schutz der Person',
  ERMITTLUNGSUNTERSTUETZUNG: 'Ermittlungsunterstützung',
} as const satisfies Record<HintPurpose, string>;
