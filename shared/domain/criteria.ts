/** Catalogue of criteria for a classification (F5, F6). Vorgabe der Dienststelle: the concept's own criteria are not public. */
import { isPreacherGroup, type PersonGroup } from './person-group';

export interface Criterion {
  /** Stable key; a criterion is deactivated by a new version of the catalogue, never renamed. */
  readonly key: string;
  readonly text: string;
  readonly help: string;
  readonly appliesTo: readonly PersonGroup[];
}

/** Shape of `resources/catalogues/criteria.json`. A decision keeps the version under which it was made. */
export interface CriteriaCatalogue {
  readonly version: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  /** Shown beside the list, e.g. "Vorgabe der Dienststelle". */
  readonly authority: string;
  readonly criteria: readonly Criterion[];
}

export function criteriaFor(catalogue: CriteriaCatalogue, group: PersonGroup): readonly Criterion[] {
  return catalogue.criteria.filter((criterion) => criterion.appliesTo.includes(group));
}

export function isCatalogueValidOn(catalogue: CriteriaCatalogue, day: string): boolean {
  return catalogue.validFrom <= day && (catalogue.validTo === null || day <= catalogue.validTo);
}

/** What is wrong with a catalogue as such; empty for a usable one. Checked at import of a catalogue package (F71). */
export function criteriaCatalogueProblems(catalogue: CriteriaCatalogue): readonly string[] {
  const problems: string[] = [];
  const keys = new Set<string>();
  for (const criterion of catalogue.criteria) {
    if (keys.has(criterion.key)) problems.push(`Schlüssel „${criterion.key}“ kommt mehrfach vor.`);
    keys.add(criterion.key);
    const preacher = criterion.appliesTo.filter(isPreacherGroup).length;
    if (criterion.appliesTo.length === 0) problems.push(`„${criterion.key}“ gilt für keinen Personenkreis.`);
    if (preacher > 0 && preacher < criterion.appliesTo.length) {
      problems.push(`„${criterion.key}“ mischt Prediger/Influencer mit anderen Personenkreisen.`);
    }
  }
  if (catalogue.validTo !== null && catalogue.validTo < catalogue.validFrom) {
    problems.push('Der Katalog endet vor seinem Beginn.');
  }
  return problems;
}
