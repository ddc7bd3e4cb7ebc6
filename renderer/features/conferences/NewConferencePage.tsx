/** Planning a new conference; beside the form stands who will be invited with the chosen platform. */
import { CalendarPlus } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { CONFERENCE_PLATFORM_LABELS } from '#shared/domain/conference';
import { applyFieldErrors } from '../../app/client';
import { useDraft } from '../../app/drafts';
import { useCommand, useOperation } from '../../app/queries';
import {
  Button,
  FieldError,
  Form,
  FormActions,
  List,
  ListRow,
  Page,
  PageHeader,
  Panel,
  toast,
  useUnsavedGuard,
} from '../../ui';
import { ConferenceFields } from './ConferenceFields';
import { type ConferenceValues, useConferenceForm, useNewConference } from './conference-form';
import { PoliceMark } from './marks';
import styles from './NewConferencePage.module.css';

export function NewConferencePage() {
  const navigate = useNavigate();
  const [problem, setProblem] = useState<string>();
  const [isDone, setDone] = useState(false);
  const form = useConferenceForm(useNewConference());
  const draft = useDraft('conferences.new', form);
  const create = useCommand('conferences.create', { invalidates: ['conferences', 'start'] });
  useUnsavedGuard(form.formState.isDirty && !isDone);

  const save = form.handleSubmit(async (values) => {
    setProblem(undefined);
    try {
      const { id, number } = await create.mutateAsync(values);
      await draft.discard();
      setDone(true);
      toast({ text: `Fallkonferenz ${number} geplant.` });
      // After the guard has seen that nothing is unsaved any more.
      setTimeout(() => void navigate(`/fallkonferenzen/${id}`), 0);
    } catch (error) {
      setProblem(applyFieldErrors(error, form.setError));
    }
  });

  return (
    <Page
      header={
        <PageHeader
          breadcrumb={[{ label: 'Fallkonferenzen', to: '/fallkonferenzen' }]}
          title="Fallkonferenz planen"
          subtitle="Tagesordnung und weitere Behörden kommen im nächsten Schritt dazu."
        />
      }
    >
      <div className={styles.columns}>
        <Form onSubmit={() => void save()} label="Fallkonferenz planen">
          <ConferenceFields form={form} />
          <FieldError>{problem}</FieldError>
          <FormActions>
            <Button
              type="submit"
              variant="primary"
              icon={CalendarPlus}
              shortcut="Strg+Enter"
              isPending={create.isPending}
            >
              Konferenz anlegen
            </Button>
            {draft.restoredAt && <span className={styles.draft}>Entwurf wiederhergestellt</span>}
          </FormActions>
        </Form>
        <Invited values={form.watch()} />
      </div>
    </Page>
  );
}

function Invited({ values }: { values: ConferenceValues }) {
  const { data } = useOperation('conferences.agencies', {});
  const members = (data?.agencies ?? []).filter(
    (agency) =>
      agency.standingMemberOf.includes(values.platform) ||
      (values.sikoInvited === true && agency.key === 'SIKO_MKJFGFI'),
  );
  return (
    <Panel title="Werden eingeladen" count={members.length} isFlush>
      {members.length === 0 ? (
        <p className={styles.none}>
          {CONFERENCE_PLATFORM_LABELS[values.platform]} hat keine ständigen Mitglieder. Behörden werden im
          nächsten Schritt hinzugefügt.
        </p>
      ) : (
        <List label="Werden eingeladen">
          {members.map((agency) => (
            <ListRow
              key={agency.key}
              title={agency.shortName}
              detail={
                agency.standingMemberOf.includes(values.platform) ? 'ständiges Mitglied' : 'anlassbezogen'
              }
              end={<PoliceMark police={agency.police} />}
            />
          ))}
        </List>
      )}
    </Panel>
  );
}
