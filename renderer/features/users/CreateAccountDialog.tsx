import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { usersContract } from '#shared/contract/users';
import { applyFieldErrors } from '../../app/client';
import { useCommand } from '../../app/queries';
import { useSession } from '../../app/session';
import { Button, CheckboxGroup, Dialog, FieldError, FormField, FormGrid, TextField } from '../../ui';
import { ROLE_OPTIONS } from './role-options';

const schema = usersContract.requestCreate.input;

export interface CreateAccountDialogProps {
  onClose: () => void;
  onCreated: (login: string, oneTimeCode: string) => void;
}

export function CreateAccountDialog({ onClose, onCreated }: CreateAccountDialogProps) {
  const officeName = useSession((state) => state.user?.officeName ?? '');
  const form = useForm<z.input<typeof schema>, unknown, z.output<typeof schema>>({
    resolver: zodResolver(schema),
    defaultValues: { fullName: '', rank: '', login: '', officeName, roles: [] },
  });
  const create = useCommand('users.requestCreate');
  const [problem, setProblem] = useState<string>();

  const submit = form.handleSubmit(async (values) => {
    setProblem(undefined);
    try {
      const { oneTimeCode } = await create.mutateAsync(values);
      onCreated(values.login, oneTimeCode);
    } catch (error) {
      setProblem(applyFieldErrors(error, form.setError));
    }
  });

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Konto beantragen"
      actions={
        <>
          <Button variant="primary" isPending={create.isPending} onPress={() => void submit()}>
            Antrag stellen
          </Button>
          <Button variant="quiet" onPress={onClose}>
            Abbrechen
          </Button>
        </>
      }
    >
      <FormGrid>
        <FormField control={form.control} name="fullName">
          {(field) => <TextField label="Vor- und Familienname" autoFocus {...field} />}
        </FormField>
        <FormField control={form.control} name="rank">
          {(field) => <TextField label="Amtsbezeichnung" {...field} />}
        </FormField>
        <FormField control={form.control} name="login">
          {(field) => <TextField label="Anmeldename" {...field} />}
        </FormField>
        <FormField control={form.control} name="officeName">
          {(field) => <TextField label="Dienststelle" {...field} />}
        </FormField>
        <FormField control={form.control} name="roles">
          {(field) => (
            <CheckboxGroup
              label="Rollen"
              description="Administration und Datenschutz stehen immer allein."
              options={ROLE_OPTIONS}
              isWide
              {...field}
              onChange={(value) => field.onChange([...value])}
            />
          )}
        </FormField>
      </FormGrid>
      {problem && <FieldError>{problem}</FieldError>}
    </Dialog>
  );
}
