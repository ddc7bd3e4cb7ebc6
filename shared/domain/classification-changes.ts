/** What a proposal changes against the last decision, so that the decider reads the difference first (F4, F12; ui.md Einstufung). */
import { CRITERION_RESULT_LABELS, type CriterionResult } from './classification';
import { PERSON_GROUP_LABELS, type PersonGroup } from './person-group';

export interface ComparedCriterion {
  readonly key: string;
  readonly text: string;
  /** Null: not looked at. */
  readonly result: CriterionResult | null;
  readonly reason: string;
  readonly evidenceIds: readonly string[];
}

export interface ComparedClassification {
  readonly personGroup: PersonGroup | null;
  readonly criteria: readonly ComparedCriterion[];
  readonly prognosis: string;
  readonly proportionality: string;
}

export const CHANGE_KINDS = ['PERSON_GROUP', 'RESULT', 'REASON', 'EVIDENCE', 'TEXT'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

export interface ClassificationChange {
  readonly kind: ChangeKind;
  /** Criterion's key; null for what belongs to the proposal as a whole. */
  readonly criterionKey: string | null;
  readonly label: string;
  /** Empty: there was nothing. */
  readonly before: string;
  readonly after: string;
}

/**
 * Differences in the order of the proposal; criteria that only one side knows (another catalogue or Personenkreis) are
 * listed too. Equal values give no line.
 */
export function classificationChanges(
  before: ComparedClassification,
  after: ComparedClassification,
): readonly ClassificationChange[] {
  const changes: ClassificationChange[] = [];
  const add = (kind: ChangeKind, criterionKey: string | null, label: string, old: string, now: string) => {
    if (old !== now) changes.push({ kind, criterionKey, label, before: old, after: now });
  };
  add('PERSON_GROUP', null, 'Personenkreis', groupText(before.personGroup), groupText(after.personGroup));
  const earlier = new Map(before.criteria.map((criterion) => [criterion.key, criterion]));
  for (const now of after.criteria) {
    const old = earlier.get(now.key);
    earlier.delete(now.key);
    add('RESULT', now.key, now.text, resultText(old?.result ?? null), resultText(now.result));
    add('REASON', now.key, now.text, old?.reason ?? '', now.reason);
    add('EVIDENCE', now.key, now.text, ...evidenceTexts(old?.evidenceIds ?? [], now.evidenceIds));
  }
  for (const gone of earlier.values()) {
    add(
      'RESULT',
      gone.key,
      gone.text,
      resultText(gone.result),
      'nicht mehr im Katalog dieses Personenkreises',
    );
  }
  add('TEXT', null, 'Prognose', before.prognosis, after.prognosis);
  add('TEXT', null, 'Verhältnismäßigkeit', before.proportionality, after.proportionality);
  return changes;
}

function groupText(group: PersonGroup | null): string {
  return group === null ? '' : PERSON_GROUP_LABELS[group];
}

function resultText(result: CriterionResult | null): string {
  return result === null ? '' : CRITERION_RESULT_LABELS[result];
}

/** Says what came and went; equal sets give equal texts. */
function evidenceTexts(before: readonly string[], after: readonly string[]): [string, string] {
  const added = after.filter((id) => !before.includes(id)).length;
  const removed = before.filter((id) => !after.includes(id)).length;
  if (added === 0 && removed === 0) return ['', ''];
  const parts = [added > 0 ? `${added} neu` : '', removed > 0 ? `${removed} entfernt` : ''].filter(Boolean);
  return [countText(before.length), `${countText(after.length)} (${parts.join(', ')})`];
}

function countText(count: number): string {
  return count === 1 ? '1 Beleg' : `${count} Belege`;
}
