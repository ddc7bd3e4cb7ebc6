import { zodResolver } from '@hookform/resolvers/zod';
import { LifeBuoy } from 'lucide-react';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { applyFieldErrors } from '../../app/client';
import { useCommand } from '../../app/queries';
import type { SignedIn } from '../../app/session';
import { Button, FieldError, Form, FormActions, FormField, FormGrid, Notice, TextField } from '../../ui';
import { EntranceFrame } from './EntranceFrame';
import { NewPassphraseFields, withRepetition } from './NewPassphrase';

const schema = withRepetition({
  recoveryKey: z.string().min(1, 'Bitte ausfüllen.'),
  login: z.string().min(1, 'Bitte ausfüllen.'),
});

export function RecoverForm({
  onSignedIn,
  onBack,
}: {
  onSignedIn: (signedIn: SignedIn) => void;
  onBack: () => void;
}) {
  const form = useForm({
    resolver: zodResolver(schema),
    defaultValues: { recoveryKey: '', login: '', passphrase: '', repeated: '' },
  });
  const recover = useCommand('session.recover', { invalidates: [] });
  const [problem, setProblem] = useState<string>();

  const submit = form.handleSubmit(async ({ recoveryKey, login, passphrase }) => {
    try {
      onSignedIn((await recover.mutateAsync({ recoveryKey, login, passphrase })).signedIn);
    } catch (error) {
      setProblem(applyFieldErrors(error, form.setError, ['recoveryKey', 'login', 'passphrase']));
    }
  });

  return (
    <EntranceFrame
      title="Passphrase verloren"
      lead="Im Regelfall setzt die Administration Ihr Konto mit einer zweiten Person zurück; Sie erhalten dann einen Einmalcode."
    >
      <Notice tone="due-soon" icon={LifeBuoy} title="Wiederherstellungsschlüssel">
        Er öffnet nur ein Konto der Administration. Alle anderen Konten werden dabei gesperrt und der
        Datenschutz wird benachrichtigt.
      </Notice>
      <Form label="Wiederherstellung" onSubmit={() => void submit()}>
        <FormGrid columns={1}>
          <FormField control={form.control} name="recoveryKey">
            {(field) => <TextField label="Wiederherstellungsschlüssel" autoFocus {...field} />}
          </FormField>
          <FormField control={form.control} name="login">
            {(field) => <TextField label="Anmeldename der Administration" {...field} />}
          </FormField>
          <NewPassphraseFields control={form.control} passphrase="passphrase" repeated="repeated" />
        </FormGrid>
        {problem && <FieldError>{problem}</FieldError>}
        <FormActions>
          <Button type="submit" variant="primary" isPending={recover.isPending}>
            Tresor wiederherstellen
          </Button>
          <Button variant="quiet" onPress={onBack}>
            Zurück zur Anmeldung
          </Button>
        </FormActions>
      </Form>
    </EntranceFrame>
  );
}
