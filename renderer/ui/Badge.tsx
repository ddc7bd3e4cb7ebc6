import {
  CircleCheck,
  Clock,
  EyeOff,
  type LucideIcon,
  OctagonAlert,
  ShieldHalf,
  Sparkles,
  X,
} from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Button as AriaButton,
  Tag as AriaTag,
  TagList as AriaTagList,
  Label,
  TagGroup,
} from 'react-aria-components';
import styles from './Badge.module.css';
import { cx } from './cx';

/** The meanings that never change, plus neutral words and `new` (since the last visit). */
export type Tone =
  | 'neutral'
  | 'accent'
  | 'new'
  | 'overdue'
  | 'due-soon'
  | 'done'
  | 'protected'
  | 'restricted';

const TONE_ICONS: Partial<Record<Tone, LucideIcon>> = {
  new: Sparkles,
  overdue: OctagonAlert,
  'due-soon': Clock,
  done: CircleCheck,
  protected: ShieldHalf,
  restricted: EyeOff,
};

export interface BadgeProps {
  tone?: Tone;
  /** Overrides the icon of the tone; `null` for none (only where the word says it all). */
  icon?: LucideIcon | null;
  children: ReactNode;
  /** Without the tinted ground, for dense tables. */
  isPlain?: boolean;
}

/** A state in one or two words. Icon and word carry the meaning, the colour only repeats it. */
export function Badge({ tone = 'neutral', icon, children, isPlain }: BadgeProps) {
  const Icon = icon === undefined ? TONE_ICONS[tone] : icon;
  return (
    <span className={cx(styles.badge, isPlain && styles.plain)} data-tone={tone}>
      {Icon && <Icon aria-hidden size={14} strokeWidth={2} />}
      {children}
    </span>
  );
}

/** A number beside a word (tabs, section list); hidden when 0 unless `showZero`. */
export function Count({
  value,
  showZero = false,
  label,
}: {
  value: number;
  showZero?: boolean;
  label?: string;
}) {
  if (value === 0 && !showZero) return null;
  return (
    <span className={styles.count}>
      {value.toLocaleString('de-DE')}
      {label && <span className="visually-hidden"> {label}</span>}
    </span>
  );
}

/** A plain label, e.g. an alias or a Themenfeld. */
export function Tag({ children }: { children: ReactNode }) {
  return <span className={styles.tag}>{children}</span>;
}

export interface TagListProps {
  /** Name of the group, read to screen readers, e.g. „Aktive Filter“. */
  label: string;
  tags: readonly { id: string; label: string; icon?: LucideIcon }[];
  /** Without it the tags cannot be removed. Also by the Delete key. */
  onRemove?: (id: string) => void;
}

/** Removable chips (filters, chosen evidence). */
export function TagList({ label, tags, onRemove }: TagListProps) {
  return (
    <TagGroup
      onRemove={
        onRemove
          ? (keys) => {
              for (const key of keys) onRemove(String(key));
            }
          : undefined
      }
    >
      <Label className="visually-hidden">{label}</Label>
      <AriaTagList className={styles.tags} items={tags.map((tag) => ({ ...tag }))}>
        {({ id, label: text, icon: Icon }) => (
          <AriaTag id={id} textValue={text} className={cx(styles.tag, onRemove && styles.removable)}>
            {Icon && <Icon aria-hidden size={14} />}
            {text}
            {onRemove && (
              <AriaButton slot="remove" className={styles.remove} aria-label="entfernen">
                <X aria-hidden size={14} />
              </AriaButton>
            )}
          </AriaTag>
        )}
      </AriaTagList>
    </TagGroup>
  );
}
