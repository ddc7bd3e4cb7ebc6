import { Image, type LucideIcon, ScrollText, Siren, UserRound } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { InboxItem } from '#shared/contract/findings';
import styles from './Inbox.module.css';

const ICONS = {
  FINDING: ScrollText,
  OFFENCE: Siren,
  CONTACT: UserRound,
  PICTURE: Image,
} as const satisfies Record<InboxItem['kind'], LucideIcon>;
export const KIND_LABELS = {
  FINDING: 'Erkenntnis',
  OFFENCE: 'Straftat',
  CONTACT: 'Kontaktperson',
  PICTURE: 'Lichtbild',
} as const satisfies Record<InboxItem['kind'], string>;

/** The left column: oldest first, the current one marked and kept in view. */
export function InboxList({
  items,
  currentId,
  onSelect,
}: {
  items: readonly InboxItem[];
  currentId: string;
  onSelect: (item: InboxItem) => void;
}) {
  const current = useRef<HTMLLIElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when another entry becomes the current one
  useEffect(() => {
    // Braces: newer Chromium returns a promise here, which React would take for a clean-up function.
    current.current?.scrollIntoView({ block: 'nearest' });
  }, [currentId]);
  return (
    <nav aria-label="Einträge" className={styles.list}>
      <ol>
        {items.map((item) => {
          const Icon = ICONS[item.kind];
          const isCurrent = item.id === currentId;
          return (
            <li key={item.id} ref={isCurrent ? current : undefined}>
              <AriaButton
                className={styles.row}
                aria-current={isCurrent ? 'true' : undefined}
                onPress={() => onSelect(item)}
              >
                <Icon aria-hidden size={16} strokeWidth={1.75} />
                <span className={styles.rowText}>
                  <span className={styles.rowTitle}>
                    <span className="visually-hidden">{KIND_LABELS[item.kind]}: </span>
                    {item.title}
                  </span>
                  <span className={styles.rowDetail}>
                    {item.personName} · {item.fileNo}
                  </span>
                </span>
              </AriaButton>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
