import type { FormEvent, ReactNode } from 'react';
import {
  type Control,
  Controller,
  type FieldPath,
  type FieldPathValue,
  type FieldValues,
} from 'react-hook-form';
import { fieldStyles as styles } from './field';

/** Two columns (default) with labels above; fields with `isWide` span both. `columns={1}` for short dialogs. */
export function FormGrid({ columns = 2, children }: { columns?: 1 | 2 | 3; children: ReactNode }) {
  return (
    <div className={styles.grid} data-columns={columns}>
      {children}
    </div>
  );
}

/** Fields that belong together by meaning, under a legend. */
export function FormSection({
  title,
  description,
  children,
}: {
  title: string;
  description?: ReactNode;
  children: ReactNode;
}) {
  return (
    <fieldset className={styles.group}>
      <legend>{title}</legend>
      {description && <p className={styles.help}>{description}</p>}
      {children}
    </fieldset>
  );
}

/** Buttons at the end of a form; the main one first. */
export function FormActions({ children }: { children: ReactNode }) {
  return <div className={styles.actions}>{children}</div>;
}

/** A `<form>` without the browser's own bubbles; Strg+Enter submits from every field. */
export function Form({
  onSubmit,
  children,
  label,
}: {
  onSubmit: () => void;
  children: ReactNode;
  label?: string;
}) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form
      aria-label={label}
      noValidate
      autoComplete="off"
      onSubmit={submit}
      // Capture: buttons, selects and radios keep Enter to themselves. Dialogs of the form are portals, not inside.
      onKeyDownCapture={(event) => {
        if (event.key !== 'Enter' || !event.ctrlKey || !event.currentTarget.contains(event.target as Node))
          return;
        event.stopPropagation();
        submit(event);
      }}
    >
      {children}
    </form>
  );
}

interface BoundField<V> {
  name: string;
  value: V;
  onChange: (value: V) => void;
  onBlur: () => void;
  error: string | undefined;
  isDisabled?: boolean;
  inputRef: (element: HTMLElement | null) => void;
}

export interface FormFieldProps<T extends FieldValues, N extends FieldPath<T>> {
  // biome-ignore lint/suspicious/noExplicitAny: context and transformed values of the form do not matter to one field
  control: Control<T, any, any>;
  name: N;
  /** Gets everything that an input of this folder needs: `{(field) => <TextField label="Name" {...field} />}`. */
  children: (field: BoundField<FieldPathValue<T, N>>) => ReactNode;
}

/** Binds one input to react-hook-form: value, blur, error and focus on the first error. */
export function FormField<T extends FieldValues, N extends FieldPath<T>>({
  control,
  name,
  children,
}: FormFieldProps<T, N>) {
  return (
    <Controller
      control={control}
      name={name}
      render={({ field, fieldState }) => (
        <>
          {children({
            name: field.name,
            value: field.value,
            onChange: field.onChange,
            onBlur: field.onBlur,
            error: fieldState.error?.message,
            inputRef: field.ref,
          })}
        </>
      )}
    />
  );
}
