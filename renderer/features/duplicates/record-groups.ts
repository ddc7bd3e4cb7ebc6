/** What the two files hold besides their heads: how much of it, how they are classified, what changed last. */
import type { ClassificationSummary } from '#shared/contract/classifications';
import type { PersonEntry } from '#shared/contract/entries';
import type { FileMarks, HistoryEntry } from '#shared/contract/persons';
import { formatPartialDate } from '#shared/domain/partial-date';
import { entryTitle, readFields, validityText } from '#shared/domain/person-entry';
import { ENTRY_SPECS, type EntryKind } from '#shared/domain/person-entry-kinds';
import { PERSON_GROUP_LABELS } from '#shared/domain/person-group';
import type { AppError } from '../../app/client';
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

/** Groups of entries by which one tells whether it is the same person. */
const NAMING = ['NAME', 'COMMUNICATION', 'PROFILE', 'DOCUMENT'] as const satisfies readonly EntryKind[];

/** What is read for a comparison: part of it must not be missing without a word where people decide. */
export interface LoadedGroups {
  readonly groups: readonly CompareGroup[];
  readonly isPending: boolean;
  readonly error: AppError | null;
  readonly retry: () => void;
}

interface Asked {
  readonly error: AppError | null;
  readonly isPending: boolean;
  readonly refetch: () => Promise<unknown>;
}

function loaded(asked: readonly Asked[], groups: readonly CompareGroup[]): LoadedGroups {
  const failed = asked.filter(({ error }) => error !== null);
  return {
    groups,
    isPending: asked.some(({ isPending }) => isPending),
    error: failed[0]?.error ?? null,
    retry: () => {
      for (const { refetch } of failed) void refetch();
    },
  };
}

/** Names, numbers and accounts of both files; the counts below say how much else there is. */
export function useEntryGroups(leftId: string, rightId: string): LoadedGroups {
  const left = useNamingEntries(leftId);
  const right = useNamingEntries(rightId);
  const asked = [...left.sections, ...right.sections];
  if (!left.entries || !right.entries) return loaded(asked, []);
  const [a, b] = [left.entries, right.entries];
  const rows = NAMING.map((kind) =>
    rowOf(kind, ENTRY_SPECS[kind].label, linesOf(a, kind), linesOf(b, kind), { outcome: BOTH }),
  ).filter(({ difference }) => difference !== 'EMPTY');
  return loaded(asked, rows.length > 0 ? [{ title: 'Weitere Namen, Nummern und Konten', rows }] : []);
}

function useNamingEntries(personId: string) {
  const sections = [
    useOperation('entries.list', { personId, section: 'PERSONALIEN' }),
    useOperation('entries.list', { personId, section: 'ERREICHBARKEIT' }),
    useOperation('entries.list', { personId, section: 'AUFENTHALT' }),
  ];
  const lists = sections.flatMap(({ data }) => (data ? [data.entries] : []));
  return { sections, entries: lists.length < sections.length ? null : lists.flat() };
}

function linesOf(entries: readonly PersonEntry[], kind: EntryKind): string[] {
  return entries
    .filter((entry) => entry.kind === kind)
    .map(({ content, ...frame }) => {
      const tag = readFields(kind, content).find(({ name }) => name === ENTRY_SPECS[kind].tag)?.text;
      const line = [tag, entryTitle(kind, content)].filter(Boolean).join(': ');
      const validity = validityText(frame, kind);
      return validity === '' ? line : `${line} (${validity})`;
    });
}

const LATEST = 5;

export function useRecordGroups(leftId: string, rightId: string): LoadedGroups {
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
  return loaded(
    [...marks, ...classified, ...history],
    [
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
    ],
  );
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
