/** Polizeifachlicher Status with its history, and the results of RADAR: only the result, no questionnaire. */
import { Gauge, Pencil, Plus, ShieldAlert, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { RadarResult, StatusPeriod } from '#shared/contract/status';
import { DUE_STATE_LABELS } from '#shared/domain/deadlines';
import { formatPartialDate } from '#shared/domain/partial-date';
import { PHAENOMENBEREICH_LABELS } from '#shared/domain/phaenomenbereich';
import {
  POLICE_STATUS_LABELS,
  RELEVANT_PERSON_ROLE_LABELS,
  RISK_INSTRUMENT_LABELS,
} from '#shared/domain/police-status';
import { useCommand, useOperation } from '../../app/queries';
import { usePermission } from '../../app/session';
import { Badge, Button, EmptyState, ErrorState, LoadingState, MenuButton, Panel, toast } from '../../ui';
import { today } from '../persons/labels';
import { EditorFrame } from '../records/EditorFrame';
import { ReasonDialog } from '../records/ReasonDialog';
import { PeriodEditor } from './PeriodEditor';
import { RadarEditor } from './RadarEditor';
import styles from './StatusParts.module.css';
import { newPeriod, newRadar, periodValues, radarValues } from './status-forms';

const STALE = { invalidates: ['status', 'persons'] };

export function StatusParts({ personId }: { personId: string }) {
  const { data, error, isPending, refetch } = useOperation('status.get', { personId });
  if (isPending) return <LoadingState rows={4} />;
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <Periods personId={personId} periods={data.periods} currentId={data.currentId} />
      <Radar personId={personId} results={data.results} instruments={data.instruments} />
    </>
  );
}

function Periods({
  personId,
  periods,
  currentId,
}: {
  personId: string;
  periods: readonly StatusPeriod[];
  currentId: string | null;
}) {
  const canEdit = usePermission('CASE_WRITE');
  const remove = useCommand('status.remove', STALE);
  const [editing, setEditing] = useState<StatusPeriod | 'new' | null>(null);
  const [removing, setRemoving] = useState<StatusPeriod | null>(null);
  if (editing !== null) {
    const period = editing === 'new' ? null : editing;
    return (
      <EditorFrame>
        <PeriodEditor
          personId={personId}
          period={period}
          values={period ? periodValues(period) : newPeriod(today())}
          endsRunning={period === null && periods.some(({ validTo }) => validTo === null)}
          onDone={() => setEditing(null)}
        />
      </EditorFrame>
    );
  }
  return (
    <div className={styles.part}>
      <Panel
        title="Polizeifachlicher Status"
        icon={ShieldAlert}
        actions={
          canEdit && (
            <Button size="sm" icon={Plus} onPress={() => setEditing('new')}>
              Status erfassen
            </Button>
          )
        }
      >
        {periods.length === 0 ? (
          <EmptyState icon={ShieldAlert} title="Kein Status erfasst." isSmall />
        ) : (
          <ol className={styles.rows}>
            {periods.map((period) => (
              <Row
                key={period.id}
                period={periodText(period)}
                isCurrent={period.id === currentId}
                what={
                  period.role
                    ? `${POLICE_STATUS_LABELS[period.status]} (${RELEVANT_PERSON_ROLE_LABELS[period.role]})`
                    : POLICE_STATUS_LABELS[period.status]
                }
                detail={[
                  period.phaenomenbereich && PHAENOMENBEREICH_LABELS[period.phaenomenbereich],
                  `entschieden: ${period.authority}`,
                  period.source,
                ]}
                badges={period.id === currentId && <Badge tone="accent">gilt heute</Badge>}
                menu={
                  canEdit && (
                    <RowMenu
                      label={`Status ${POLICE_STATUS_LABELS[period.status]} ${periodText(period)}`}
                      onEdit={() => setEditing(period)}
                      onRemove={() => setRemoving(period)}
                    />
                  )
                }
              />
            ))}
          </ol>
        )}
        {removing && (
          <RemoveDialog
            what="Der Zeitraum"
            onClose={() => setRemoving(null)}
            onConfirm={({ reason }) =>
              remove.mutateAsync({ personId, id: removing.id, revision: removing.revision, reason })
            }
          />
        )}
      </Panel>
    </div>
  );
}

function Radar({
  personId,
  results,
  instruments,
}: {
  personId: string;
  results: readonly RadarResult[];
  instruments: Parameters<typeof RadarEditor>[0]['instruments'];
}) {
  const canEdit = usePermission('CASE_WRITE');
  const remove = useCommand('status.removeRadar', STALE);
  const [editing, setEditing] = useState<RadarResult | 'new' | null>(null);
  const [removing, setRemoving] = useState<RadarResult | null>(null);
  if (editing !== null) {
    const result = editing === 'new' ? null : editing;
    return (
      <EditorFrame>
        <RadarEditor
          personId={personId}
          result={result}
          values={result ? radarValues(result) : newRadar(today())}
          instruments={instruments}
          onDone={() => setEditing(null)}
        />
      </EditorFrame>
    );
  }
  return (
    <div className={styles.part}>
      <Panel
        title="Risikobewertung (RADAR)"
        icon={Gauge}
        actions={
          canEdit && (
            <Button size="sm" icon={Plus} onPress={() => setEditing('new')}>
              Ergebnis erfassen
            </Button>
          )
        }
      >
        <p className={styles.note}>
          Nur das Ergebnis, keine Fragebögen. Die Anwendung bewertet selbst nicht und rechnet nichts zusammen.
        </p>
        {results.length === 0 ? (
          <EmptyState icon={Gauge} title="Kein Ergebnis erfasst." isSmall />
        ) : (
          <ol className={styles.rows}>
            {results.map((result) => (
              <Row
                key={result.id}
                period={formatPartialDate(result.assessedOn)}
                isCurrent={result.updateState !== null}
                what={`${RISK_INSTRUMENT_LABELS[result.instrument]}${result.version && ` ${result.version}`}: ${result.result}`}
                detail={[
                  `bewertet: ${result.assessorOffice}`,
                  result.updateDueOn && `Fortschreibung ${formatPartialDate(result.updateDueOn)}`,
                ]}
                badges={
                  <>
                    {(result.updateState === 'OVERDUE' || result.updateState === 'DUE_SOON') && (
                      <Badge tone={result.updateState === 'OVERDUE' ? 'overdue' : 'due-soon'}>
                        Fortschreibung {DUE_STATE_LABELS[result.updateState].toLowerCase()}
                      </Badge>
                    )}
                    {result.released && <Badge tone="done">für Polizei freigegeben</Badge>}
                  </>
                }
                menu={
                  canEdit && (
                    <RowMenu
                      label={`Ergebnis ${RISK_INSTRUMENT_LABELS[result.instrument]} vom ${formatPartialDate(result.assessedOn)}`}
                      onEdit={() => setEditing(result)}
                      onRemove={() => setRemoving(result)}
                    />
                  )
                }
              />
            ))}
          </ol>
        )}
        {removing && (
          <RemoveDialog
            what="Das Ergebnis"
            onClose={() => setRemoving(null)}
            onConfirm={({ reason }) =>
              remove.mutateAsync({ personId, id: removing.id, revision: removing.revision, reason })
            }
          />
        )}
      </Panel>
    </div>
  );
}

function periodText({ validFrom, validTo }: StatusPeriod): string {
  return validTo === null
    ? `seit ${formatPartialDate(validFrom)}`
    : `${formatPartialDate(validFrom)} – ${formatPartialDate(validTo)}`;
}

function Row({
  period,
  isCurrent,
  what,
  detail,
  badges,
  menu,
}: {
  period: string;
  isCurrent: boolean;
  what: string;
  detail: readonly (string | null | false)[];
  badges: ReactNode;
  menu: ReactNode;
}) {
  return (
    <li className={styles.row} data-current={isCurrent || undefined}>
      <span className={styles.period}>{period}</span>
      <span className={styles.what}>
        {what} {badges}
        <span className={styles.detail}>
          <br />
          {detail.filter(Boolean).join(' · ')}
        </span>
      </span>
      {menu}
    </li>
  );
}

function RowMenu({ label, onEdit, onRemove }: { label: string; onEdit: () => void; onRemove: () => void }) {
  return (
    <MenuButton
      isIconOnly
      size="sm"
      label={`Aktionen: ${label}`}
      entries={[
        { id: 'edit', label: 'Berichtigen', icon: Pencil, onAction: onEdit },
        { id: 'remove', label: 'Entfernen', icon: Trash2, isDanger: true, onAction: onRemove },
      ]}
    />
  );
}

function RemoveDialog({
  what,
  onClose,
  onConfirm,
}: {
  what: string;
  onClose: () => void;
  onConfirm: (input: { reason: string }) => Promise<unknown>;
}) {
  return (
    <ReasonDialog
      title="Eintrag entfernen"
      label="Grund"
      confirmLabel="Entfernen"
      isDanger
      onClose={onClose}
      onConfirm={async (reason) => {
        await onConfirm({ reason });
        toast({ text: 'Entfernt.' });
      }}
    >
      {what} und sein Verlauf werden gelöscht. Im Verlauf der Akte bleibt, dass und warum etwas entfernt
      wurde. Ein beendeter Status wird nicht entfernt, sondern mit „Gilt bis“ beendet.
    </ReasonDialog>
  );
}
