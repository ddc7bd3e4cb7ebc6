/** A new passphrase, typed twice; shared by first sign-in, recovery and change. */
import type { ReactNode } from 'react';
import type { Control, FieldPath, FieldValues } from 'react-hook-form';
import { z } from 'zod';
import { newPassphrase } from '#shared/contract/session';
import { FormField, PassphraseField } from '../../ui';

/** Adds the repetition to any object schema that has a `passphrase`. */
export function withRepetition<S extends z.ZodRawShape>(shape: S) {
  return z.object({ ...shape, passphrase: newPassphrase, repeated: z.string() }).superRefine((value, ctx) => {
    const { passphrase, repeated } = value as { passphrase: string; repeated: string };
    if (passphrase !== repeated) {
      ctx.addIssue({ code: 'custom', path: ['repeated'], message: 'Die Wiederholung stimmt nicht überein.' });
    }
  });
}

export interface NewPassphraseFieldsProps<T extends FieldValues> {
  // biome-ignore lint/suspicious/noExplicitAny: context and transformed values of the form do not matter to two fields
  control: Control<T, any, any>;
  passphrase: FieldPath<T>;
  repeated: FieldPath<T>;
  ownWords?: readonly string[];
  autoFocus?: boolean;
}

export function NewPassphraseFields<T extends FieldValues>({
  control,
  passphrase,
  repeated,
  ownWords = [],
  autoFocus = false,
}: NewPassphraseFieldsProps<T>): ReactNode {
  return (
    <>
      <FormField control={control} name={passphrase}>
        {(field) => (
          <PassphraseField
            label="Neue Passphrase"
            withMeter
            ownWords={ownWords}
            autoFocus={autoFocus}
            {...field}
          />
        )}
      </FormField>
      <FormField control={control} name={repeated}>
        {(field) => <PassphraseField label="Passphrase wiederholen" {...field} />}
      </FormField>
    </>
  );
}
