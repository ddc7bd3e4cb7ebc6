/** The five-second look: why classified, what is running, what is due, what is new. */
import { CalendarClock, ClipboardList, Gavel, GitMerge, IdCard, ScrollText, Siren } from 'lucide-react';
import { dueState } from '#shared/domain/deadlines';
import { MEASURE_STATE_LABELS, MEASURE_STATES, type MeasureState } from '#shared/domain/measure';
import { OUTCOME_LABELS } from '#shared/domain/offence';
import { comparePartial, formatPartialDate } from '#shared/domain/partial-date';
import { PERSON_GROUP_LABELS } from '#shared/domain/person-group';
import { PROPOSAL_STATE_LABELS } from '#shared/domain/procedure';
import { useOperation } from '../../app/queries';
import {
  Badge,
  DefinitionList,
  EmptyState,
  List,
  ListRow,
  LoadingState,
  Notice,
  Panel,
  StatementMark,
  TextLink,
} from '../../ui';
import { formatInstant, today } from './labels';
import styles from './OverviewSection.module.css';
import { PersonaliaView } from './PersonaliaView';
import type { FileSectionProps } from './sections';

const LATEST = 5;
const DUE_TONES = { OVERDUE: 'overdue', DUE_SOON: 'due-soon', LATER: 'neutral' } as const;

export function OverviewSection({ personId, file }: FileSectionProps) {
  return (
    <div className={styles.grid}>
      <div className={styles.column}>
        <MergeNotice personId={personId} />
        <ClassificationPanel personId={personId} />
        <RunningMeasures personId={personId} />
        <LatestFindings personId={personId} />
      </div>
      <div className={styles.column}>
        <Panel
          title="Personalien"
          icon={IdCard}
          actions={<TextLink to={`/akten/${personId}/personalien`}>Alle Personalien</TextLink>}
        >
          <PersonaliaView file={file} />
        </Panel>
        <LatestOffences personId={personId} />
      </div>
    </div>
  );
}

/** The file came from two: whoever reads it knows, and the way back is one click away. */
function MergeNotice({ personId }: { personId: string }) {
  const list = useOperation('duplicates.mergesOfPerson', { personId });
  const merges = (list.data?.merges ?? []).filter(({ state }) => state === 'WIRKSAM');
  return merges.map(({ id, otherFileNo, mergedAt, openKind }) => (
    <Notice
      key={id}
      tone="info"
      icon={GitMerge}
      title={`Zusammengeführt mit ${otherFileNo}${mergedAt ? ` am ${formatInstant(mergedAt)}` : ''}`}
      action={<TextLink to={`/dubletten/zusammenfuehrung/${id}`}>Zur Zusammenführung</TextLink>}
    >
      {openKind === 'UNDO' && 'Die Aufhebung ist vorgeschlagen und wartet auf Entscheidung.'}
    </Notice>
  ));
}

function ClassificationPanel({ personId }: { personId: string }) {
  const list = useOperation('classifications.listOfPerson', { personId });
  const to = `/akten/${personId}/einstufung`;
  return (
    <Panel title="Einstufung" icon={Gavel} actions={<TextLink to={to}>Zur Einstufung</TextLink>}>
      {!list.data ? (
        <LoadingState rows={2} />
      ) : (
        <>
          {list.data.open && (
            <Notice
              tone="due-soon"
              icon={CalendarClock}
              title={`Vorschlag: ${PROPOSAL_STATE_LABELS[list.data.open.step]}`}
            />
          )}
          {list.data.current ? (
            <DefinitionList
              columns={1}
              items={[
                {
                  term: 'Personenkreis',
                  value: list.data.current.personGroup
                    ? PERSON_GROUP_LABELS[list.data.current.personGroup]
                    : null,
                },
                {
                  term: 'Eingestuft seit',
                  value: list.data.current.effectiveOn
                    ? formatPartialDate(list.data.current.effectiveOn)
                    : null,
                  note: list.data.current.legacy?.label ?? `entschieden von ${list.data.current.deciderName}`,
                },
                {
                  term: 'Nächste Überprüfung',
                  value: list.data.current.reviewOn && (
                    <Badge tone={DUE_TONES[dueState(list.data.current.reviewOn, today())]}>
                      {formatPartialDate(list.data.current.reviewOn)}
                    </Badge>
                  ),
                },
                {
                  term: 'Begründung',
                  value: list.data.current.decisionReason || list.data.current.occasion,
                  isWide: true,
                },
              ]}
            />
          ) : (
            <p className={styles.muted}>Es liegt keine Entscheidung vor.</p>
          )}
        </>
      )}
    </Panel>
  );
}

const ENDED: ReadonlySet<MeasureState> = new Set(
  MEASURE_STATES.filter(
    (state) => state === 'BEENDET' || state === 'ERFOLGLOS' || state === 'GEPRUEFT_ABGELEHNT',
  ),
);

function RunningMeasures({ personId }: { personId: string }) {
  const list = useOperation('measures.listOfPerson', { personId });
  const running = (list.data?.measures ?? []).filter((measure) => !ENDED.has(measure.state));
  return (
    <Panel title="Laufende Maßnahmen" icon={ClipboardList} count={running.length} isFlush>
      {!list.data ? (
        <LoadingState rows={2} />
      ) : running.length === 0 ? (
        <EmptyState icon={ClipboardList} title="Keine laufende Maßnahme" isSmall />
      ) : (
        <List label="Laufende Maßnahmen">
          {running.slice(0, LATEST).map((measure) => (
            <ListRow
              key={measure.id}
              to={`/akten/${personId}/massnahmen`}
              title={measure.title}
              detail={[measure.leadAgency, measure.responsible, MEASURE_STATE_LABELS[measure.state]]
                .filter(Boolean)
                .join(' · ')}
              end={measure.dueOn && formatPartialDate(measure.dueOn)}
            />
          ))}
        </List>
      )}
    </Panel>
  );
}

function LatestFindings({ personId }: { personId: string }) {
  const list = useOperation('findings.newest', { personId });
  const findings = list.data?.findings ?? [];
  return (
    <Panel
      title="Neueste Erkenntnisse"
      icon={ScrollText}
      count={list.data?.total ?? 0}
      isFlush
      actions={<TextLink to={`/akten/${personId}/erkenntnisse`}>Alle</TextLink>}
    >
      {!list.data ? (
        <LoadingState rows={3} />
      ) : findings.length === 0 ? (
        <EmptyState icon={ScrollText} title="Noch keine Erkenntnis" isSmall />
      ) : (
        <List label="Neueste Erkenntnisse">
          {findings.map((finding) => (
            <ListRow
              key={finding.id}
              to={`/akten/${personId}/erkenntnisse`}
              title={finding.title}
              detail={<StatementMark kind={finding.statementKind} />}
              end={
                finding.blocked ? (
                  <Badge tone="restricted">nicht gekennzeichnet</Badge>
                ) : (
                  finding.occurredOn && formatPartialDate(finding.occurredOn)
                )
              }
            />
          ))}
        </List>
      )}
    </Panel>
  );
}

function LatestOffences({ personId }: { personId: string }) {
  const list = useOperation('offences.list', { personId });
  const offences = [...(list.data?.offences ?? [])].sort((a, b) =>
    comparePartial(b.committedOn ?? '0000', a.committedOn ?? '0000'),
  );
  return (
    <Panel
      title="Straftaten"
      icon={Siren}
      count={offences.length}
      isFlush
      actions={<TextLink to={`/akten/${personId}/straftaten`}>Alle</TextLink>}
    >
      {!list.data ? (
        <LoadingState rows={2} />
      ) : offences.length === 0 ? (
        <EmptyState icon={Siren} title="Keine Straftat erfasst" isSmall />
      ) : (
        <List label="Straftaten">
          {offences.slice(0, LATEST).map((offence) => {
            const own = offence.participants.find((entry) => entry.personId === personId);
            return (
              <ListRow
                key={offence.id}
                to={`/akten/${personId}/straftaten`}
                title={offence.title}
                detail={[offence.norm, own && OUTCOME_LABELS[own.outcome]].filter(Boolean).join(' · ')}
                end={offence.committedOn && formatPartialDate(offence.committedOn)}
              />
            );
          })}
        </List>
      )}
    </Panel>
  );
}
