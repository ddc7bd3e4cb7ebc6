import type { LucideIcon } from 'lucide-react';
import type { HTMLInputTypeAttribute, KeyboardEvent, ReactNode, Ref } from 'react';
import {
  Input as AriaInput,
  TextArea as AriaTextArea,
  TextField as AriaTextField,
  Group,
} from 'react-aria-components';
import { FieldHelp, FieldLabel, type FieldProps, InputError, fieldStyles as styles } from './field';

export interface TextFieldProps extends FieldProps<string> {
  placeholder?: string;
  /** Only plain text kinds; dates use `DateField`, passphrases `PassphraseField`. */
  type?: Extract<HTMLInputTypeAttribute, 'text' | 'search' | 'password'>;
  autoComplete?: 'off' | 'username' | 'current-password' | 'new-password';
  icon?: LucideIcon;
  /** Small control at the end inside the frame, e.g. an `IconButton size="sm"`. */
  trailing?: ReactNode;
  maxLength?: number;
  onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
}

/** One line of text. No spell check and no autofill: neither may send or keep what is typed. */
export function TextField({
  label,
  error,
  description,
  isWide,
  hideLabel,
  inputRef,
  placeholder,
  icon: Icon,
  trailing,
  autoComplete = 'off',
  maxLength,
  onKeyDown,
  value,
  ...props
}: TextFieldProps) {
  const input = (
    <AriaInput
      ref={inputRef as Ref<HTMLInputElement>}
      className={Icon || trailing ? undefined : styles.input}
      placeholder={placeholder}
      maxLength={maxLength}
      spellCheck="false"
      onKeyDown={onKeyDown}
    />
  );
  return (
    <AriaTextField
      {...props}
      value={value ?? ''}
      autoComplete={autoComplete}
      isInvalid={!!error}
      validationBehavior="aria"
      className={styles.field}
      data-wide={isWide || undefined}
    >
      <FieldLabel isRequired={props.isRequired} isHidden={hideLabel}>
        {label}
      </FieldLabel>
      {Icon || trailing ? (
        <Group className={styles.frame} isInvalid={!!error} isDisabled={props.isDisabled}>
          {Icon && <Icon aria-hidden size={16} className={styles.lead} />}
          {input}
          {trailing && <span className={styles.trail}>{trailing}</span>}
        </Group>
      ) : (
        input
      )}
      <FieldHelp>{description}</FieldHelp>
      <InputError>{error}</InputError>
    </AriaTextField>
  );
}

export interface TextAreaProps extends FieldProps<string> {
  placeholder?: string;
  /** Lines shown before it grows with its content. Default 4. */
  rows?: number;
  maxLength?: number;
}

/** Several lines; grows with the text. Pasted text keeps its line breaks (CRLF and CR become LF). */
export function TextArea({
  label,
  error,
  description,
  isWide = true,
  hideLabel,
  inputRef,
  placeholder,
  rows = 4,
  maxLength,
  value,
  onChange,
  ...props
}: TextAreaProps) {
  return (
    <AriaTextField
      {...props}
      value={value ?? ''}
      onChange={(next) => onChange(next.replace(/\r\n?/g, '\n'))}
      isInvalid={!!error}
      validationBehavior="aria"
      className={styles.field}
      data-wide={isWide || undefined}
    >
      <FieldLabel isRequired={props.isRequired} isHidden={hideLabel}>
        {label}
      </FieldLabel>
      <AriaTextArea
        ref={inputRef as Ref<HTMLTextAreaElement>}
        rows={rows}
        maxLength={maxLength}
        placeholder={placeholder}
        spellCheck="false"
        className={`${styles.input} ${styles.area}`}
      />
      <FieldHelp>{description}</FieldHelp>
      <InputError>{error}</InputError>
    </AriaTextField>
  );
}
