/** Left side for everyone who reads: the proposal as it was submitted, what changed, and the decision (F4, F7, F12). */
import {
  ArrowRight,
  CircleCheck,
  CircleX,
  FileQuestion,
  GitCompareArrows,
  ListChecks,
  MessageSquareText,
} from 'lucide-react';
import type { ClassificationDetail, EvidenceItem } from '#shared/contract/classifications';
import { formatPartialDate } from '#shared/domain/partial-date';
import { PERSON_GROUP_LABELS } from '#shared/domain/person-group';
import { EXIT_REASON_LABELS, REVIEW_OCCASION_LABELS } from '#shared/domain/procedure';
import { type Definition, DefinitionList, Notice, Panel, Statement } from '../../ui';
import { CriterionRead } from './Criteria';
import styles from './ProposalPage.module.css';

export function ProposalView({
  detail,
  evidence,
  activeKey,
  onActivate,
}: {
  detail: ClassificationDetail;
  evidence: ReadonlyMap<string, EvidenceItem>;
  activeKey: string | null;
  onActivate: (key: string) => void;
}) {
  return (
    <>
      <DecisionPanel detail={detail} />
      <ChangesPanel detail={detail} />
      <Panel>
        <DefinitionList items={facts(detail)} />
      </Panel>
      {detail.criteria.length > 0 && (
        <Panel
          title="Kriterien"
          icon={ListChecks}
          isFlush
          actions={
            <span className={styles.source}>
              Vorgabe der Dienststelle · Katalog Version {detail.catalogueVersion}
            </span>
          }
        >
          <ul>
            {detail.criteria.map((criterion) => (
              <CriterionRead
                key={criterion.key}
                criterion={criterion}
                evidence={evidence}
                isActive={criterion.key === activeKey}
                onActivate={() => onActivate(criterion.key)}
              />
            ))}
          </ul>
        </Panel>
      )}
      {(detail.prognosis || detail.proportionality) && (
        <Panel title="Prognose und Verhältnismäßigkeit" icon={MessageSquareText}>
          <div className={styles.texts}>
            <Statement kind="BEWERTUNG" meta={`Prognose · ${detail.proposerName}`}>
              {detail.prognosis}
            </Statement>
            <Statement kind="BEWERTUNG" meta={`Verhältnismäßigkeit · ${detail.proposerName}`}>
              {detail.proportionality}
            </Statement>
          </div>
        </Panel>
      )}
    </>
  );
}

function facts(detail: ClassificationDetail): Definition[] {
  return [
    { term: 'Personenkreis', value: detail.personGroup && PERSON_GROUP_LABELS[detail.personGroup] },
    { term: 'Anlass der Prüfung', value: detail.occasion && REVIEW_OCCASION_LABELS[detail.occasion] },
    ...(detail.exitReason
      ? [{ term: 'Ausstufungsgrund', value: EXIT_REASON_LABELS[detail.exitReason] }]
      : []),
  ];
}

function DecisionPanel({ detail }: { detail: ClassificationDetail }) {
  if (detail.legacy) {
    return (
      <Notice tone="due-soon" icon={FileQuestion} title={`Altbestand: ${detail.legacy.label}`}>
        {[detail.legacy.fileName && `Liste „${detail.legacy.fileName}“.`, detail.legacy.note]
          .filter(Boolean)
          .join('\n')}
      </Notice>
    );
  }
  if (detail.decidedAt === null || detail.effectiveOn === null) return null;
  const approved = detail.step === 'ENTSCHIEDEN_JA';
  return (
    <Notice
      tone={approved ? 'done' : 'info'}
      icon={approved ? CircleCheck : CircleX}
      title={`${approved ? 'Zugestimmt' : 'Abgelehnt'} mit Wirkung vom ${formatPartialDate(detail.effectiveOn)} durch ${detail.deciderName}`}
    >
      <p className={styles.decisionReason}>{detail.decisionReason}</p>
      {detail.reviewOn && <p>Nächste Überprüfung: {formatPartialDate(detail.reviewOn)}</p>}
    </Notice>
  );
}

type Changes = NonNullable<ClassificationDetail['previous']>['changes'];

/** The decider reads the difference first. */
export function ChangesPanel({ detail }: { detail: ClassificationDetail }) {
  const { previous } = detail;
  if (!previous) return null;
  const since = previous.effectiveOn ? ` vom ${formatPartialDate(previous.effectiveOn)}` : '';
  const groups = Map.groupBy(previous.changes, (change) => change.label);
  return (
    <Panel
      title={`Was sich seit der letzten Entscheidung${since} geändert hat`}
      icon={GitCompareArrows}
      isFoldable
    >
      {previous.origin === 'ALTBESTAND' && (
        <p className={styles.muted}>
          Die bisherige Einstufung ist Altbestand: Kriterien und Begründungen sind nicht überliefert.
        </p>
      )}
      {groups.size === 0 && previous.origin === 'SYSTEM' && (
        <p className={styles.muted}>Personenkreis, Kriterien, Belege und Begründungen sind unverändert.</p>
      )}
      {groups.size > 0 && (
        <dl className={styles.changes}>
          {[...groups].map(([label, changes]) => (
            <div key={label} className={styles.change}>
              <dt>{label}</dt>
              {changes.map((change) => (
                <Change key={change.kind} change={change} />
              ))}
            </div>
          ))}
        </dl>
      )}
    </Panel>
  );
}

/** Long texts stand one below the other, short values beside each other. */
function Change({ change }: { change: Changes[number] }) {
  const { kind, before, after } = change;
  if (kind === 'TEXT' || kind === 'REASON') {
    return (
      <>
        <dd className={styles.changeText}>
          <span className={styles.changeKind}>{kind === 'REASON' ? 'Begründung bisher' : 'bisher'}</span>
          <del>{before || 'keine'}</del>
        </dd>
        <dd className={styles.changeText}>
          <span className={styles.changeKind}>{kind === 'REASON' ? 'Begründung jetzt' : 'jetzt'}</span>
          <ins>{after || 'keine'}</ins>
        </dd>
      </>
    );
  }
  return (
    <dd className={styles.changeValue}>
      <del>{before || 'bisher nicht bewertet'}</del>
      <ArrowRight aria-label="jetzt" size={14} />
      <ins>{after || 'nicht mehr bewertet'}</ins>
    </dd>
  );
}
