import { type Ref, useRef, useState } from 'react';
import { Input as AriaInput, TextField as AriaTextField } from 'react-aria-components';
import { type DatePurpose, parseGermanDate } from '#shared/domain/date-entry';
import { formatPartialDate, isPartialDate } from '#shared/domain/partial-date';
import { FieldHelp, FieldLabel, type FieldProps, InputError, fieldStyles as styles } from './field';

export interface DateFieldProps extends FieldProps<string | null> {
  /** What the date is for: decides two-digit years and days without a year. Default `EVENT`. */
  purpose?: DatePurpose;
  /** Takes only a complete day (deadlines, sessions). Default: incomplete dates stay incomplete. */
  fullDay?: boolean;
  placeholder?: string;
  /** Called with `ca.` if the text says that the date is an estimate. */
  onNote?: (note: string | undefined) => void;
}

const DAY_NEEDED = 'Hier wird ein voller Tag gebraucht (TT.MM.JJJJ), z. B. 03.05.2026 oder +14t.';

function show(value: string | null): string {
  return value && isPartialDate(value) ? formatPartialDate(value) : (value ?? '');
}

function hint(text: string, value: string | null): string | null {
  if (!value || !isPartialDate(value)) return null;
  const formatted = formatPartialDate(value);
  const known = { 4: 'nur das Jahr ist bekannt', 7: 'der Tag ist nicht bekannt' }[value.length];
  if (text.trim() === formatted) return known ? `Unvollständig: ${known}.` : null;
  return known ? `= ${formatted}, ${known}` : `= ${formatted}`;
}

/**
 * A date as officers type it: `3.5.90`, `05/1990`, `Mai 1990`, `1990`, `heute`, `+6m`.
 * Value: ISO prefix (`YYYY`, `YYYY-MM`, `YYYY-MM-DD`) or null. Text that is no date is handed on as it is, so that
 * the contract's schema refuses it and a draft keeps it; the field itself says what is wrong once it is left.
 */
export function DateField({
  label,
  error,
  description,
  isWide,
  hideLabel,
  inputRef,
  purpose = 'EVENT',
  fullDay = false,
  placeholder = fullDay ? 'TT.MM.JJJJ' : 'TT.MM.JJJJ, MM.JJJJ oder JJJJ',
  onNote,
  value,
  onChange,
  onBlur,
  ...props
}: DateFieldProps) {
  const [text, setText] = useState(() => show(value));
  // Text of a draft that is no date says so at once.
  const [problem, setProblem] = useState<string | null>(() => read(show(value)).problem);
  const emitted = useRef(value);
  // A new value from outside (reset, draft) replaces the text; the own echo does not.
  if (value !== emitted.current) {
    emitted.current = value;
    setText(show(value));
    setProblem(read(show(value)).problem);
  }

  function emit(next: string | null) {
    emitted.current = next;
    onChange(next);
  }
  function read(typed: string): { value: string | null; problem: string | null; note?: string | undefined } {
    if (typed.trim() === '') return { value: null, problem: null };
    const entry = parseGermanDate(typed, Temporal.Now.plainDateISO().toString(), { purpose });
    if (!entry.ok) return { value: typed, problem: entry.message };
    if (fullDay && entry.value.length < 10) return { value: typed, problem: DAY_NEEDED };
    return { value: entry.value, problem: null, note: entry.note };
  }

  const shownError = error && problem ? problem : (error ?? problem ?? undefined);
  const note = hint(text, value);
  return (
    <AriaTextField
      {...props}
      value={text}
      onChange={(typed) => {
        setText(typed);
        setProblem(null);
        const result = read(typed);
        emit(result.value);
        onNote?.(result.note);
      }}
      onBlur={() => {
        const result = read(text);
        setProblem(result.problem);
        if (!result.problem) setText(show(result.value));
        onBlur?.();
      }}
      autoComplete="off"
      isInvalid={!!shownError}
      validationBehavior="aria"
      className={styles.field}
      data-wide={isWide || undefined}
    >
      <FieldLabel isRequired={props.isRequired} isHidden={hideLabel}>
        {label}
      </FieldLabel>
      <AriaInput
        ref={inputRef as Ref<HTMLInputElement>}
        className={styles.input}
        placeholder={placeholder}
        spellCheck="false"
      />
      {!shownError && note ? (
        <span className={styles.dateNote}>{note}</span>
      ) : (
        <FieldHelp>{description}</FieldHelp>
      )}
      <InputError>{shownError}</InputError>
    </AriaTextField>
  );
}
