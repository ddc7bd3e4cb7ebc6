import { Check, ChevronDown } from 'lucide-react';
import type { Ref } from 'react';
import {
  Button as AriaButton,
  ComboBox as AriaComboBox,
  Select as AriaSelect,
  Group,
  Input,
  ListBox,
  ListBoxItem,
  Popover,
  SelectValue,
} from 'react-aria-components';
import { FieldHelp, FieldLabel, type FieldProps, InputError, fieldStyles as styles } from './field';

export interface Option<T extends string = string> {
  value: T;
  label: string;
  /** Second line, e.g. the norm or what the choice means. */
  note?: string;
  isDisabled?: boolean;
}

/** Makes options of a label record (`X_LABELS`) in the record's order. */
export function optionsOf<T extends string>(labels: Readonly<Record<T, string>>): Option<T>[] {
  return (Object.keys(labels) as T[]).map((value) => ({ value, label: labels[value] }));
}

function OptionItem({ option }: { option: Option }) {
  return (
    <ListBoxItem
      id={option.value}
      textValue={option.label}
      isDisabled={option.isDisabled}
      className={styles.option}
    >
      <Check aria-hidden size={16} />
      <span className={styles.optionText}>
        {option.label}
        {option.note && <span className={styles.optionNote}>{option.note}</span>}
      </span>
    </ListBoxItem>
  );
}

export interface SelectProps<T extends string> extends FieldProps<T | null> {
  options: readonly Option<T>[];
  placeholder?: string;
}

/** One of a few known values (up to about 15; more: `ComboBox`). `null` = nothing chosen. */
export function Select<T extends string>({
  label,
  error,
  description,
  isWide,
  hideLabel,
  inputRef,
  options,
  placeholder = 'Bitte wählen',
  value,
  onChange,
  isReadOnly,
  isDisabled,
  ...props
}: SelectProps<T>) {
  return (
    <AriaSelect
      {...props}
      isDisabled={isDisabled || isReadOnly}
      value={value || null}
      onChange={(key) => onChange(key as T | null)}
      placeholder={placeholder}
      isInvalid={!!error}
      validationBehavior="aria"
      className={styles.field}
      data-wide={isWide || undefined}
    >
      <FieldLabel isRequired={props.isRequired} isHidden={hideLabel}>
        {label}
      </FieldLabel>
      <AriaButton
        ref={inputRef as Ref<HTMLButtonElement>}
        className={`${styles.frame} ${styles.selectButton}`}
        data-invalid={error ? true : undefined}
      >
        <SelectValue className={styles.selectValue}>
          {({ defaultChildren, isPlaceholder, selectedText }) =>
            isPlaceholder ? defaultChildren : selectedText
          }
        </SelectValue>
        <ChevronDown aria-hidden size={16} />
      </AriaButton>
      <FieldHelp>{description}</FieldHelp>
      <InputError>{error}</InputError>
      <Popover offset={4} className={styles.popover}>
        <ListBox items={options.map((option) => ({ id: option.value, option }))} className={styles.listbox}>
          {({ option }) => <OptionItem option={option} />}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}

export interface ComboBoxProps<T extends string> extends FieldProps<T | null> {
  options: readonly Option<T>[];
  placeholder?: string;
  /** Set for options that come from the vault: called with what is typed; the given options are then not filtered again. */
  onInputChange?: (text: string) => void;
  inputValue?: string;
  /** Text instead of an empty list; an empty text keeps the list closed (nothing typed yet). */
  emptyText?: string;
}

/** Choose by typing, from many values or from the vault. `null` = nothing chosen. */
export function ComboBox<T extends string>({
  label,
  error,
  description,
  isWide,
  hideLabel,
  inputRef,
  options,
  placeholder,
  value,
  onChange,
  onInputChange,
  inputValue,
  emptyText = 'Kein Treffer',
  ...props
}: ComboBoxProps<T>) {
  const items = options.map((option) => ({ id: option.value, name: option.label, option }));
  return (
    <AriaComboBox
      {...props}
      {...(onInputChange ? { items, onInputChange, inputValue } : { defaultItems: items })}
      value={value || null}
      onChange={(key) => onChange(key as T | null)}
      menuTrigger="focus"
      allowsEmptyCollection={emptyText !== ''}
      isInvalid={!!error}
      validationBehavior="aria"
      className={styles.field}
      data-wide={isWide || undefined}
    >
      <FieldLabel isRequired={props.isRequired} isHidden={hideLabel}>
        {label}
      </FieldLabel>
      <Group className={styles.frame} isInvalid={!!error} isDisabled={props.isDisabled}>
        <Input ref={inputRef as Ref<HTMLInputElement>} placeholder={placeholder} spellCheck="false" />
        <AriaButton className={styles.comboButton} aria-label="Auswahl öffnen">
          <ChevronDown aria-hidden size={16} />
        </AriaButton>
      </Group>
      <FieldHelp>{description}</FieldHelp>
      <InputError>{error}</InputError>
      <Popover offset={4} className={styles.popover}>
        <ListBox
          className={styles.listbox}
          renderEmptyState={() => <div className={styles.noOption}>{emptyText}</div>}
        >
          {({ option }: { option: Option }) => <OptionItem option={option} />}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}
