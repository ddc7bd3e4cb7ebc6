/** How measures and their deadlines are written. */
import { dueState } from '#shared/domain/deadlines';
import type { MeasureState } from '#shared/domain/measure';
import { type MeasureKind, measureStateLabel } from '#shared/domain/measure-task';
import { formatPartialDate } from '#shared/domain/partial-date';
import { Badge, type Tone } from '../../ui';
import { today } from '../persons/labels';

function toneOf(state: MeasureState): Tone {
  switch (state) {
    case 'LAUFEND':
    case 'ANGEORDNET':
    case 'BEANTRAGT':
      return 'accent';
    case 'BEENDET':
      return 'done';
    case 'AUSGESETZT':
      return 'due-soon';
    default:
      return 'neutral';
  }
}

export function MeasureStateBadge({ kind, state }: { kind: MeasureKind; state: MeasureState }) {
  return <Badge tone={toneOf(state)}>{measureStateLabel(kind, state)}</Badge>;
}

/** The day with its urgency; of an ended measure only the day. */
export function DueDay({ day, isEnded = false }: { day: string | null; isEnded?: boolean }) {
  if (day === null) return <span>–</span>;
  const text = formatPartialDate(day);
  if (isEnded) return <span>{text}</span>;
  const state = dueState(day, today());
  if (state === 'OVERDUE')
    return (
      <Badge tone="overdue" isPlain>
        {text}
      </Badge>
    );
  return state === 'DUE_SOON' ? (
    <Badge tone="due-soon" isPlain>
      {text}
    </Badge>
  ) : (
    <span>{text}</span>
  );
}
