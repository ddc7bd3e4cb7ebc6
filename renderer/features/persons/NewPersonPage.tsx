import { FolderPlus, History } from 'lucide-react';
import { useState } from 'react';
import { useWatch } from 'react-hook-form';
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
import { DuplicateWarning, NoDuplicate, useDuplicates } from '../duplicates/DuplicateWarning';
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
  const duplicates = useDuplicates(form, null);
  const [familyName, givenNames] = useWatch({
    control: form.control,
    name: ['leading.familyName', 'leading.givenNames'],
  });
  useUnsavedGuard(form.formState.isDirty && !isDone && !create.isPending);

  const submit = form.handleSubmit(async (values) => {
    setProblem(undefined);
    try {
      const { id } = await create.mutateAsync({ ...values, seenDuplicates: duplicates.map(({ id }) => id) });
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
          <DuplicateWarning hits={duplicates} form={form} personId={null} />
          {duplicates.length === 0 && familyName.trim() && givenNames.trim() && <NoDuplicate />}
        </aside>
      </div>
    </Page>
  );
}
