/** One Fallkonferenz: planning while it lies ahead, the result once it is closed. */
import { ClipboardPen, FileText, Info, Play } from 'lucide-react';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { Conference } from '#shared/contract/conferences';
import { CONFERENCE_KIND_LABELS } from '#shared/domain/conference';
import { formatPartialDate } from '#shared/domain/partial-date';
import { AppError, applyFieldErrors } from '../../app/client';
import { useDraft } from '../../app/drafts';
import { useCommand, useOperation } from '../../app/queries';
import { usePanel, usePermission, useSession } from '../../app/session';
import {
  Button,
  ButtonLink,
  ContextPanel,
  DefinitionList,
  EditableBlock,
  ErrorState,
  LoadingState,
  Notice,
  Page,
  PageHeader,
  Stack,
  toast,
} from '../../ui';
import { AgenciesPanel } from './AgenciesPanel';
import { AgendaPanel } from './AgendaPanel';
import { ConferenceFields } from './ConferenceFields';
import { useConferenceForm, valuesOf } from './conference-form';
import { conferenceName, longDay } from './labels';
import { ConferenceStateBadge, MissingList } from './marks';
import { OutcomePanel } from './OutcomePanel';

export function ConferencePage() {
  const { id = '' } = useParams();
  const conference = useOperation('conferences.get', { id });
  if (conference.isPending) return <LoadingState shape="document" />;
  if (conference.error)
    return <ErrorState error={conference.error} onRetry={() => void conference.refetch()} />;
  return <Loaded key={id} conference={conference.data} />;
}

function Loaded({ conference }: { conference: Conference }) {
  const isClosed = conference.state === 'ABGESCHLOSSEN';
  return (
    <Page
      header={<Header conference={conference} />}
      context={!isClosed && <Readiness conference={conference} />}
    >
      <Stack>
        {conference.furtherItems && (
          <Notice icon={Info} title="Die Tagesordnung hat weitere Punkte.">
            Sie betreffen Akten, die für Sie nicht freigegeben sind.
          </Notice>
        )}
        {isClosed ? <OutcomePanel conference={conference} /> : <AgendaPanel conference={conference} />}
        <AgenciesPanel conference={conference} />
        <PlanBlock conference={conference} />
      </Stack>
    </Page>
  );
}

function Header({ conference }: { conference: Conference }) {
  const mayIssue = usePermission('DOSSIER_ISSUE');
  const facts = [
    CONFERENCE_KIND_LABELS[conference.kind],
    longDay(conference.heldOn),
    conference.startsAt && `${conference.startsAt} Uhr`,
    conference.place,
  ].filter(Boolean);
  return (
    <PageHeader
      breadcrumb={[{ label: 'Fallkonferenzen', to: '/fallkonferenzen' }]}
      title={conferenceName(conference)}
      badges={<ConferenceStateBadge state={conference.state} />}
      subtitle={[conference.title, ...facts].filter(Boolean).join('  ·  ')}
      action={
        conference.state === 'LAUFEND' && conference.may.record ? (
          <ButtonLink
            variant="primary"
            icon={ClipboardPen}
            to={`/fallkonferenzen/${conference.id}/protokoll`}
          >
            Protokoll führen
          </ButtonLink>
        ) : conference.state === 'GEPLANT' ? (
          <StartButton conference={conference} />
        ) : (
          conference.state === 'ABGESCHLOSSEN' &&
          mayIssue && (
            <ButtonLink
              variant="primary"
              icon={FileText}
              to={`/fallkonferenzen/${conference.id}/ergebnisvermerk`}
            >
              Ergebnisvermerk
            </ButtonLink>
          )
        )
      }
    />
  );
}

function StartButton({ conference }: { conference: Conference }) {
  const navigate = useNavigate();
  const userId = useSession((state) => state.user?.id);
  const start = useCommand('conferences.start');
  const isStaff = conference.chairId === userId || conference.minutesId === userId;
  if (!isStaff) return null;
  async function run() {
    try {
      await start.mutateAsync({ conferenceId: conference.id, revision: conference.revision });
      void navigate(`/fallkonferenzen/${conference.id}/protokoll`);
    } catch (error) {
      toast({ tone: 'error', text: error instanceof AppError ? error.message : 'Unerwarteter Fehler.' });
    }
  }
  return (
    <Button variant="primary" icon={Play} isPending={start.isPending} onPress={() => void run()}>
      Sitzung eröffnen
    </Button>
  );
}

function Readiness({ conference }: { conference: Conference }) {
  const panel = usePanel('conference');
  const isPlanned = conference.state === 'GEPLANT';
  return (
    <ContextPanel title={isPlanned ? 'Vorbereitung' : 'Bis zum Abschluss'} {...panel}>
      <MissingList
        problems={conference.missing}
        done={isPlanned ? 'Alles vorbereitet.' : 'Das Protokoll ist vollständig.'}
      />
    </ContextPanel>
  );
}

function PlanBlock({ conference }: { conference: Conference }) {
  const [isEditing, setEditing] = useState(false);
  const [problem, setProblem] = useState<string>();
  const form = useConferenceForm(valuesOf(conference));
  const draft = useDraft(`conferences.edit:${conference.id}`, form, { isActive: isEditing });
  const update = useCommand('conferences.update', { invalidates: ['conferences', 'start'] });
  const siko =
    conference.sikoInvited === null ? null : conference.sikoInvited ? 'nimmt teil' : 'nimmt nicht teil';

  const leave = () => {
    void draft.discard();
    form.reset(valuesOf(conference));
    setProblem(undefined);
    setEditing(false);
  };
  const save = form.handleSubmit(async (values) => {
    setProblem(undefined);
    try {
      await update.mutateAsync({ ...values, conferenceId: conference.id, revision: conference.revision });
      await draft.discard();
      setEditing(false);
      toast({ text: 'Angaben zur Konferenz gespeichert.' });
    } catch (error) {
      setProblem(applyFieldErrors(error, form.setError));
    }
  });

  return (
    <EditableBlock
      title="Angaben zur Konferenz"
      icon={Info}
      canEdit={conference.may.plan}
      isEditing={isEditing}
      isDirty={form.formState.isDirty}
      isSaving={update.isPending}
      error={problem}
      draftHint={draft.restoredAt && 'Entwurf wiederhergestellt'}
      onEdit={() => {
        form.reset(valuesOf(conference));
        setEditing(true);
      }}
      onCancel={leave}
      onSave={() => save()}
      read={
        <DefinitionList
          items={[
            { term: 'Vorsitz', value: conference.chairName },
            { term: 'Protokollführung', value: conference.minutesName },
            { term: 'Ort', value: conference.place },
            {
              term: 'Siko (MKJFGFI)',
              value: siko,
              note: conference.sikoReason,
            },
            {
              term: 'Vertraulichkeitshinweis',
              value: conference.confidentialityNoted ? 'erteilt' : 'noch nicht vermerkt',
            },
            { term: 'Nächster Termin', value: conference.nextOn && formatPartialDate(conference.nextOn) },
          ]}
        />
      }
    >
      <ConferenceFields form={form} isFixed={conference.state !== 'GEPLANT'} />
    </EditableBlock>
  );
}
