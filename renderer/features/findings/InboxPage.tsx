/**
 * Gesperrter Eingang: what waits for its Kennzeichnung (§ 22b(2) PolG NRW), worked through with the keyboard.
 * Alt+↓ and Alt+↑ go on and back, Strg+Enter labels and goes on.
 */
import { ChevronDown, ChevronUp, CircleCheck, KeyRound } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { InboxItem } from '#shared/contract/findings';
import type { LabelFields } from '#shared/contract/label';
import { useOperation } from '../../app/queries';
import {
  Button,
  ButtonLink,
  Count,
  EmptyState,
  ErrorState,
  LoadingState,
  Notice,
  Page,
  PageHeader,
} from '../../ui';
import styles from './Inbox.module.css';
import { InboxEntry } from './InboxEntry';
import { InboxList } from './InboxList';

export function InboxPage() {
  const { id } = useParams();
  const navigate = useNavigate();
  const inbox = useOperation('findings.inbox', { limit: 500 }, { keepPrevious: true });
  // What was labelled last is the pre-set of the next: entries of one list mostly share their Kennzeichnung.
  const last = useRef<LabelFields | null>(null);

  const hasWalked = useRef(false);

  const items = inbox.data?.items ?? [];
  const found = items.findIndex((item) => item.id === id);
  const index = found === -1 ? 0 : found;
  const item = items[index];
  const show = (target: InboxItem | undefined) => {
    if (!target) return;
    hasWalked.current = true;
    void navigate(`/eingang/${target.id}`, { replace: true });
  };
  const previous = items[index - 1];
  const next = items[index + 1];
  useArrows(
    () => show(previous),
    () => show(next),
  );

  if (inbox.isPending) return <LoadingState shape="rows" />;
  if (inbox.error) return <ErrorState error={inbox.error} onRetry={() => void inbox.refetch()} />;
  const { total, withheld } = inbox.data;
  return (
    <Page
      layout="wide"
      header={
        <PageHeader
          title="Gesperrter Eingang"
          badges={<Count value={total} showZero label="Einträge" />}
          subtitle="Ohne vollständige Kennzeichnung darf nichts weiterverarbeitet oder übermittelt werden (§ 22b Abs. 2 PolG NRW)."
          moreActions={
            item && (
              <>
                <Button
                  icon={ChevronUp}
                  shortcut="Alt+↑"
                  isDisabled={!previous}
                  onPress={() => show(previous)}
                >
                  Vorheriger
                </Button>
                <Button icon={ChevronDown} shortcut="Alt+↓" isDisabled={!next} onPress={() => show(next)}>
                  Nächster
                </Button>
              </>
            )
          }
        />
      }
    >
      {withheld > 0 && (
        <div className={styles.notice}>
          <Notice tone="protected" icon={KeyRound} title="Weitere Akten nach Angabe des Abfragegrunds">
            In{' '}
            {withheld === 1
              ? 'einer geschützten oder fremden Akte'
              : `${withheld} geschützten oder fremden Akten`}{' '}
            warten Einträge. Sie erscheinen, sobald ein Abfragegrund genannt ist.
          </Notice>
        </div>
      )}
      {!item ? (
        <EmptyState
          icon={CircleCheck}
          title="Alles gekennzeichnet."
          action={<ButtonLink to="/personen">Zu den Personen</ButtonLink>}
        >
          Hier erscheint, was ohne vollständige Kennzeichnung erfasst oder aus einer Liste übernommen wurde.
        </EmptyState>
      ) : (
        <div className={styles.columns}>
          <InboxList items={items} currentId={item.id} onSelect={show} />
          <InboxEntry
            key={item.id}
            item={item}
            position={`${index + 1} von ${total}`}
            preset={last.current}
            takesFocus={hasWalked.current}
            onLabelled={(label) => {
              last.current = label;
              show(next ?? previous);
            }}
          />
        </div>
      )}
    </Page>
  );
}

/** Alt+↑ / Alt+↓ from anywhere on the screen, also out of a field. */
function useArrows(up: () => void, down: () => void): void {
  const handlers = useRef({ up, down });
  handlers.current = { up, down };
  useEffect(() => {
    function walk(event: KeyboardEvent) {
      if (!event.altKey || event.ctrlKey || event.metaKey) return;
      if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
      event.preventDefault();
      event.stopPropagation();
      if (event.key === 'ArrowUp') handlers.current.up();
      else handlers.current.down();
    }
    // Capture: a select field would open its list on the same keys.
    window.addEventListener('keydown', walk, true);
    return () => window.removeEventListener('keydown', walk, true);
  }, []);
}
