import { zodResolver } from '@hookform/resolvers/zod';
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { applyFieldErrors } from '../../app/client';
import { useCommand } from '../../app/queries';
import type { SignedIn } from '../../app/session';
import { Button, FieldError, Form, FormActions, FormGrid } from '../../ui';
import { EntranceFrame } from './EntranceFrame';
import { NewPassphraseFields, withRepetition } from './NewPassphrase';

const schema = withRepetition({});

/** First sign-in: the one-time code has done its work, the user sets the own passphrase. */
export function ActivateForm({ onSignedIn }: { onSignedIn: (signedIn: SignedIn) => void }) {
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { passphrase: '', repeated: '' } });
  const activate = useCommand('session.activate', { invalidates: [] });
  const [problem, setProblem] = useState<string>();

  const submit = form.handleSubmit(async ({ passphrase }) => {
    try {
      onSignedIn((await activate.mutateAsync({ passphrase })).signedIn);
    } catch (error) {
      setProblem(applyFieldErrors(error, form.setError, ['passphrase']));
    }
  });

  return (
    <EntranceFrame
      title="Eigene Passphrase setzen"
      lead="Der Einmalcode gilt nur jetzt. Ihre Passphrase kennt niemand außer Ihnen; mit ihr entsteht auch der Schlüssel, mit dem Sie unterschreiben."
    >
      <Form label="Eigene Passphrase" onSubmit={() => void submit()}>
        <FormGrid columns={1}>
          <NewPassphraseFields control={form.control} passphrase="passphrase" repeated="repeated" autoFocus />
        </FormGrid>
        {problem && <FieldError>{problem}</FieldError>}
        <FormActions>
          <Button type="submit" variant="primary" icon={KeyRound} isPending={activate.isPending}>
            Passphrase setzen und anmelden
          </Button>
        </FormActions>
      </Form>
    </EntranceFrame>
  );
}
