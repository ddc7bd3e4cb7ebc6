import { type LucideIcon, TriangleAlert } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Link } from 'react-aria-components';
import { Count } from './Badge';
import styles from './SectionNav.module.css';

export interface SectionItem {
  id: string;
  label: string;
  icon: LucideIcon;
  to: string;
  count?: number;
  /** What is wrong in the section, as a short text; shows a warning mark and is read out. */
  warning?: string;
  /** Something changed since the last visit. */
  isNew?: boolean;
}

export interface SectionGroup {
  /** Heading of the group; without it the items stand alone. */
  label?: string;
  items: readonly SectionItem[];
}

export interface SectionNavProps {
  label: string;
  groups: readonly SectionGroup[];
  activeId: string;
  /** Called for Alt+1…9 (the items in order); navigate to `item.to`. */
  onJump: (item: SectionItem) => void;
}

/** Vertical list of the sections of a file, with counts and warning marks; Alt+1…9 jumps from anywhere. */
export function SectionNav({ label, groups, activeId, onJump }: SectionNavProps) {
  const items = groups.flatMap((group) => group.items);
  useEffect(() => {
    function jump(event: KeyboardEvent) {
      if (!event.altKey || event.ctrlKey || event.metaKey || !/^Digit[1-9]$/.test(event.code)) return;
      const item = items[Number(event.code.slice(5)) - 1];
      if (!item) return;
      event.preventDefault();
      onJump(item);
    }
    window.addEventListener('keydown', jump);
    return () => window.removeEventListener('keydown', jump);
  });
  // On a low screen the list is longer than its place: the section that is open must be seen in it.
  const nav = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when another section opens, not with each count
  useEffect(() => {
    nav.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [activeId]);
  return (
    <nav ref={nav} aria-label={label} className={styles.nav}>
      {groups.map((group) => (
        <div key={group.label ?? group.items[0]?.id} className={styles.group}>
          {group.label && (
            <h2 className={styles.heading} id={`section-${group.label}`}>
              {group.label}
            </h2>
          )}
          <ul className={styles.list} aria-labelledby={group.label && `section-${group.label}`}>
            {group.items.map((item) => {
              const index = items.indexOf(item);
              const Icon = item.icon;
              return (
                <li key={item.id}>
                  <Link
                    href={item.to}
                    className={styles.item}
                    aria-current={item.id === activeId ? 'page' : undefined}
                    aria-keyshortcuts={index < 9 ? `Alt+${index + 1}` : undefined}
                  >
                    <Icon aria-hidden size={16} strokeWidth={1.75} />
                    <span className={styles.text}>{item.label}</span>
                    {item.isNew && (
                      <span className={styles.new}>
                        <span className="visually-hidden">neu</span>
                      </span>
                    )}
                    {item.warning && (
                      <span className={styles.warning} title={item.warning}>
                        <TriangleAlert aria-hidden size={14} />
                        <span className="visually-hidden">{item.warning}</span>
                      </span>
                    )}
                    {item.count !== undefined && <Count value={item.count} />}
                  </Link>
                </li>
              );
            })}
          </ul>
        </div>
      ))}
    </nav>
  );
}
