/** What the two files hold besides their heads: how much of it, how they are classified, what changed last. */
import type { ClassificationSummary } from '#shared/contract/classifications';
import type { FileMarks, HistoryEntry } from '#shared/contract/persons';
import { formatPartialDate } from '#shared/domain/partial-date';
import { PERSON_GROUP_LABELS } from '#shared/domain/person-group';
import { useOperation } from '../../app/queries';
import { formatInstant } from '../persons/labels';
import { BOTH, type CompareGroup, rowOf } from './compare';

const COUNTS = {
  findings: 'Erkenntnisse',
  offences: 'Straftaten',
  contacts: 'Kontaktpersonen',
  links: 'Beziehungen im Umfeld',
  measures: 'laufende Maßnahmen',
  conferences: 'Fallkonferenzen',
  transmissions: 'Übermittlungen',
  hints: 'Hinweise (PHW/EHW)',
  pictures: 'Lichtbilder',
  entries: 'Angaben zur Person',
} as const satisfies Record<keyof FileMarks['counts'], string>;

function countOf(counts: FileMarks['counts'], key: keyof typeof COUNTS): number {
  if (key !== 'entries') return counts[key];
  return Object.values(counts.entries).reduce((sum, count) => sum + count, 0);
}

const LATEST = 5;

export function useRecordGroups(leftId: string, rightId: string): CompareGroup[] {
  const marks = [
    useOperation('persons.sections', { id: leftId }),
    useOperation('persons.sections', { id: rightId }),
  ];
  const classified = [
    useOperation('classifications.listOfPerson', { personId: leftId }),
    useOperation('classifications.listOfPerson', { personId: rightId }),
  ];
  const history = [
    useOperation('persons.history', { id: leftId, limit: 40 }),
    useOperation('persons.history', { id: rightId, limit: 40 }),
  ];
  const [a, b] = marks.map(({ data }) => data);
  const [classA, classB] = classified.map(({ data }) => data);
  const [historyA, historyB] = history.map(({ data }) => data);
  return [
    ...(classA && classB
      ? [
          {
            title: 'Einstufung',
            rows: [
              rowOf('current', 'Gilt', decisionLines(classA.current), decisionLines(classB.current), {
                outcome: BOTH,
              }),
              rowOf('open', 'Offener Vorschlag', [classA.open ? 'ja' : ''], [classB.open ? 'ja' : '']),
            ],
          },
        ]
      : []),
    ...(a && b
      ? [
          {
            title: 'Einträge',
            rows: (Object.keys(COUNTS) as (keyof typeof COUNTS)[]).map((key) =>
              rowOf(
                key,
                COUNTS[key],
                [countText(countOf(a.counts, key))],
                [countText(countOf(b.counts, key))],
                {
                  outcome: BOTH,
                },
              ),
            ),
          },
        ]
      : []),
    ...(historyA && historyB
      ? [
          {
            title: 'Verlauf',
            rows: [
              rowOf('history', 'Letzte Änderungen', changes(historyA.entries), changes(historyB.entries), {
                outcome: BOTH,
              }),
            ],
          },
        ]
      : []),
  ];
}

const countText = (count: number) => (count === 0 ? '' : count.toLocaleString('de-DE'));

function decisionLines(current: ClassificationSummary | null): string[] {
  if (!current) return [];
  return [
    current.personGroup ? PERSON_GROUP_LABELS[current.personGroup] : 'Entscheidung ohne Personenkreis',
    current.effectiveOn ? `seit ${formatPartialDate(current.effectiveOn)}` : '',
    current.legacy ? 'Altbestand' : '',
  ].filter(Boolean);
}

function changes(entries: readonly HistoryEntry[]): string[] {
  const acts = entries.map(({ at, userName, record }) => `${formatInstant(at)}, ${userName}: ${record}`);
  return [...new Set(acts)].slice(0, LATEST);
}
