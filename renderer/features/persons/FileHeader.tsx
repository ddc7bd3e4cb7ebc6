/** Head of a Fallakte: who this is, where the case stands, what is wrong, what is due next. */
import { Building2, CalendarClock, Eraser, EyeOff, FileOutput, UserRoundCheck } from 'lucide-react';
import { Link } from 'react-aria-components';
import type { FileMarks, PersonFile } from '#shared/contract/persons';
import { effectiveCaseStatus } from '#shared/domain/case-status';
import { formatPartialDate } from '#shared/domain/partial-date';
import { PHAENOMENBEREICH_LABELS } from '#shared/domain/phaenomenbereich';
import { usePermission, useSession } from '../../app/session';
import { Badge, ButtonLink, PageHeader } from '../../ui';
import { CaseStatusBadge } from './CaseStatusBadge';
import styles from './FileHeader.module.css';
import { DEADLINE_SECTIONS } from './file-marks';
import { birthAndAge, displayName, nationalityText, today } from './labels';

const SHOWN_ALIASES = 4;

export function FileHeader({ file, marks }: { file: PersonFile; marks: FileMarks | undefined }) {
  const ownOffice = useSession((state) => state.user?.officeId);
  const mayIssue = usePermission('DOSSIER_ISSUE');
  const { leading } = file;
  const review = marks?.deadlines.find(({ kind }) => kind === 'REVIEW')?.dueOn ?? null;
  const blocked = marks ? Object.values(marks.blocked).reduce((sum, count) => sum + count, 0) : 0;
  return (
    <PageHeader
      breadcrumb={
        file.openedBy.includes('CONTROL')
          ? [{ label: 'Einzelfallkontrolle', to: '/datenschutz/einzelfall' }]
          : [{ label: 'Personen', to: '/personen' }]
      }
      title={displayName(leading)}
      badges={
        <>
          <CaseStatusBadge
            status={effectiveCaseStatus(file.caseStatus, review, today())}
            isLegacy={marks?.legacy ?? false}
          />
          {marks?.age && !marks.age.isMinor && (
            <Badge tone="protected" icon={UserRoundCheck}>
              {marks.age.label}
            </Badge>
          )}
          {marks?.openDeletion && (
            <Badge tone="due-soon" icon={Eraser}>
              Löschung vorgeschlagen
            </Badge>
          )}
          {leading.reviewScript && <Badge tone="due-soon">Umschrift prüfen</Badge>}
          {blocked > 0 && (
            <Badge tone="restricted" icon={EyeOff}>
              {blocked === 1 ? '1 Eintrag gesperrt' : `${blocked} Einträge gesperrt`}
            </Badge>
          )}
          {file.protected && <Badge tone="protected">geschützt</Badge>}
          {file.restricted && <Badge tone="restricted">Verarbeitung eingeschränkt</Badge>}
          {file.openedBy.includes('EMERGENCY') && <Badge tone="due-soon">Notzugriff</Badge>}
          {file.officeId !== ownOffice && (
            <Badge tone="protected" icon={Building2}>
              Akte der {file.officeName}
            </Badge>
          )}
        </>
      }
      subtitle={
        <span className={styles.facts}>
          {factsOf(file).map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
        </span>
      }
      moreActions={<NextDeadline personId={file.id} marks={marks} />}
      action={
        mayIssue && (
          <ButtonLink variant="secondary" icon={FileOutput} to={`/akten/${file.id}/dossier/neu`}>
            Dossier ausgeben
          </ButtonLink>
        )
      }
    >
      {(file.aliases.length > 0 || leading.originalScript) && <Names file={file} />}
      {marks?.age?.isMinor && (
        <p className={styles.minor}>
          <UserRoundCheck aria-hidden size={16} strokeWidth={1.75} />
          <span>
            <strong>{marks.age.label}.</strong> Kürzere Fristen, Unterrichtung der Sorgeberechtigten, und für
            Einstufung, Übermittlung und Verlängerung die Zustimmung einer weiteren Person.{' '}
            <Link href={`/akten/${file.id}/speicherfrist`}>Zur Speicherfrist</Link>
          </span>
        </p>
      )}
    </PageHeader>
  );
}

/** Other names under which the person is known; the whole list stands in the Personalien. */
function Names({ file }: { file: PersonFile }) {
  const names = [
    ...new Set(file.aliases.map((alias) => alias.aliasName || displayName(alias)).filter(Boolean)),
  ];
  const further = names.length - SHOWN_ALIASES;
  return (
    <p className={styles.names}>
      {file.leading.originalScript && <bdi>{file.leading.originalScript}</bdi>}
      {names.length > 0 && (
        <span>
          <span className={styles.label}>alias</span> {names.slice(0, SHOWN_ALIASES).join(' · ')}
          {further > 0 && (
            <>
              {' '}
              <Link href={`/akten/${file.id}/personalien`}>und {further} weitere</Link>
            </>
          )}
        </span>
      )}
    </p>
  );
}

function factsOf(file: PersonFile): string[] {
  const { leading } = file;
  const birth = birthAndAge(leading.birthDate, today());
  const born = birth && `geb. ${birth}${leading.birthPlace ? ` in ${leading.birthPlace}` : ''}`;
  return [
    born || 'Geburtsdatum nicht bekannt',
    file.nationalities.map(nationalityText).join(', '),
    file.phaenomenbereich ? PHAENOMENBEREICH_LABELS[file.phaenomenbereich] : '',
    file.fileNo,
    officerText(file),
  ].filter(Boolean);
}

function officerText(file: PersonFile): string {
  if (file.officerName) {
    const deputy = file.deputyName && ` (Vertretung ${file.deputyName})`;
    return `Sachbearbeitung ${file.officerName}${deputy}`;
  }
  return file.officerNote
    ? `Sachbearbeitung laut Liste: ${file.officerNote}`
    : 'keine Sachbearbeitung zugewiesen';
}

function NextDeadline({ personId, marks }: { personId: string; marks: FileMarks | undefined }) {
  const next = marks?.deadlines[0];
  if (!next) return null;
  return (
    <Link
      href={`/akten/${personId}/${DEADLINE_SECTIONS[next.kind]}`}
      className={styles.deadline}
      data-state={next.state}
    >
      <CalendarClock aria-hidden size={18} strokeWidth={1.75} />
      <span className={styles.deadlineText}>
        <span className={styles.deadlineDay}>
          {next.state === 'OVERDUE' ? 'Überfällig seit' : 'Nächste Frist'} {formatPartialDate(next.dueOn)}
        </span>
        <span className={styles.deadlineTitle}>{next.title}</span>
      </span>
    </Link>
  );
}
