/** Section „Speicherfrist“: Prüftermin with its computation, end of the Prüffall, duties for minors, what was decided. */
import { Baby, CalendarClock, FileClock, Gavel, History, Hourglass } from 'lucide-react';
import { useState } from 'react';
import type { PersonRetention } from '#shared/contract/retention';
import { AGE_CATEGORY_LABELS } from '#shared/domain/deadlines';
import { formatPartialDate } from '#shared/domain/partial-date';
import { useOperation } from '../../app/queries';
import { usePermission } from '../../app/session';
import {
  Badge,
  Button,
  DefinitionList,
  EmptyState,
  ErrorState,
  LoadingState,
  Notice,
  Panel,
  Stack,
} from '../../ui';
import { formatInstant } from '../persons/labels';
import { DecideDialog } from './DecideDialog';
import { Decisions } from './Decisions';
import { GuardianPanel } from './GuardianPanel';
import { NecessityDialog } from './NecessityDialog';
import { PreliminaryDialog } from './PreliminaryDialog';
import styles from './Retention.module.css';

const TONES = { OVERDUE: 'overdue', DUE_SOON: 'due-soon', LATER: 'neutral' } as const;
type Open = 'decide' | 'preliminary' | 'necessity' | null;

export function RetentionSection({ personId }: { personId: string }) {
  const retention = useOperation('retention.ofPerson', { personId });
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  if (retention.isPending) return <LoadingState shape="document" />;
  if (retention.error) {
    return <ErrorState error={retention.error} onRetry={() => void retention.refetch()} />;
  }
  const { prueftermin, preliminary, decisions, guardian, childNecessity, age } = retention.data;
  return (
    <Stack gap="md">
      <PruefterminPanel prueftermin={prueftermin} onDecide={() => setOpen('decide')} />
      {preliminary && <PreliminaryPanel preliminary={preliminary} onDecide={() => setOpen('preliminary')} />}
      {childNecessity && <NecessityPanel necessity={childNecessity} onRecord={() => setOpen('necessity')} />}
      {guardian && <GuardianPanel personId={personId} guardian={guardian} isMinor={age?.isMinor ?? false} />}
      <Panel title="Entscheidungen über die Speicherfrist" icon={History} count={decisions.length} isFlush>
        {decisions.length === 0 ? (
          <EmptyState icon={Gavel} title="Noch keine Entscheidung" isSmall>
            Entschieden wird, sobald eine Frist in 14 Tagen endet oder erreicht ist.
          </EmptyState>
        ) : (
          <Decisions personId={personId} decisions={decisions} />
        )}
      </Panel>
      {open === 'decide' && (
        <DecideDialog
          personId={personId}
          prueftermin={prueftermin}
          isMinor={age?.isMinor ?? false}
          onClose={close}
        />
      )}
      {open === 'preliminary' && preliminary && (
        <PreliminaryDialog
          personId={personId}
          preliminary={preliminary}
          isMinor={age?.isMinor ?? false}
          onClose={close}
        />
      )}
      {open === 'necessity' && <NecessityDialog personId={personId} onClose={close} />}
    </Stack>
  );
}

function PruefterminPanel({
  prueftermin,
  onDecide,
}: {
  prueftermin: PersonRetention['prueftermin'];
  onDecide: () => void;
}) {
  const mayWrite = usePermission('CASE_WRITE');
  const { dueOn, computedOn, state, isToDecide } = prueftermin;
  return (
    <Panel title="Prüftermin" icon={Hourglass}>
      <Stack gap="sm">
        {isToDecide && (
          <Notice
            tone={state === 'OVERDUE' ? 'overdue' : 'due-soon'}
            icon={CalendarClock}
            title={
              state === 'OVERDUE'
                ? `Der Prüftermin war am ${formatPartialDate(dueOn)}`
                : `Der Prüftermin ist am ${formatPartialDate(dueOn)}`
            }
            action={
              mayWrite && (
                <Button variant="primary" size="sm" icon={Gavel} onPress={onDecide}>
                  Erforderlichkeit prüfen
                </Button>
              )
            }
          >
            Ist die Akte noch erforderlich? Löschen, einschränken oder mit Begründung verlängern (§ 22 Abs. 2
            PolG NRW). Ohne Entscheidung wird nichts verlängert.
          </Notice>
        )}
        <DefinitionList
          items={[
            {
              term: 'Prüftermin',
              value: <Badge tone={TONES[state]}>{formatPartialDate(dueOn)}</Badge>,
              note:
                dueOn === computedOn
                  ? null
                  : `verlängert; berechnet war der ${formatPartialDate(computedOn)}`,
            },
            { term: 'Frist für', value: AGE_CATEGORY_LABELS[prueftermin.ageCategory] },
          ]}
        />
      </Stack>
      <Steps steps={prueftermin.steps} />
    </Panel>
  );
}

function Steps({ steps }: { steps: readonly string[] }) {
  return (
    <>
      <h3 className={styles.stepsTitle}>So wurde gerechnet</h3>
      <ol className={styles.steps}>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </>
  );
}

function PreliminaryPanel({
  preliminary,
  onDecide,
}: {
  preliminary: NonNullable<PersonRetention['preliminary']>;
  onDecide: () => void;
}) {
  const mayWrite = usePermission('CASE_WRITE');
  const { dueOn, state, isToDecide } = preliminary;
  const day = formatPartialDate(dueOn);
  return (
    <Panel title="Ende des Prüffalls" icon={FileClock}>
      <Stack gap="sm">
        {isToDecide && (
          <Notice
            tone={state === 'OVERDUE' ? 'overdue' : 'due-soon'}
            icon={CalendarClock}
            title={state === 'OVERDUE' ? `Der Prüffall endete am ${day}` : `Der Prüffall endet am ${day}`}
            action={
              mayWrite && (
                <Button variant="primary" size="sm" icon={Gavel} onPress={onDecide}>
                  Über den Prüffall entscheiden
                </Button>
              )
            }
          >
            Ein Prüffall dauert höchstens zwölf Monate, wenn er nicht mit Begründung bestätigt wird.
          </Notice>
        )}
        <DefinitionList items={[{ term: 'Endet am', value: <Badge tone={TONES[state]}>{day}</Badge> }]} />
      </Stack>
      <Steps steps={preliminary.steps} />
    </Panel>
  );
}

function NecessityPanel({
  necessity,
  onRecord,
}: {
  necessity: NonNullable<PersonRetention['childNecessity']>;
  onRecord: () => void;
}) {
  const mayWrite = usePermission('CASE_WRITE');
  return (
    <Panel title="Speicherung eines Kindes" icon={Baby}>
      {necessity.isMissing ? (
        <Notice
          tone="overdue"
          icon={Baby}
          title="Die Notwendigkeit ist nicht begründet"
          action={
            mayWrite && (
              <Button variant="primary" size="sm" onPress={onRecord}>
                Notwendigkeit begründen
              </Button>
            )
          }
        >
          Daten eines Kindes (unter 14) werden nur gespeichert, wenn es unbedingt notwendig ist (Vorgabe der
          Dienststelle).
        </Notice>
      ) : (
        <DefinitionList
          items={[
            {
              term: 'Notwendigkeit',
              value: <span className={styles.reason}>{necessity.reason}</span>,
              note: `${necessity.byName}${necessity.at ? `, ${formatInstant(necessity.at)}` : ''}`,
              isWide: true,
            },
          ]}
        />
      )}
    </Panel>
  );
}
