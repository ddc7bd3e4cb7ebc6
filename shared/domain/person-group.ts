/** Personenkreise that can be classified (domain.md 1.1 rows 5, 7, 8 and 1.3). */
import { formatPartialDate, type PartialDate, partialRange } from './partial-date';
import type { Problem } from './problem';

export const PERSON_GROUPS = [
  'STRAFTAETER_PMK_RECHTS',
  'STRAFTAETER_PMK_LINKS',
  'STRAFTAETER_PMK_AUSL_IDEOLOGIE',
  'STRAFTAETER_PMK_RELIG_IDEOLOGIE',
  'STRAFTAETER_PMK_SONSTIGE',
  'ISLAMISTISCHER_PREDIGER',
  'ISLAMISTISCHER_INFLUENCER',
] as const;
export type PersonGroup = (typeof PERSON_GROUPS)[number];

export const PERSON_GROUP_LABELS = {
  STRAFTAETER_PMK_RECHTS: 'Straftäter PMK -rechts-',
  STRAFTAETER_PMK_LINKS: 'Straftäter PMK -links-',
  STRAFTAETER_PMK_AUSL_IDEOLOGIE: 'Straftäter PMK -ausländische Ideologie-',
  STRAFTAETER_PMK_RELIG_IDEOLOGIE: 'Straftäter PMK -religiöse Ideologie-',
  STRAFTAETER_PMK_SONSTIGE: 'Straftäter PMK -sonstige Zuordnung-',
  ISLAMISTISCHER_PREDIGER: 'Islamistischer Prediger',
  ISLAMISTISCHER_INFLUENCER: 'Islamistischer Influencer',
} as const satisfies Record<PersonGroup, string>;

/** Since this day islamist preachers and influencers can be classified (Landtag NRW, Vorlage 18/3241). */
export const PREACHER_GROUPS_VALID_FROM = '2024-10-10';

/** First day on which a group could be classified; null: no exact day is public, so none is enforced. */
export const PERSON_GROUP_VALID_FROM = {
  STRAFTAETER_PMK_RECHTS: null,
  STRAFTAETER_PMK_LINKS: null,
  STRAFTAETER_PMK_AUSL_IDEOLOGIE: null,
  STRAFTAETER_PMK_RELIG_IDEOLOGIE: null,
  STRAFTAETER_PMK_SONSTIGE: null,
  ISLAMISTISCHER_PREDIGER: PREACHER_GROUPS_VALID_FROM,
  ISLAMISTISCHER_INFLUENCER: PREACHER_GROUPS_VALID_FROM,
} as const satisfies Record<PersonGroup, string | null>;

export type GroupValidity = 'VALID' | 'INVALID' | 'UNCERTAIN';

/** Whether the group existed on the date. UNCERTAIN: an incomplete date spans the first valid day (`2024`). */
export function personGroupValidity(group: PersonGroup, on: PartialDate): GroupValidity {
  const validFrom = PERSON_GROUP_VALID_FROM[group];
  if (validFrom === null) return 'VALID';
  const range = partialRange(on);
  if (range.first >= validFrom) return 'VALID';
  return range.last < validFrom ? 'INVALID' : 'UNCERTAIN';
}

/** Groups whose first valid day is reached on a calendar day; for the choice in a proposal. */
export function personGroupsOn(day: string): readonly PersonGroup[] {
  return PERSON_GROUPS.filter((group) => personGroupValidity(group, day) === 'VALID');
}

/** Null if the group is certainly valid on the date; otherwise what is wrong. A decision needs VALID. */
export function personGroupProblem(group: PersonGroup, on: PartialDate): Problem | null {
  if (personGroupValidity(group, on) === 'VALID') return null;
  const from = formatPartialDate(PERSON_GROUP_VALID_FROM[group] ?? on);
  return {
    field: 'personGroup',
    message: `Der Personenkreis „${PERSON_GROUP_LABELS[group]}“ kann erst seit dem ${from} eingestuft werden, nicht mit Datum ${formatPartialDate(on)}.`,
    norm: 'Intensivtäterkonzept PMK, Erweiterung vom 10.10.2024 (LT-Vorlage 18/3241)',
  };
}

/** Preachers and influencers have their own set of criteria (F6). */
export function isPreacherGroup(group: PersonGroup): boolean {
  return group === 'ISLAMISTISCHER_PREDIGER' || group === 'ISLAMISTISCHER_INFLUENCER';
}
