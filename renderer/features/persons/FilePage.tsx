/** The Fallakte: head, sections on the left, the chosen section, and beside it what is due and what changed. */
import { FolderOpen, GitMerge } from 'lucide-react';
import { useEffect } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { PersonFile } from '#shared/contract/persons';
import { useOperation } from '../../app/queries';
import { ReadOnlyFile } from '../../app/session';
import { ButtonLink, EmptyState, ErrorState, LoadingState, Page, PageHeader, SectionNav } from '../../ui';
import { ControlBanner } from '../audit/ControlBanner';
import { FileContext } from './FileContext';
import { FileHeader } from './FileHeader';
import { sectionMarks, useFileMarks } from './file-marks';
import { noteOpened } from './recent';
import { fileSections, sectionGroups } from './sections';

export function FilePage() {
  const { id = '', section = 'ueberblick' } = useParams();
  const file = useOperation('persons.get', { id });
  // A file that is not there may have been merged into another one: its address leads on.
  const survivor = useOperation(
    'duplicates.survivor',
    { personId: id },
    { enabled: file.error?.code === 'NOT_FOUND' },
  );
  if (file.isPending || (file.error?.code === 'NOT_FOUND' && survivor.isPending))
    return <LoadingState shape="document" />;
  if (file.error && survivor.data?.personId) {
    return (
      <Page header={<PageHeader breadcrumb={[{ label: 'Personen', to: '/personen' }]} title="Fallakte" />}>
        <EmptyState
          icon={GitMerge}
          title="Diese Akte ist in einer anderen aufgegangen."
          action={
            <ButtonLink variant="primary" to={`/akten/${survivor.data.personId}`}>
              Akte {survivor.data.fileNo} öffnen
            </ButtonLink>
          }
        />
      </Page>
    );
  }
  if (file.error) {
    return (
      <Page header={<PageHeader breadcrumb={[{ label: 'Personen', to: '/personen' }]} title="Fallakte" />}>
        <ErrorState
          title="Die Akte wurde nicht geöffnet"
          error={file.error}
          onRetry={() => void file.refetch()}
          action={<ButtonLink to="/personen">Zu den Personen</ButtonLink>}
        />
      </Page>
    );
  }
  return <LoadedFile key={id} file={file.data} sectionId={section} />;
}

function LoadedFile({ file, sectionId }: { file: PersonFile; sectionId: string }) {
  const navigate = useNavigate();
  useEffect(() => noteOpened(file.id), [file.id]);
  const marks = useFileMarks(file.id);
  const section = fileSections.find((entry) => entry.id === sectionId);
  return (
    <ReadOnlyFile value={isReadOnly(file)}>
      <Page
        header={<FileHeader file={file} marks={marks} />}
        nav={
          <SectionNav
            label="Abschnitte der Fallakte"
            groups={sectionGroups(file.id, sectionMarks(marks, file.leading.reviewScript))}
            activeId={sectionId}
            onJump={(item) => void navigate(item.to)}
          />
        }
        context={<FileContext file={file} marks={marks} />}
      >
        {file.openedBy.includes('CONTROL') && <ControlBanner personId={file.id} />}
        {section ? (
          <section.Component file={file} personId={file.id} />
        ) : (
          <EmptyState icon={FolderOpen} title="Diesen Abschnitt gibt es nicht." />
        )}
      </Page>
    </ReadOnlyFile>
  );
}

/** Restricted (§ 32 PolG NRW) or open through a grant that is no right to write: nothing to edit is offered. */
function isReadOnly({ restricted, openedBy }: PersonFile): boolean {
  return restricted || (openedBy.length > 0 && !openedBy.includes('WRITE'));
}
