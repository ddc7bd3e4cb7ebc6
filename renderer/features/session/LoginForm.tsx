import { LogIn } from 'lucide-react';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { applyFieldErrors } from '../../app/client';
import { useCommand } from '../../app/queries';
import type { SignedIn } from '../../app/session';
import {
  Button,
  FieldError,
  Form,
  FormActions,
  FormField,
  FormGrid,
  PassphraseField,
  TextField,
} from '../../ui';
import { EntranceFrame } from './EntranceFrame';

export interface LoginFormProps {
  onSignedIn: (signedIn: SignedIn) => void;
  onMustSetPassphrase: () => void;
  onRecover: () => void;
}

export function LoginForm({ onSignedIn, onMustSetPassphrase, onRecover }: LoginFormProps) {
  const form = useForm({ defaultValues: { login: '', passphrase: '' } });
  const login = useCommand('session.login', { invalidates: [] });
  const [problem, setProblem] = useState<string>();

  const submit = form.handleSubmit(async (values) => {
    setProblem(undefined);
    try {
      const { mustSetPassphrase, signedIn } = await login.mutateAsync(values);
      if (mustSetPassphrase) onMustSetPassphrase();
      else if (signedIn) onSignedIn(signedIn);
    } catch (error) {
      form.setValue('passphrase', '');
      setProblem(applyFieldErrors(error, form.setError, ['login', 'passphrase']));
      form.setFocus('passphrase');
    }
  });

  return (
    <EntranceFrame
      title="Anmeldung"
      lead="Der Tresor ist verschlossen. Melden Sie sich mit Ihrer Passphrase an; bei der ersten Anmeldung mit dem Einmalcode."
    >
      <Form label="Anmeldung" onSubmit={() => void submit()}>
        <FormGrid columns={1}>
          <FormField control={form.control} name="login">
            {(field) => <TextField label="Anmeldename" autoComplete="off" autoFocus {...field} />}
          </FormField>
          <FormField control={form.control} name="passphrase">
            {(field) => <PassphraseField label="Passphrase oder Einmalcode" {...field} />}
          </FormField>
        </FormGrid>
        {problem && <FieldError>{problem}</FieldError>}
        <FormActions>
          <Button type="submit" variant="primary" icon={LogIn} isPending={login.isPending}>
            Anmelden
          </Button>
          <Button variant="quiet" onPress={onRecover}>
            Passphrase verloren
          </Button>
        </FormActions>
      </Form>
    </EntranceFrame>
  );
}
