/** What all input components share: one set of props, one frame (label above, help and error below). */
import { CircleAlert } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import { FieldError as AriaFieldError, Label as AriaLabel, Text } from 'react-aria-components';
import { cx } from './cx';
import styles from './field.module.css';

/** The same for every input, so that `FormField` can bind any of them to react-hook-form. */
export interface FieldProps<T> {
  label: string;
  value: T;
  /** As a method, so that a form value without null binds to an input that may give null. */
  onChange(value: T): void;
  onBlur?: () => void;
  /** German sentence: what is wrong and what to do. Shown under the field with an icon. */
  error?: string | undefined;
  /** Help under the field; only when it helps. Name the norm of a mandatory field here. */
  description?: ReactNode;
  isRequired?: boolean;
  isDisabled?: boolean;
  isReadOnly?: boolean;
  autoFocus?: boolean;
  name?: string;
  /** Spans both columns of a `FormGrid`. */
  isWide?: boolean;
  /** Keeps the label for screen readers only (table filters, search). */
  hideLabel?: boolean;
  inputRef?: Ref<HTMLElement>;
}

export const fieldStyles = styles;

export function FieldLabel({
  children,
  isRequired,
  isHidden,
}: {
  children: ReactNode;
  isRequired?: boolean;
  isHidden?: boolean;
}) {
  return (
    <AriaLabel className={cx(styles.label, isHidden && 'visually-hidden')}>
      {children}
      {isRequired && (
        <span aria-hidden className={styles.required} title="Pflichtfeld">
          *
        </span>
      )}
    </AriaLabel>
  );
}

/** Help text; linked to the input through react-aria's slots. */
export function FieldHelp({ children }: { children: ReactNode }) {
  return children ? (
    <Text slot="description" className={styles.help}>
      {children}
    </Text>
  ) : null;
}

/** Error under an input; only inside a react-aria field. */
export function InputError({ children }: { children: string | undefined }) {
  return (
    <AriaFieldError className={styles.error}>
      <CircleAlert aria-hidden size={14} />
      <span>{children}</span>
    </AriaFieldError>
  );
}

/** An error that belongs to a form or a group rather than to one input. */
export function FieldError({ children }: { children: ReactNode }) {
  return children ? (
    <p role="alert" className={styles.error}>
      <CircleAlert aria-hidden size={14} />
      <span>{children}</span>
    </p>
  ) : null;
}
