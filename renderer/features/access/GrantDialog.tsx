/** Gives a named colleague the right to this one case until a day. */
import { zodResolver } from '@hookform/resolvers/zod';
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { accessContract } from '#shared/contract/access';
import { GRANT_LEVEL_LABELS } from '#shared/domain/access';
import { ROLE_LABELS, rolesAllow } from '#shared/domain/roles';
import { applyFieldErrors } from '../../app/client';
import { useDraft } from '../../app/drafts';
import { useCommand, useOperation } from '../../app/queries';
import { useSession } from '../../app/session';
import {
  Button,
  ComboBox,
  DateField,
  Dialog,
  FieldError,
  Form,
  FormField,
  FormGrid,
  Segmented,
  TextArea,
  toast,
} from '../../ui';

const schema = accessContract.grant.input;

export function GrantDialog({ personId, onClose }: { personId: string; onClose: () => void }) {
  const ownId = useSession((state) => state.user?.id);
  const form = useForm<z.input<typeof schema>, unknown, z.output<typeof schema>>({
    resolver: zodResolver(schema),
    defaultValues: { personId, userId: '', level: 'READ', until: '', reason: '' },
  });
  const draft = useDraft(`access.grant:${personId}`, form, { personId });
  const directory = useOperation('users.directory', {});
  const grant = useCommand('access.grant', { invalidates: ['access', 'persons'] });
  const [problem, setProblem] = useState<string>();
  const level = form.watch('level');
  const colleagues = (directory.data?.users ?? []).filter(
    (user) => user.id !== ownId && rolesAllow(user.roles, level === 'WRITE' ? 'CASE_WRITE' : 'CASE_READ'),
  );

  const submit = form.handleSubmit(async (values) => {
    setProblem(undefined);
    try {
      await grant.mutateAsync(values);
      await draft.discard();
      toast({ text: 'Recht vergeben. Es gilt ab der nächsten Anmeldung.' });
      onClose();
    } catch (error) {
      setProblem(applyFieldErrors(error, form.setError, ['userId', 'level', 'until', 'reason']));
    }
  });

  return (
    <Dialog
      isOpen
      title="Recht an diesem Fall vergeben"
      onClose={onClose}
      actions={
        <>
          <Button
            variant="primary"
            icon={KeyRound}
            shortcut="Strg+Enter"
            isPending={grant.isPending}
            onPress={() => void submit()}
          >
            Recht vergeben
          </Button>
          <Button onPress={onClose}>Abbrechen</Button>
        </>
      }
    >
      <Form label="Recht am Fall" onSubmit={() => void submit()}>
        <FormGrid>
          <FormField control={form.control} name="userId">
            {(field) => (
              <ComboBox
                label="Person"
                isRequired
                isWide
                autoFocus
                placeholder="Name oder Dienststelle"
                options={colleagues.map((user) => ({
                  value: user.id,
                  label: user.fullName,
                  note: `${user.officeName} · ${user.roles.map((role) => ROLE_LABELS[role]).join(', ')}`,
                }))}
                {...field}
                value={field.value || null}
                onChange={(value) => field.onChange(value ?? '')}
              />
            )}
          </FormField>
          <FormField control={form.control} name="level">
            {(field) => (
              <Segmented
                label="Umfang"
                segments={(['READ', 'WRITE'] as const).map((value) => ({
                  value,
                  label: GRANT_LEVEL_LABELS[value],
                }))}
                {...field}
                onChange={(value) => value && field.onChange(value)}
              />
            )}
          </FormField>
          <FormField control={form.control} name="until">
            {(field) => (
              <DateField
                label="Gilt bis einschließlich"
                isRequired
                fullDay
                purpose="DEADLINE"
                description="Höchstens sechs Monate, z. B. +3m"
                {...field}
                value={field.value || null}
                onChange={(value) => field.onChange(value ?? '')}
              />
            )}
          </FormField>
          <FormField control={form.control} name="reason">
            {(field) => <TextArea label="Grund" isRequired isWide rows={3} maxLength={2000} {...field} />}
          </FormField>
        </FormGrid>
        <FieldError>{problem}</FieldError>
      </Form>
    </Dialog>
  );
}
