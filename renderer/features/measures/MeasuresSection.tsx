/** Section „Maßnahmen“ of the Fallakte: what runs, what was tried and refused, with what effect (F34, F36). */
import { ClipboardList, Eraser, EyeOff, Gavel, Pencil, Plus, StepForward } from 'lucide-react';
import { useState } from 'react';
import type { MeasureRow, MeasureStep } from '#shared/contract/measures';
import { MEASURE_KIND_LABELS, measureStateLabel } from '#shared/domain/measure-task';
import { formatPartialDate } from '#shared/domain/partial-date';
import { useOperation } from '../../app/queries';
import { usePermission } from '../../app/session';
import {
  Badge,
  Button,
  Count,
  EmptyState,
  ErrorState,
  LoadingState,
  MenuButton,
  Stack,
  Statement,
  TextLink,
} from '../../ui';
import { RemoveRecordDialog } from '../records/RemoveRecordDialog';
import { ConfirmOrderDialog } from './ConfirmOrderDialog';
import { DueDay, MeasureStateBadge } from './labels';
import { MeasureEditor } from './MeasureEditor';
import styles from './MeasuresSection.module.css';
import { StateDialog } from './StateDialog';

export type FullMeasure = MeasureRow & { steps: MeasureStep[] };
type Act = { kind: 'STATE' | 'EDIT' | 'CONFIRM' | 'DELETE'; measure: FullMeasure };

export function MeasuresSection({ personId }: { personId: string }) {
  const list = useOperation('measures.listOfPerson', { personId });
  const canEdit = usePermission('CASE_WRITE');
  const [act, setAct] = useState<Act | null>(null);
  const [isAdding, setAdding] = useState(false);
  if (list.isPending) return <LoadingState shape="document" />;
  if (list.error) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  const { measures } = list.data;
  const open = measures.filter((measure) => measure.nextStates.length > 0);
  const ended = measures.filter((measure) => measure.nextStates.length === 0);
  const entry = (measure: FullMeasure) =>
    act?.kind === 'EDIT' && act.measure.id === measure.id ? (
      <li key={measure.id}>
        <MeasureEditor personId={personId} measure={measure} onDone={() => setAct(null)} />
      </li>
    ) : (
      <MeasureEntry
        key={measure.id}
        measure={measure}
        canEdit={canEdit}
        onAct={(kind) => setAct({ kind, measure })}
      />
    );
  return (
    <Stack>
      <div className={styles.toolbar}>
        <h2 className={styles.title}>
          Maßnahmen <Count value={open.length} showZero />
        </h2>
        {canEdit && (
          <Button variant="primary" icon={Plus} onPress={() => setAdding(true)}>
            Maßnahme anlegen
          </Button>
        )}
      </div>
      {isAdding && <MeasureEditor personId={personId} measure={null} onDone={() => setAdding(false)} />}
      {measures.length === 0 && !isAdding && (
        <EmptyState icon={ClipboardList} title="Noch keine Maßnahmen in dieser Akte.">
          Beschlüsse der Fallkonferenz werden hier von selbst zu Maßnahmen.
        </EmptyState>
      )}
      {open.length > 0 && (
        <ul className={styles.list} aria-label="Offene Maßnahmen">
          {open.map(entry)}
        </ul>
      )}
      {ended.length > 0 && (
        <section>
          <h3 className={styles.group}>Beendet oder abgelehnt</h3>
          <ul className={styles.list} aria-label="Beendete Maßnahmen">
            {ended.map(entry)}
          </ul>
        </section>
      )}
      {act?.kind === 'STATE' && (
        <StateDialog personId={personId} measure={act.measure} onClose={() => setAct(null)} />
      )}
      {act?.kind === 'CONFIRM' && (
        <ConfirmOrderDialog personId={personId} measure={act.measure} onClose={() => setAct(null)} />
      )}
      {act?.kind === 'DELETE' && (
        <RemoveRecordDialog
          kind="MASSNAHME"
          personId={personId}
          record={act.measure}
          onClose={() => setAct(null)}
        />
      )}
    </Stack>
  );
}

function MeasureEntry({
  measure,
  canEdit,
  onAct,
}: {
  measure: FullMeasure;
  canEdit: boolean;
  onAct: (kind: Act['kind']) => void;
}) {
  const isEnded = measure.nextStates.length === 0;
  const name =
    measure.kind === 'MASSNAHME' ? measure.title : `${MEASURE_KIND_LABELS[measure.kind]}: ${measure.title}`;
  return (
    <li className={styles.entry} data-ended={isEnded || undefined}>
      <div className={styles.head}>
        {measure.code && <span className={styles.code}>{measure.code}</span>}
        <h3 className={styles.name}>{name}</h3>
        <span className={styles.badges}>
          {measure.covert && (
            <Badge tone="restricted" icon={EyeOff}>
              verdeckt
            </Badge>
          )}
          {measure.court !== 'NEIN' && (
            <Badge icon={Gavel}>
              {measure.court === 'JA' ? 'Richtervorbehalt' : 'teils Richtervorbehalt'}
            </Badge>
          )}
          <MeasureStateBadge kind={measure.kind} state={measure.state} />
        </span>
      </div>
      <dl className={styles.facts}>
        <Fact
          term="Federführend"
          value={[measure.leadAgencyShort, measure.responsible].filter(Boolean).join(', ')}
        />
        {/* An ended measure has no deadline that somebody has to meet. */}
        <Fact term="Frist" value={<DueDay day={measure.dueOn} isEnded={isEnded} />} />
        {measure.validFrom && (
          <Fact
            term="Gültig"
            value={`${formatPartialDate(measure.validFrom)} bis ${measure.validTo ? formatPartialDate(measure.validTo) : 'auf Weiteres'}`}
          />
        )}
        {measure.lapsesOn && !isEnded && (
          <Fact
            term={isUnconfirmed(measure) ? 'Entfällt ohne Bestätigung' : 'Läuft ab'}
            value={<DueDay day={measure.lapsesOn} />}
          />
        )}
        {measure.legalBasis && <Fact term="Rechtsgrundlage" value={measure.legalBasis} />}
        {measure.courtFileNo && <Fact term="Gericht" value={measure.courtFileNo} />}
        {measure.resolution && (
          <Fact
            term="Beschluss"
            value={
              <TextLink to={`/fallkonferenzen/${measure.resolution.conferenceId}`}>
                {measure.resolution.number}
              </TextLink>
            }
          />
        )}
      </dl>
      {measure.note && measure.note !== measure.title && <p className={styles.note}>{measure.note}</p>}
      {measure.effectNote && measure.effectKind && (
        <Statement kind={measure.effectKind} meta="Wirkung">
          {measure.effectNote}
        </Statement>
      )}
      <Steps measure={measure} />
      {canEdit && (
        <div className={styles.actions}>
          {!isEnded && <Steering measure={measure} onAct={onAct} />}
          <MenuButton
            isIconOnly
            size="sm"
            label={`Weitere Aktionen zu „${measure.title}“`}
            entries={[
              {
                id: 'delete',
                label: 'Maßnahme löschen',
                ...(measure.resolution ? { note: 'gehört zu einem Beschluss' } : {}),
                icon: Eraser,
                isDanger: true,
                isDisabled: measure.resolution !== null,
                onAction: () => onAct('DELETE'),
              },
            ]}
          />
        </div>
      )}
    </li>
  );
}

/** What moves a measure that has not ended. */
function Steering({ measure, onAct }: { measure: FullMeasure; onAct: (kind: Act['kind']) => void }) {
  return (
    <>
      <Button
        size="sm"
        icon={StepForward}
        aria-label={`${measure.title}: Stand ändern`}
        onPress={() => onAct('STATE')}
      >
        Stand ändern
      </Button>
      {isUnconfirmed(measure) && (
        <Button size="sm" icon={Gavel} onPress={() => onAct('CONFIRM')}>
          Bestätigung eintragen
        </Button>
      )}
      <Button
        size="sm"
        variant="quiet"
        icon={Pencil}
        aria-label={`${measure.title}: bearbeiten`}
        onPress={() => onAct('EDIT')}
      >
        Bearbeiten
      </Button>
    </>
  );
}

function isUnconfirmed(measure: FullMeasure): boolean {
  return measure.urgentOrder && measure.confirmedOn === null;
}

function Fact({ term, value }: { term: string; value: React.ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Steps({ measure }: { measure: FullMeasure }) {
  if (measure.steps.length === 0) return null;
  return (
    <ol className={styles.steps} aria-label="Verlauf">
      {measure.steps.map((step) => (
        <li key={step.id}>
          <span className={styles.stepDay}>{formatPartialDate(step.onDay)}</span>
          <span>
            {step.fromState !== step.toState && (
              <strong>{measureStateLabel(measure.kind, step.toState)}</strong>
            )}
            {step.note && ` ${step.note}`}
            <span className={styles.stepUser}> {step.userName}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}
