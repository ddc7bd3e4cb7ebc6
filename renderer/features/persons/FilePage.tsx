/** The Fallakte: head, sections on the left, the chosen section, and beside it what is due and what changed. */
import { FolderOpen } from 'lucide-react';
import { useNavigate, useParams } from 'react-router';
import type { PersonFile } from '#shared/contract/persons';
import { PHAENOMENBEREICH_LABELS } from '#shared/domain/phaenomenbereich';
import { useOperation } from '../../app/queries';
import { Badge, EmptyState, ErrorState, LoadingState, Page, PageHeader, SectionNav } from '../../ui';
import { CaseStatusBadge } from './CaseStatusBadge';
import { FileContext } from './FileContext';
import styles from './FilePage.module.css';
import { birthAndAge, displayName, today } from './labels';
import { fileSections, sectionGroups } from './sections';

export function FilePage() {
  const { id = '', section = 'ueberblick' } = useParams();
  const file = useOperation('persons.get', { id });
  if (file.isPending) return <LoadingState shape="document" />;
  if (file.error) return <ErrorState error={file.error} onRetry={() => void file.refetch()} />;
  return <LoadedFile key={id} file={file.data} sectionId={section} />;
}

function LoadedFile({ file, sectionId }: { file: PersonFile; sectionId: string }) {
  const navigate = useNavigate();
  const section = fileSections.find((entry) => entry.id === sectionId);
  return (
    <Page
      header={<FileHeader file={file} />}
      nav={
        <SectionNav
          label="Abschnitte der Fallakte"
          groups={sectionGroups(file.id)}
          activeId={sectionId}
          onJump={(item) => void navigate(item.to)}
        />
      }
      context={<FileContext file={file} />}
    >
      {section ? (
        <section.Component file={file} personId={file.id} />
      ) : (
        <EmptyState icon={FolderOpen} title="Diesen Abschnitt gibt es nicht." />
      )}
    </Page>
  );
}

function FileHeader({ file }: { file: PersonFile }) {
  const { leading } = file;
  const facts = [
    birthAndAge(leading.birthDate, today()) && `geb. ${birthAndAge(leading.birthDate, today())}`,
    file.phaenomenbereich && PHAENOMENBEREICH_LABELS[file.phaenomenbereich],
    `${file.fileNo} – VS-NfD`,
    officerText(file),
  ].filter(Boolean);
  return (
    <PageHeader
      breadcrumb={[{ label: 'Personen', to: '/personen' }]}
      title={displayName(leading)}
      badges={
        <>
          <CaseStatusBadge status={file.caseStatus} />
          {leading.reviewScript && <Badge tone="due-soon">Umschrift prüfen</Badge>}
          {file.aliases.length > 0 && (
            <span className={styles.alias}>
              alias {file.aliases.map((alias) => alias.aliasName || displayName(alias)).join(' · ')}
            </span>
          )}
        </>
      }
      subtitle={facts.join('  ·  ')}
    />
  );
}

function officerText(file: PersonFile): string {
  if (file.officerName)
    return `Sachbearbeitung ${file.officerName}${file.deputyName ? `, Vertretung ${file.deputyName}` : ''}`;
  return file.officerNote
    ? `Sachbearbeitung laut Liste: ${file.officerNote}`
    : 'keine Sachbearbeitung zugewiesen';
}
