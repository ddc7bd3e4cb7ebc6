import { ChevronDown, Ellipsis, type LucideIcon } from 'lucide-react';
import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  MenuTrigger as AriaMenuTrigger,
  Keyboard,
  Popover,
  Separator,
} from 'react-aria-components';
import { Button, type ButtonProps, IconButton } from './Button';
import { fieldStyles } from './field';
import styles from './Menu.module.css';

export type MenuEntry =
  | {
      id: string;
      label: string;
      icon?: LucideIcon;
      note?: string;
      shortcut?: string;
      onAction?: () => void;
      /** Goes to an address instead. */
      to?: string;
      isDanger?: boolean;
      isDisabled?: boolean;
    }
  | { separator: string };

export interface MenuButtonProps {
  /** Words on the button; with `isIconOnly` the accessible name of a „…“ button. */
  label: string;
  entries: readonly MenuEntry[];
  isIconOnly?: boolean;
  icon?: LucideIcon;
  variant?: ButtonProps['variant'];
  size?: ButtonProps['size'];
}

/** A button that opens a menu of actions. The main action of a screen is never inside one. */
export function MenuButton({ label, entries, isIconOnly, icon, variant, size }: MenuButtonProps) {
  return (
    <AriaMenuTrigger>
      {isIconOnly ? (
        <IconButton icon={icon ?? Ellipsis} label={label} variant={variant ?? 'quiet'} size={size} />
      ) : (
        <Button icon={icon} variant={variant} size={size}>
          <span className={styles.caption}>
            {label}
            <ChevronDown aria-hidden size={14} />
          </span>
        </Button>
      )}
      <Popover offset={4} placement="bottom end" className={`${fieldStyles.popover} ${styles.popover}`}>
        <AriaMenu className={styles.menu}>
          {entries.map((entry) =>
            'separator' in entry ? (
              <Separator key={entry.separator} className={styles.separator} />
            ) : (
              <AriaMenuItem
                key={entry.id}
                id={entry.id}
                textValue={entry.label}
                href={entry.to}
                isDisabled={entry.isDisabled}
                onAction={entry.onAction}
                className={styles.item}
                data-danger={entry.isDanger || undefined}
              >
                {entry.icon && <entry.icon aria-hidden size={16} strokeWidth={1.75} />}
                <span className={fieldStyles.optionText}>
                  {entry.label}
                  {entry.note && <span className={fieldStyles.optionNote}>{entry.note}</span>}
                </span>
                {entry.shortcut && <Keyboard className={styles.shortcut}>{entry.shortcut}</Keyboard>}
              </AriaMenuItem>
            ),
          )}
        </AriaMenu>
      </Popover>
    </AriaMenuTrigger>
  );
}
