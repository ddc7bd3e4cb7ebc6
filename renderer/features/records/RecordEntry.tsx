/** One record of a file as it is read: date at the margin, title that unfolds, badges, and what is behind it. */
import { ChevronRight, Lock } from 'lucide-react';
import { type ReactNode, useCallback, useEffect, useId, useRef, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { formatPartialDate } from '#shared/domain/partial-date';
import { Badge, Button } from '../../ui';
import styles from './RecordList.module.css';

export interface RecordEntryProps {
  /** ISO prefix; null shows „ohne Datum“. */
  date: string | null;
  dateNote?: string | undefined;
  title: string;
  badges?: ReactNode;
  isBlocked: boolean;
  isOpen: boolean;
  onToggle: () => void;
  /** Always shown under the title. */
  lead: ReactNode;
  /** Shown when unfolded. */
  children: ReactNode;
  /** Buttons at the end of the unfolded entry. */
  actions?: ReactNode;
  /** Who recorded it and when. */
  origin: string;
}

export function RecordEntry(props: RecordEntryProps) {
  const { date, dateNote, title, badges, isBlocked, isOpen, onToggle, lead, children, actions, origin } =
    props;
  const detailsId = useId();
  return (
    <li className={styles.entry} data-open={isOpen || undefined}>
      <div className={styles.date} data-missing={date === null || undefined}>
        {date === null ? 'ohne Datum' : formatPartialDate(date)}
        {dateNote && <span className={styles.dateNote}>{dateNote}</span>}
      </div>
      <article className={styles.card} data-blocked={isBlocked || undefined} aria-label={title}>
        <div className={styles.head}>
          <AriaButton
            className={styles.disclose}
            aria-expanded={isOpen}
            aria-controls={detailsId}
            onPress={onToggle}
          >
            <ChevronRight aria-hidden size={16} className={styles.chevron} />
            <span>{title}</span>
          </AriaButton>
          <div className={styles.badges}>
            {badges}
            {isBlocked && (
              <Badge tone="restricted" icon={Lock}>
                gesperrt
              </Badge>
            )}
          </div>
        </div>
        <div className={styles.body}>
          <div className={styles.lead}>{lead}</div>
          <div id={detailsId} className={styles.details} hidden={!isOpen}>
            {isOpen && (
              <>
                {children}
                <div className={styles.foot}>
                  {actions}
                  <span className={styles.origin}>{origin}</span>
                </div>
              </>
            )}
          </div>
        </div>
      </article>
    </li>
  );
}

/** Two lines of a longer text; the whole of it when unfolded. */
export function Clamped({ text, isOpen }: { text: string; isOpen: boolean }) {
  return isOpen ? text : <span className={styles.clamp}>{text}</span>;
}

/** Year of an ISO prefix, for the headings of a list. */
export function yearOf(date: string | null): string {
  return date === null ? 'Ohne Datum' : date.slice(0, 4);
}

/** So many entries are drawn at first and with each step down the list: five hundred at once take half a second. */
const STEP = 30;

/** The entries of a chronological list under their years; further ones are drawn where the reader comes near the end. */
export function YearList<T>({
  label,
  entries,
  dateOf,
  children,
}: {
  label: string;
  entries: readonly T[];
  dateOf: (entry: T) => string | null;
  children: (entry: T) => ReactNode;
}) {
  const [count, setCount] = useState(STEP);
  const drawn = entries.slice(0, count);
  const years = [...new Set(drawn.map((entry) => yearOf(dateOf(entry))))];
  const more = useCallback(() => setCount((known) => known + STEP), []);
  return (
    <div className={styles.list}>
      {years.map((year) => (
        <section key={year} aria-label={`${label} ${year}`}>
          <h3 className={styles.year}>{year}</h3>
          <ol>{drawn.filter((entry) => yearOf(dateOf(entry)) === year).map(children)}</ol>
        </section>
      ))}
      {count < entries.length && <More rest={entries.length - count} onReach={more} />}
    </div>
  );
}

/** Comes into sight, by scrolling or with the keyboard, and brings the next entries. */
function More({ rest, onReach }: { rest: number; onReach: () => void }) {
  const place = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: with other entries above it the place is looked at anew
  useEffect(() => {
    const observer = new IntersectionObserver(
      (seen) => {
        if (seen.some((entry) => entry.isIntersecting)) onReach();
      },
      { scrollMargin: '600px' },
    );
    if (place.current) observer.observe(place.current);
    return () => observer.disconnect();
  }, [onReach, rest]);
  return (
    <div ref={place} className={styles.more}>
      <Button variant="quiet" onPress={onReach}>
        Weitere {rest} anzeigen
      </Button>
    </div>
  );
}
