/** How a conference is written in lists, headings and chips. */
import { CONFERENCE_PLATFORM_LABELS, type ConferencePlatform } from '#shared/domain/conference';
import type { ResolutionState } from '#shared/domain/resolution';
import type { Tone } from '../../ui';

const format = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('de-DE', { timeZone: 'UTC', ...options });
const WEEKDAY = format({ weekday: 'short' });
const MONTH = format({ month: 'short' });
const LONG = format({ weekday: 'short', day: '2-digit', month: '2-digit', year: 'numeric' });

const epoch = (day: string) => Temporal.PlainDate.from(day).toZonedDateTime('UTC').epochMilliseconds;

/** „Mo., 16.11.2026“. */
export function longDay(day: string): string {
  return LONG.format(epoch(day));
}

/** The parts of a calendar leaf. */
export function leafOf(day: string): { weekday: string; day: string; month: string; year: string } {
  return {
    weekday: WEEKDAY.format(epoch(day)),
    day: String(Number(day.slice(8))),
    month: MONTH.format(epoch(day)),
    year: day.slice(0, 4),
  };
}

/** „GTAZ NRW · 2026/7“. */
export function conferenceName(conference: { platform: ConferencePlatform; number: string }): string {
  return `${CONFERENCE_PLATFORM_LABELS[conference.platform]} · ${conference.number}`;
}

export function resolutionTone(state: ResolutionState): Tone {
  switch (state) {
    case 'UEBERFAELLIG':
      return 'overdue';
    case 'ERLEDIGT_BESTAETIGT':
      return 'done';
    case 'ERLEDIGT_GEMELDET':
    case 'RUECKFRAGE':
      return 'due-soon';
    case 'IN_ARBEIT':
      return 'accent';
    default:
      return 'neutral';
  }
}
