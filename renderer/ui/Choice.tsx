import { Check, type LucideIcon, Minus } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import {
  Checkbox as AriaCheckbox,
  CheckboxGroup as AriaCheckboxGroup,
  Radio as AriaRadio,
  RadioGroup as AriaRadioGroup,
} from 'react-aria-components';
import { FieldHelp, FieldLabel, type FieldProps, InputError, fieldStyles as styles } from './field';
import type { Option } from './Select';

export interface CheckboxProps {
  children: ReactNode;
  value: boolean;
  onChange: (value: boolean) => void;
  onBlur?: () => void;
  isIndeterminate?: boolean;
  isDisabled?: boolean;
  isReadOnly?: boolean;
  name?: string;
  error?: string | undefined;
  inputRef?: Ref<HTMLElement>;
  'aria-label'?: string;
}

/** A single yes/no. The words (children) state what is true when it is ticked. */
export function Checkbox({ children, value, inputRef: _ref, error, ...props }: CheckboxProps) {
  return (
    <AriaCheckbox {...props} isSelected={value} isInvalid={!!error} className={styles.checkbox}>
      <span className={styles.box} aria-hidden>
        {props.isIndeterminate ? <Minus size={14} strokeWidth={3} /> : <Check size={14} strokeWidth={3} />}
      </span>
      {children && (
        <span>
          {children}
          {error && <span className={styles.error}>{error}</span>}
        </span>
      )}
    </AriaCheckbox>
  );
}

export interface CheckboxGroupProps<T extends string> extends FieldProps<readonly T[]> {
  options: readonly Option<T>[];
}

/** Several of a few values. */
export function CheckboxGroup<T extends string>({
  label,
  error,
  description,
  isWide,
  hideLabel,
  inputRef: _ref,
  options,
  value,
  onChange,
  autoFocus: _focus,
  ...props
}: CheckboxGroupProps<T>) {
  return (
    <AriaCheckboxGroup
      {...props}
      value={[...value]}
      onChange={(next) => onChange(next as T[])}
      isInvalid={!!error}
      validationBehavior="aria"
      className={styles.field}
      data-wide={isWide || undefined}
    >
      <FieldLabel isRequired={props.isRequired} isHidden={hideLabel}>
        {label}
      </FieldLabel>
      <div className={styles.radios}>
        {options.map((option) => (
          <AriaCheckbox
            key={option.value}
            value={option.value}
            isDisabled={option.isDisabled}
            className={styles.checkbox}
          >
            <span className={styles.box} aria-hidden>
              <Check size={14} strokeWidth={3} />
            </span>
            <span className={styles.optionText}>
              {option.label}
              {option.note && <span className={styles.optionNote}>{option.note}</span>}
            </span>
          </AriaCheckbox>
        ))}
      </div>
      <FieldHelp>{description}</FieldHelp>
      <InputError>{error}</InputError>
    </AriaCheckboxGroup>
  );
}

export interface RadioGroupProps<T extends string> extends FieldProps<T | null> {
  options: readonly Option<T>[];
  orientation?: 'vertical' | 'horizontal';
}

/** One of a few values, all visible, each with room for a note. */
export function RadioGroup<T extends string>({
  label,
  error,
  description,
  isWide,
  hideLabel,
  inputRef: _ref,
  options,
  value,
  onChange,
  autoFocus: _focus,
  orientation = 'vertical',
  ...props
}: RadioGroupProps<T>) {
  return (
    <AriaRadioGroup
      {...props}
      orientation={orientation}
      value={value ?? null}
      onChange={(next) => onChange(next as T)}
      isInvalid={!!error}
      validationBehavior="aria"
      className={styles.field}
      data-wide={isWide || undefined}
    >
      <FieldLabel isRequired={props.isRequired} isHidden={hideLabel}>
        {label}
      </FieldLabel>
      <div className={styles.radios} data-orientation={orientation}>
        {options.map((option) => (
          <AriaRadio
            key={option.value}
            value={option.value}
            isDisabled={option.isDisabled}
            className={styles.radio}
          >
            <span className={styles.dot} aria-hidden />
            <span className={styles.optionText}>
              {option.label}
              {option.note && <span className={styles.optionNote}>{option.note}</span>}
            </span>
          </AriaRadio>
        ))}
      </div>
      <FieldHelp>{description}</FieldHelp>
      <InputError>{error}</InputError>
    </AriaRadioGroup>
  );
}

export interface Segment<T extends string> {
  value: T;
  label: string;
  icon?: LucideIcon;
  /** How the chosen segment looks; the icon and the word say the same. Default: accent. */
  tone?: 'done' | 'overdue' | 'neutral';
}

export interface SegmentedProps<T extends string> extends FieldProps<T | null> {
  segments: readonly Segment<T>[];
}

/** Two to four short values side by side, e.g. erfüllt / nicht erfüllt / unbekannt. A radio group for screen readers. */
export function Segmented<T extends string>({
  label,
  error,
  description,
  isWide,
  hideLabel,
  inputRef: _ref,
  segments,
  value,
  onChange,
  autoFocus: _focus,
  ...props
}: SegmentedProps<T>) {
  return (
    <AriaRadioGroup
      {...props}
      orientation="horizontal"
      value={value ?? null}
      onChange={(next) => onChange(next as T)}
      isInvalid={!!error}
      validationBehavior="aria"
      className={styles.field}
      data-wide={isWide || undefined}
    >
      <FieldLabel isRequired={props.isRequired} isHidden={hideLabel}>
        {label}
      </FieldLabel>
      <div className={styles.segments}>
        {segments.map(({ value: key, label: text, icon: Icon, tone }) => (
          <AriaRadio key={key} value={key} className={styles.segment} data-tone={tone}>
            {Icon && <Icon aria-hidden size={16} strokeWidth={1.75} />}
            {text}
          </AriaRadio>
        ))}
      </div>
      <FieldHelp>{description}</FieldHelp>
      <InputError>{error}</InputError>
    </AriaRadioGroup>
  );
}
