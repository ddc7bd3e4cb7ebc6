/** The own passphrase, changed by its user alone: nobody else ever knows it. */
import { zodResolver } from '@hookform/resolvers/zod';
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useNavigate } from 'react-router';
import { z } from 'zod';
import { AppError, applyFieldErrors } from '../../app/client';
import { useCommand } from '../../app/queries';
import { useSession } from '../../app/session';
import {
  Button,
  FieldError,
  Form,
  FormActions,
  FormField,
  FormGrid,
  Page,
  PageHeader,
  Panel,
  PassphraseField,
  toast,
  useUnsavedGuard,
} from '../../ui';
import { NewPassphraseFields, withRepetition } from './NewPassphrase';
import styles from './PassphrasePage.module.css';

const schema = withRepetition({ current: z.string().min(1, 'Bitte die bisherige Passphrase eingeben.') });
const EMPTY = { current: '', passphrase: '', repeated: '' };

export function PassphrasePage() {
  const navigate = useNavigate();
  const user = useSession((state) => state.user);
  const form = useForm({ resolver: zodResolver(schema), defaultValues: EMPTY });
  const change = useCommand('session.changePassphrase', { invalidates: [] });
  const [problem, setProblem] = useState<string>();
  useUnsavedGuard(form.formState.isDirty && !change.isPending);

  const submit = form.handleSubmit(async ({ current, passphrase }) => {
    setProblem(undefined);
    try {
      await change.mutateAsync({ current, next: passphrase });
      form.reset(EMPTY);
      toast({ tone: 'done', text: 'Passphrase geändert. Ab der nächsten Anmeldung gilt die neue.' });
    } catch (error) {
      setProblem(placeError(error, form.setError));
    }
  });

  return (
    <Page
      header={
        <PageHeader
          title="Passphrase ändern"
          subtitle={
            user && `Konto ${user.login}. Alte Unterschriften bleiben gültig, Ihr Schlüssel bleibt derselbe.`
          }
        />
      }
    >
      <div className={styles.narrow}>
        <Panel>
          <Form label="Passphrase ändern" onSubmit={() => void submit()}>
            <FormGrid columns={1}>
              <FormField control={form.control} name="current">
                {(field) => <PassphraseField label="Bisherige Passphrase" autoFocus {...field} />}
              </FormField>
              <NewPassphraseFields
                control={form.control}
                passphrase="passphrase"
                repeated="repeated"
                ownWords={user ? [user.login, ...user.fullName.split(/\s+/u)] : []}
              />
            </FormGrid>
            {problem && <FieldError>{problem}</FieldError>}
            <FormActions>
              <Button
                type="submit"
                variant="primary"
                icon={KeyRound}
                isPending={change.isPending}
                shortcut="Strg+Enter"
              >
                Passphrase ändern
              </Button>
              <Button variant="quiet" onPress={() => void navigate(-1)}>
                Zurück
              </Button>
            </FormActions>
          </Form>
        </Panel>
      </div>
    </Page>
  );
}

type SetError = ReturnType<typeof useForm<typeof EMPTY>>['setError'];

/** The vault speaks of `next`, the form of `passphrase`; a wrong old passphrase belongs to its field. */
function placeError(error: unknown, setError: SetError): string | undefined {
  if (!(error instanceof AppError)) return applyFieldErrors(error, setError);
  if (error.code === 'WRONG_PASSPHRASE') {
    setError('current', { type: 'server', message: error.message }, { shouldFocus: true });
    return undefined;
  }
  const { next, ...others } = error.fields;
  const fields = next === undefined ? others : { ...others, passphrase: next };
  return applyFieldErrors(new AppError(error.code, error.message, fields), setError, [
    'current',
    'passphrase',
  ]);
}
