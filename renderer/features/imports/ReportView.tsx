/** The report of an import: why something was not taken over, which lines are about nobody, and how the list was read. */
import {
  Ban,
  CircleAlert,
  Info,
  ListX,
  Lock,
  ShieldCheck,
  TableProperties,
  Tag,
  TriangleAlert,
} from 'lucide-react';
import {
  COLLECTION_MEANS_LABELS,
  covertLabel,
  PERSON_CATEGORY_LABELS,
  protectedInterestLabel,
} from '#shared/domain/handling';
import { LIST_STATUS_LABELS } from '#shared/domain/import';
import { LIST_FIELD_LABELS } from '#shared/domain/list-fields';
import { SET_ASIDE_LABELS } from '#shared/domain/list-layout';
import { STATEMENT_KIND_LABELS } from '#shared/domain/statement';
import { DefinitionList, Notice, Panel, Stack } from '../../ui';
import type { Report } from './BatchPage';
import styles from './Imports.module.css';

export function ReportView({ report }: { report: Report }) {
  const { batch, releaseProblem, warnings } = report;
  return (
    <Stack>
      {batch.state === 'ABGELEHNT' && (
        <Notice tone="overdue" icon={Ban} title={`Abgelehnt: ${batch.releaseReason}`}>
          Keine Akte ist entstanden, die Zeilen der Liste sind entfernt.
        </Notice>
      )}
      {batch.state === 'FREIGEGEBEN' && batch.releaseReason !== '' && (
        <Notice tone="done" icon={ShieldCheck} title={batch.releaseReason} />
      )}
      {releaseProblem && <Notice icon={Info} title={releaseProblem} />}
      {batch.counts.undecided > 0 && batch.state !== 'ABGELEHNT' && (
        <Notice
          tone="due-soon"
          icon={TriangleAlert}
          title={`${batch.counts.undecided.toLocaleString('de-DE')} vorgeschlagene Dubletten sind nicht entschieden.`}
        >
          Sie werden eigene Akten. Die Zeilen stehen unter „Zeilen“, Auswahl „Dubletten“.
        </Notice>
      )}
      {warnings.map((warning) => (
        <Notice key={warning} tone="due-soon" icon={TriangleAlert} title={warning} />
      ))}
      {report.reasons.length > 0 && <Reasons report={report} />}
      {report.setAside.length > 0 && (
        <Panel title="Zeilen ohne Person" icon={ListX} count={report.setAside.length} isFlush>
          <ul className={styles.plain}>
            {report.setAside.map(({ rowNo, reason, text }) => (
              <li key={rowNo}>
                <span>Zeile {rowNo}</span>
                <span>{SET_ASIDE_LABELS[reason]}</span>
                <span>{text}</span>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      <Answers report={report} />
      {report.columns.length > 0 && (
        <Panel
          title="Zuordnung der Spalten"
          icon={TableProperties}
          count={report.columns.length}
          isFoldable
          startsFolded
        >
          <DefinitionList
            items={report.columns.map(({ title, field }) => ({
              term: title,
              value: LIST_FIELD_LABELS[field],
            }))}
          />
        </Panel>
      )}
    </Stack>
  );
}

function Reasons({ report }: { report: Report }) {
  return (
    <Panel title="Auffälligkeiten und ihre Gründe" icon={CircleAlert} count={report.reasons.length} isFlush>
      <ul className={styles.plain}>
        {report.reasons.map(({ column, message, severity, rows }) => (
          <li key={`${column} ${message}`}>
            <span>{rows === 1 ? '1 Zeile' : `${rows.toLocaleString('de-DE')} Zeilen`}</span>
            <span className={styles.reason} data-severity={severity}>
              {severity === 'PROBLEM' ? (
                <CircleAlert aria-hidden size={16} />
              ) : (
                <Info aria-hidden size={16} />
              )}
              {severity === 'PROBLEM' ? 'Problem' : 'Hinweis'}
              {column && ` · ${column}`}
            </span>
            <span>{message}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Answers({ report }: { report: Report }) {
  const { label } = report;
  return (
    <Panel title="Angaben zur Liste" icon={Tag}>
      <Stack>
        {label === null && (
          <Notice tone="restricted" icon={Lock} title="Ohne Kennzeichnung">
            Die Notizen der Liste kommen in den gesperrten Eingang (§ 22b Abs. 2 PolG NRW).
          </Notice>
        )}
        <DefinitionList
          items={[
            { term: 'Status der Personen', value: LIST_STATUS_LABELS[report.listStatus] },
            { term: 'Aussageart der Vermerke', value: STATEMENT_KIND_LABELS[report.noteKind] },
            ...(label
              ? [
                  {
                    term: 'Mittel der Erhebung',
                    value: label.collectionMeans && COLLECTION_MEANS_LABELS[label.collectionMeans],
                    note: label.covert === null ? '' : `${covertLabel(label.covert)} erhoben`,
                  },
                  {
                    term: 'Kategorie der Personen',
                    value: label.personCategory && PERSON_CATEGORY_LABELS[label.personCategory],
                  },
                  {
                    term: 'Rechtsgut oder zu verhütende Straftat',
                    value: label.protectedInterest && protectedInterestLabel(label.protectedInterest),
                  },
                  { term: 'Erhebende Stelle', value: label.collectingOffice },
                ]
              : []),
            { term: 'Prüfsumme der Datei (SHA-256)', value: report.fileSha256, isWide: true },
          ]}
        />
      </Stack>
    </Panel>
  );
}
