import type { LucideIcon } from 'lucide-react';
import { LoaderCircle } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import {
  Button as AriaButton,
  Link as AriaLink,
  Tooltip as AriaTooltip,
  type PressEvent,
  TooltipTrigger,
} from 'react-aria-components';
import styles from './Button.module.css';
import { cx } from './cx';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';

interface ButtonLook {
  /** `primary`: the one main action of a screen. `danger`: cannot be undone. Default `secondary`. */
  variant?: ButtonVariant;
  size?: 'md' | 'sm';
  /** Icon before the words; words are always there (see `IconButton` for the exception). */
  icon?: LucideIcon;
  className?: string;
}

export interface ButtonProps extends ButtonLook {
  children: ReactNode;
  onPress?: (event: PressEvent) => void;
  type?: 'button' | 'submit';
  isDisabled?: boolean;
  /** Shows that the action runs; further presses are ignored, the focus stays. */
  isPending?: boolean;
  autoFocus?: boolean;
  /** Keyboard shortcut shown behind the words, e.g. `Strg+Enter`. */
  shortcut?: string;
  'aria-label'?: string;
  'aria-expanded'?: boolean;
  'aria-controls'?: string;
  ref?: Ref<HTMLButtonElement>;
}

/** A button with words. Use one `primary` per screen. */
export function Button({
  variant = 'secondary',
  size = 'md',
  icon: Icon,
  children,
  className,
  shortcut,
  ...props
}: ButtonProps) {
  return (
    <AriaButton {...props} className={cx(styles.button, styles[variant], styles[size], className)}>
      {props.isPending ? (
        <LoaderCircle aria-hidden className={styles.spin} size={16} />
      ) : (
        Icon && <Icon aria-hidden size={16} strokeWidth={1.75} />
      )}
      <span>{children}</span>
      {shortcut && (
        <kbd aria-hidden className={styles.shortcut}>
          {shortcut}
        </kbd>
      )}
    </AriaButton>
  );
}

export interface ButtonLinkProps extends ButtonLook {
  children: ReactNode;
  /** Address inside the application, e.g. `/personen/123`. */
  to: string;
  'aria-label'?: string;
}

/** Looks like a button, goes to an address (so it can be opened, walked back and read as a link). */
export function ButtonLink({
  variant = 'secondary',
  size = 'md',
  icon: Icon,
  children,
  to,
  className,
  ...props
}: ButtonLinkProps) {
  return (
    <AriaLink {...props} href={to} className={cx(styles.button, styles[variant], styles[size], className)}>
      {Icon && <Icon aria-hidden size={16} strokeWidth={1.75} />}
      <span>{children}</span>
    </AriaLink>
  );
}

/** A link inside text or a table, to an address of the application. */
export function TextLink({
  to,
  children,
  className,
}: {
  to: string;
  children: ReactNode;
  className?: string;
}) {
  return (
    <AriaLink href={to} className={cx(styles.link, className)}>
      {children}
    </AriaLink>
  );
}

export interface IconButtonProps {
  icon: LucideIcon;
  /** Name for screen readers and the tooltip. */
  label: string;
  onPress?: (event: PressEvent) => void;
  variant?: ButtonVariant;
  size?: 'md' | 'sm';
  isDisabled?: boolean;
  /** For toggles: announces and shows the pressed state. */
  isPressed?: boolean;
  shortcut?: string;
  autoFocus?: boolean;
  'aria-expanded'?: boolean;
  'aria-controls'?: string;
  ref?: Ref<HTMLButtonElement>;
}

/** Only where there is no room for words; the tooltip shows the name on hover and on focus. */
export function IconButton({
  icon: Icon,
  label,
  variant = 'quiet',
  size = 'md',
  isPressed,
  shortcut,
  ...props
}: IconButtonProps) {
  return (
    <Tooltip text={shortcut ? `${label} (${shortcut})` : label}>
      <AriaButton
        {...props}
        aria-label={label}
        aria-pressed={isPressed}
        className={cx(
          styles.button,
          styles.iconOnly,
          styles[variant],
          styles[size],
          isPressed && styles.pressed,
        )}
      >
        <Icon aria-hidden size={size === 'sm' ? 16 : 18} strokeWidth={1.75} />
      </AriaButton>
    </Tooltip>
  );
}

/** A short explanation on hover and focus. The child must be focusable; never the only place of an information. */
export function Tooltip({ text, children }: { text: ReactNode; children: ReactNode }) {
  return (
    <TooltipTrigger delay={500} closeDelay={80}>
      {children}
      <AriaTooltip offset={6} className={styles.tooltip}>
        {text}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
