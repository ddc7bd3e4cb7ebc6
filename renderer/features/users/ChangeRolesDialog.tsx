import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { type Account, usersContract } from '#shared/contract/users';
import type { Role } from '#shared/domain/roles';
import { applyFieldErrors } from '../../app/client';
import { useCommand } from '../../app/queries';
import { Button, CheckboxGroup, Dialog, FieldError, Form, FormField, FormGrid, toast } from '../../ui';
import { ROLE_OPTIONS } from './role-options';

const schema = usersContract.requestRoles.input;

const isSame = (a: readonly Role[], b: readonly Role[]) =>
  a.length === b.length && a.every((role) => b.includes(role));

/** Other roles for an account. They count once a second person has agreed. */
export function ChangeRolesDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const form = useForm<z.input<typeof schema>, unknown, z.output<typeof schema>>({
    resolver: zodResolver(schema),
    defaultValues: { userId: account.id, roles: account.roles },
  });
  const request = useCommand('users.requestRoles');
  const [problem, setProblem] = useState<string>();

  const submit = form.handleSubmit(async (values) => {
    if (isSame(values.roles, account.roles)) return setProblem('Die Rollen sind unverändert.');
    setProblem(undefined);
    try {
      await request.mutateAsync(values);
      toast({ tone: 'done', text: 'Antrag gestellt. Leitung oder Datenschutz muss zustimmen.' });
      onClose();
    } catch (error) {
      setProblem(applyFieldErrors(error, form.setError, ['roles']));
    }
  });

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={`Rollen von ${account.fullName} ändern`}
      actions={
        <>
          <Button variant="primary" isPending={request.isPending} onPress={() => void submit()}>
            Antrag stellen
          </Button>
          <Button variant="quiet" onPress={onClose}>
            Abbrechen
          </Button>
        </>
      }
    >
      <Form label="Rollen ändern" onSubmit={() => void submit()}>
        <FormGrid columns={1}>
          <FormField control={form.control} name="roles">
            {(field) => (
              <CheckboxGroup
                label="Rollen"
                description="Die neuen Rollen gelten ab der nächsten Anmeldung nach der Freigabe."
                options={ROLE_OPTIONS}
                {...field}
                onChange={(value) => field.onChange([...value])}
              />
            )}
          </FormField>
        </FormGrid>
        {problem && <FieldError>{problem}</FieldError>}
      </Form>
    </Dialog>
  );
}
