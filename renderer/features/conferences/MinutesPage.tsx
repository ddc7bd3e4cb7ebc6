/** The minutes while the conference runs, made for the keyboard: agenda, entry line, and what will be in the Vermerk. */
import { CheckCheck, ClipboardPen } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import type { Conference } from '#shared/contract/conferences';
import { AppError } from '../../app/client';
import { useCommand, useOperation } from '../../app/queries';
import {
  Button,
  ButtonLink,
  confirm,
  EmptyState,
  ErrorState,
  LoadingState,
  Page,
  PageHeader,
  toast,
} from '../../ui';
import { AgendaNav } from './AgendaNav';
import { EntryLine } from './EntryLine';
import { ItemMinutes } from './ItemMinutes';
import { conferenceName, longDay } from './labels';
import styles from './MinutesPage.module.css';
import { ConferenceStateBadge, MissingList } from './marks';
import { EMPTY_RESOLUTION, ResolutionDialog, type ResolutionValues } from './ResolutionDialog';
import { ResultColumn } from './ResultColumn';

export function MinutesPage() {
  const { id = '' } = useParams();
  const conference = useOperation('conferences.get', { id });
  if (conference.isPending) return <LoadingState shape="document" />;
  if (conference.error)
    return <ErrorState error={conference.error} onRetry={() => void conference.refetch()} />;
  if (!conference.data.may.record) return <NotRecording conference={conference.data} />;
  return <Minutes key={id} conference={conference.data} />;
}

interface Editing {
  itemId: string;
  values: ResolutionValues;
  existing?: { id: string; revision: number; number: string } | undefined;
  answer: (isSaved: boolean) => void;
}

function Minutes({ conference }: { conference: Conference }) {
  const [search, setSearch] = useSearchParams();
  const catalogue = useOperation('measures.catalogue', {});
  const [editing, setEditing] = useState<Editing | null>(null);
  const measures = catalogue.data?.measures ?? [];
  const position = Number(search.get('top'));
  const item = conference.items.find((entry) => entry.position === position) ?? conference.items[0];
  const select = (itemId: string) => {
    const next = conference.items.find((entry) => entry.id === itemId);
    if (next) setSearch({ top: String(next.position) }, { replace: true });
  };
  const edit = (itemId: string, values: ResolutionValues, existing?: Editing['existing']) =>
    new Promise<boolean>((answer) => setEditing({ itemId, values, existing, answer }));
  useAgendaKeys(conference, item?.id, select);

  return (
    <Page
      header={<Header conference={conference} />}
      nav={<AgendaNav conference={conference} activeId={item?.id} onSelect={select} />}
      layout="wide"
    >
      {item ? (
        <div className={styles.columns}>
          <div className={styles.middle}>
            <ItemMinutes key={item.id} conference={conference} item={item} />
            <EntryLine
              conference={conference}
              item={item}
              measures={measures}
              onSaved={select}
              onIncomplete={(itemId, values) => edit(itemId, values)}
            />
          </div>
          <ResultColumn
            conference={conference}
            item={item}
            onAdd={() => void edit(item.id, EMPTY_RESOLUTION)}
            onEdit={(resolution) => void edit(item.id, resolution, resolution)}
          />
        </div>
      ) : (
        <EmptyState icon={ClipboardPen} title="Für Sie sind keine Punkte dieser Tagesordnung freigegeben." />
      )}
      {editing && (
        <ResolutionDialog
          conference={conference}
          itemId={editing.itemId}
          measures={measures}
          values={pickValues(editing.values)}
          existing={editing.existing}
          onClose={(isSaved) => {
            editing.answer(isSaved);
            setEditing(null);
          }}
        />
      )}
    </Page>
  );
}

/** A Beschluss carries more than its form. */
function pickValues(values: ResolutionValues): ResolutionValues {
  const { kind, body, personId, measureCode, leadAgencyId, responsible, contributors, dueOn } = values;
  return { kind, body, personId, measureCode, leadAgencyId, responsible, contributors, dueOn };
}

/** Alt+Pfeil walks the agenda from anywhere, also from within the entry line. */
function useAgendaKeys(
  conference: Conference,
  activeId: string | undefined,
  select: (itemId: string) => void,
): void {
  useEffect(() => {
    function walk(event: KeyboardEvent) {
      if (!event.altKey || event.ctrlKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
      const index = conference.items.findIndex((item) => item.id === activeId);
      const next = conference.items[index + (event.key === 'ArrowDown' ? 1 : -1)];
      if (!next) return;
      event.preventDefault();
      select(next.id);
    }
    window.addEventListener('keydown', walk);
    return () => window.removeEventListener('keydown', walk);
  });
}

function Header({ conference }: { conference: Conference }) {
  return (
    <PageHeader
      breadcrumb={[
        { label: 'Fallkonferenzen', to: '/fallkonferenzen' },
        { label: conferenceName(conference), to: `/fallkonferenzen/${conference.id}` },
      ]}
      title="Protokoll"
      badges={<ConferenceStateBadge state={conference.state} />}
      subtitle={[longDay(conference.heldOn), conference.place, `Vorsitz ${conference.chairName}`]
        .filter(Boolean)
        .join('  ·  ')}
      action={conference.may.close && <CloseButton conference={conference} />}
    />
  );
}

function CloseButton({ conference }: { conference: Conference }) {
  const navigate = useNavigate();
  const close = useCommand('conferences.close', { invalidates: ['conferences', 'measures', 'start'] });
  async function run() {
    if (conference.missing.length > 0) {
      await confirm({
        title: 'Das Protokoll ist noch nicht vollständig',
        body: <MissingList problems={conference.missing} done="" />,
        confirmLabel: 'Zurück zum Protokoll',
        cancelLabel: 'Schließen',
      });
      return;
    }
    const isSure = await confirm({
      title: 'Protokoll abschließen?',
      body: 'Beiträge, Bewertungen und Beschlüsse stehen danach fest; Berichtigungen gehören in die nächste Konferenz. Offene Beschlüsse der Statusrunde werden in diese Konferenz übertragen.',
      confirmLabel: 'Abschließen',
    });
    if (!isSure) return;
    try {
      const { carriedOver } = await close.mutateAsync({
        conferenceId: conference.id,
        revision: conference.revision,
      });
      toast({
        text:
          carriedOver === 0
            ? 'Protokoll abgeschlossen.'
            : `Protokoll abgeschlossen, ${carriedOver === 1 ? 'ein offener Beschluss' : `${carriedOver} offene Beschlüsse`} übertragen.`,
      });
      void navigate(`/fallkonferenzen/${conference.id}`);
    } catch (error) {
      toast({ tone: 'error', text: error instanceof AppError ? error.message : 'Unerwarteter Fehler.' });
    }
  }
  return (
    <Button
      variant={conference.missing.length === 0 ? 'primary' : 'secondary'}
      icon={CheckCheck}
      isPending={close.isPending}
      onPress={() => void run()}
    >
      Protokoll abschließen
    </Button>
  );
}

function NotRecording({ conference }: { conference: Conference }) {
  const isClosed = conference.state === 'ABGESCHLOSSEN';
  return (
    <Page
      header={
        <PageHeader
          breadcrumb={[{ label: 'Fallkonferenzen', to: '/fallkonferenzen' }]}
          title={conferenceName(conference)}
        />
      }
    >
      <EmptyState
        icon={ClipboardPen}
        title={isClosed ? 'Das Protokoll ist abgeschlossen.' : 'Hier führen Sie kein Protokoll.'}
        action={<ButtonLink to={`/fallkonferenzen/${conference.id}`}>Zur Fallkonferenz</ButtonLink>}
      >
        {!isClosed && 'Das Protokoll führen Vorsitz und Protokollführung, sobald die Sitzung eröffnet ist.'}
      </EmptyState>
    </Page>
  );
}
