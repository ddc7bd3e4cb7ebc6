/** Counts, warnings and deadlines of a file, kept fresh while its sections are worked on. */
import { useEffect } from 'react';
import type { FileDeadline, FileMarks } from '#shared/contract/persons';
import { onHostEvent } from '../../app/host';
import { useOperation } from '../../app/queries';

export function useFileMarks(id: string): FileMarks | undefined {
  const { data, refetch } = useOperation('persons.sections', { id });
  useEffect(
    () =>
      onHostEvent('changed', ({ feature }) => {
        // Changes of the feature itself are fetched anyway.
        if (feature !== 'persons') void refetch();
      }),
    [refetch],
  );
  return data;
}

/** Section in which a deadline is dealt with. */
export const DEADLINE_SECTIONS = {
  REVIEW: 'einstufung',
  TASK: 'einstufung',
  MEASURE: 'massnahmen',
  RESOLUTION: 'fallkonferenzen',
  CONTACT_REVIEW: 'kontaktpersonen',
  RETENTION: 'speicherfrist',
  PRELIMINARY: 'speicherfrist',
  GUARDIAN: 'speicherfrist',
  CHILD_NECESSITY: 'speicherfrist',
  HINT_REVIEW: 'hinweise',
  SPECIAL_REVIEW: 'personalien',
  RADAR_UPDATE: 'hinweise',
} as const satisfies Record<FileDeadline['kind'], string>;

export interface SectionMark {
  readonly count?: number;
  readonly warning?: string;
}

/** What the section list shows beside a section; nothing while the numbers are on their way. */
export function sectionMarks(
  marks: FileMarks | undefined,
  reviewScript: boolean,
): Record<string, SectionMark> {
  if (!marks) return {};
  const { counts, blocked, deadlines } = marks;
  const overdue = (...kinds: FileDeadline['kind'][]) =>
    deadlines.filter(({ kind, state }) => state === 'OVERDUE' && kinds.includes(kind)).length;
  return {
    erreichbarkeit: { count: counts.entries.ERREICHBARKEIT },
    aufenthalt: { count: counts.entries.AUFENTHALT },
    haft: { count: counts.entries.HAFT },
    lebenssituation: { count: counts.entries.LEBENSSITUATION },
    szene: { count: counts.entries.SZENE },
    personalien: warn(reviewScript && 'Umschrift prüfen', late(overdue('SPECIAL_REVIEW'))),
    hinweise: {
      count: counts.hints,
      ...warn(
        marks.hintsOpen > 0 && `${marks.hintsOpen} noch nicht freigegeben`,
        late(overdue('HINT_REVIEW', 'RADAR_UPDATE')),
      ),
    },
    lichtbilder: { count: counts.pictures, ...warn(unlabelled(blocked.pictures)) },
    kontaktpersonen: {
      count: counts.contacts,
      ...warn(unlabelled(blocked.contacts), late(overdue('CONTACT_REVIEW'))),
    },
    umfeld: { count: counts.links, ...warn(unlabelled(blocked.links)) },
    erkenntnisse: { count: counts.findings, ...warn(unlabelled(blocked.findings)) },
    straftaten: { count: counts.offences, ...warn(unlabelled(blocked.offences)) },
    einstufung: warn(
      late(overdue('REVIEW', 'TASK')),
      marks.legacy && 'Altbestand, nicht in diesem System entschieden',
    ),
    massnahmen: { count: counts.measures, ...warn(late(overdue('MEASURE'))) },
    fallkonferenzen: { count: counts.conferences, ...warn(late(overdue('RESOLUTION'))) },
    speicherfrist: warn(late(overdue('RETENTION', 'PRELIMINARY', 'GUARDIAN', 'CHILD_NECESSITY'))),
    uebermittlungen: { count: counts.transmissions },
    loeschung: warn(marks.openDeletion && 'Löschung vorgeschlagen'),
  };
}

const unlabelled = (count: number) => count > 0 && `${count} nicht gekennzeichnet, gesperrt`;
const late = (count: number) => count > 0 && `${count} überfällig`;

function warn(...parts: (string | false)[]): { warning?: string } {
  const warning = parts.filter(Boolean).join('; ');
  return warning ? { warning } : {};
}
