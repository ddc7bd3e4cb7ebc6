import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, DialogTrigger, Heading, Popover } from 'react-aria-components';
import { IconButton } from './Button';
import { fieldStyles } from './field';
import styles from './Popover.module.css';

/** A small button that opens something to read beside it; Esc closes and the focus returns. Content is made when it opens. */
export function PopoverButton({
  icon,
  label,
  title,
  children,
}: {
  icon: LucideIcon;
  /** Name of the button, e.g. „Verlauf von Familienname“. */
  label: string;
  /** Heading of what opens. */
  title: string;
  children: ReactNode;
}) {
  return (
    <DialogTrigger>
      <IconButton icon={icon} label={label} size="sm" />
      <Popover offset={4} placement="bottom end" className={`${fieldStyles.popover} ${styles.popover}`}>
        <AriaDialog className={styles.dialog}>
          <Heading slot="title" level={3} className={styles.title}>
            {title}
          </Heading>
          {children}
        </AriaDialog>
      </Popover>
    </DialogTrigger>
  );
}
