/** Small marks that several screens of a conference share. */
import { Building2, CircleAlert, CircleCheck, CircleDot, Clock, ShieldCheck } from 'lucide-react';
import { CONFERENCE_STATE_LABELS, type ConferenceState } from '#shared/domain/conference';
import { RESOLUTION_STATE_LABELS, type ResolutionState } from '#shared/domain/resolution';
import { Badge } from '../../ui';
import { leafOf, resolutionTone } from './labels';
import styles from './marks.module.css';

export function ConferenceStateBadge({ state }: { state: ConferenceState }) {
  const tone = state === 'LAUFEND' ? 'accent' : state === 'ABGESCHLOSSEN' ? 'done' : 'neutral';
  const icon = state === 'LAUFEND' ? CircleDot : state === 'ABGESCHLOSSEN' ? CircleCheck : Clock;
  return (
    <Badge tone={tone} icon={icon}>
      {CONFERENCE_STATE_LABELS[state]}
    </Badge>
  );
}

/** § 26(1) PolG NRW hangs on it, so it is always written out. */
export function PoliceMark({ police }: { police: boolean }) {
  const Icon = police ? ShieldCheck : Building2;
  return (
    <span className={styles.police} data-police={police || undefined}>
      <Icon aria-hidden size={14} strokeWidth={2} />
      {police ? 'Polizei' : 'keine Polizei'}
    </span>
  );
}

export function ResolutionStateBadge({ state }: { state: ResolutionState }) {
  return <Badge tone={resolutionTone(state)}>{RESOLUTION_STATE_LABELS[state]}</Badge>;
}

/** A calendar leaf; the date is read out by the text beside it. */
export function DayLeaf({ day }: { day: string }) {
  const leaf = leafOf(day);
  return (
    <span className={styles.leaf} aria-hidden>
      <span className={styles.leafMonth}>{leaf.month}</span>
      <span className={styles.leafDay}>{leaf.day}</span>
      <span className={styles.leafWeekday}>{leaf.weekday}</span>
    </span>
  );
}

/** What is missing, one line each; an empty list says that nothing is. */
export function MissingList({
  problems,
  done,
}: {
  problems: readonly { field: string; message: string; norm?: string | undefined }[];
  /** Sentence when nothing is missing. */
  done: string;
}) {
  if (problems.length === 0)
    return (
      <p className={styles.complete}>
        <CircleCheck aria-hidden size={16} />
        {done}
      </p>
    );
  return (
    <ul className={styles.missing}>
      {problems.map((problem) => (
        <li key={`${problem.field}:${problem.message}`}>
          <CircleAlert aria-hidden size={16} />
          <span>
            {problem.message}
            {problem.norm && <small>{problem.norm}</small>}
          </span>
        </li>
      ))}
    </ul>
  );
}
