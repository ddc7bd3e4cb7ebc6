import { FolderPlus, History } from 'lucide-react';
import { useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { applyFieldErrors } from '../../app/client';
import { useDraft } from '../../app/drafts';
import { useCommand } from '../../app/queries';
import {
  Button,
  FieldError,
  Form,
  FormActions,
  Notice,
  Page,
  PageHeader,
  Panel,
  useUnsavedGuard,
} from '../../ui';
import { DuplicateWarning } from '../duplicates/DuplicateWarning';
import { formatInstant } from './labels';
import styles from './NewPersonPage.module.css';
import { PersonFields } from './PersonFields';
import { EMPTY_PERSON, usePersonForm } from './person-form';

/** Opens a new Fallakte as Prüffall; what is typed survives leaving and lock as a draft. */
export function NewPersonPage() {
  const navigate = useNavigate();
  const form = usePersonForm(EMPTY_PERSON);
  const draft = useDraft('persons.new', form);
  const create = useCommand('persons.create');
  const [problem, setProblem] = useState<string>();
  const [isDone, setDone] = useState(false);
  const seen = useRef<readonly string[]>([]);
  useUnsavedGuard(form.formState.isDirty && !isDone && !create.isPending);

  const submit = form.handleSubmit(async (values) => {
    setProblem(undefined);
    try {
      const { id } = await create.mutateAsync({ ...values, seenDuplicates: [...seen.current] });
      setDone(true);
      await draft.discard();
      form.reset(EMPTY_PERSON);
      await navigate(`/akten/${id}`);
    } catch (error) {
      setProblem(applyFieldErrors(error, form.setError));
    }
  });

  return (
    <Page
      header={
        <PageHeader
          breadcrumb={[{ label: 'Personen', to: '/personen' }]}
          title="Neue Fallakte"
          subtitle="Die Akte beginnt als Prüffall: getrennt geführt und nach spätestens zwölf Monaten zu bestätigen oder zu löschen."
        />
      }
    >
      <div className={styles.sheet}>
        <div className={styles.form}>
          {draft.restoredAt && (
            <Notice
              tone="info"
              icon={History}
              title={`Entwurf vom ${formatInstant(draft.restoredAt)} wiederhergestellt`}
              action={
                <Button
                  size="sm"
                  variant="quiet"
                  onPress={() => {
                    form.reset(EMPTY_PERSON);
                    void draft.discard();
                  }}
                >
                  Entwurf verwerfen
                </Button>
              }
            />
          )}
          <Panel>
            <Form label="Neue Fallakte" onSubmit={() => void submit()}>
              <PersonFields form={form} />
              {problem && <FieldError>{problem}</FieldError>}
              <FormActions>
                <Button
                  type="submit"
                  variant="primary"
                  icon={FolderPlus}
                  isPending={create.isPending}
                  shortcut="Strg+Enter"
                >
                  Fallakte anlegen
                </Button>
                <Button variant="quiet" onPress={() => void navigate('/personen')}>
                  Abbrechen
                </Button>
              </FormActions>
            </Form>
          </Panel>
        </div>
        <aside className={styles.aside} aria-label="Prüfung auf Dubletten">
          <DuplicateWarning form={form} personId={null} saysNone seen={seen} />
        </aside>
      </div>
    </Page>
  );
}
