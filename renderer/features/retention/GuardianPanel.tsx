/** Unterrichtung der Sorgeberechtigten: what is due, what was recorded, and the next record. */
import { CalendarClock, UserRoundCheck } from 'lucide-react';
import { useState } from 'react';
import type { GuardianRecord, PersonRetention } from '#shared/contract/retention';
import { formatPartialDate } from '#shared/domain/partial-date';
import { GUARDIAN_STATE_LABELS } from '#shared/domain/retention';
import { usePermission } from '../../app/session';
import { Badge, Button, EmptyState, List, ListRow, Notice, Panel } from '../../ui';
import { formatInstant } from '../persons/labels';
import { GuardianDialog } from './GuardianDialog';

const TONES = { UNTERRICHTET: 'done', ZURUECKGESTELLT: 'due-soon', NICHT_ERFORDERLICH: 'neutral' } as const;

export function GuardianPanel({
  personId,
  guardian,
  isMinor,
}: {
  personId: string;
  guardian: NonNullable<PersonRetention['guardian']>;
  isMinor: boolean;
}) {
  const mayWrite = usePermission('CASE_WRITE');
  const [isOpen, setOpen] = useState(false);
  const { dueOn, state, records } = guardian;
  const isUrgent = state === 'OVERDUE' || state === 'DUE_SOON';
  return (
    <Panel
      title="Unterrichtung der Sorgeberechtigten"
      icon={UserRoundCheck}
      isFlush={!isUrgent || records.length > 0}
      actions={
        isMinor &&
        mayWrite && (
          <Button size="sm" variant={isUrgent ? 'primary' : 'secondary'} onPress={() => setOpen(true)}>
            Unterrichtung festhalten
          </Button>
        )
      }
    >
      {dueOn !== null && isUrgent && (
        <Notice
          tone={state === 'OVERDUE' ? 'overdue' : 'due-soon'}
          icon={CalendarClock}
          title={
            state === 'OVERDUE'
              ? `Fällig seit ${formatPartialDate(dueOn)}`
              : `Fällig bis ${formatPartialDate(dueOn)}`
          }
        >
          Wurden Daten ohne Kenntnis der Sorgeberechtigten erhoben, sind sie zu unterrichten, sobald der Zweck
          nicht mehr gefährdet ist.
        </Notice>
      )}
      {records.length > 0 ? (
        <List label="Unterrichtung der Sorgeberechtigten">
          {records.map((record) => (
            <ListRow
              key={record.id}
              title={textOf(record)}
              detail={`${record.byName}, ${formatInstant(record.at)}`}
              end={<Badge tone={TONES[record.state]}>{GUARDIAN_STATE_LABELS[record.state]}</Badge>}
            />
          ))}
        </List>
      ) : (
        !isUrgent && <EmptyState icon={UserRoundCheck} title="Noch nichts festgehalten" isSmall />
      )}
      {isOpen && <GuardianDialog personId={personId} onClose={() => setOpen(false)} />}
    </Panel>
  );
}

function textOf({ informedOn, manner, reason, deferredUntil }: GuardianRecord): string {
  if (informedOn !== null) return `${formatPartialDate(informedOn)}: ${manner}`;
  return deferredUntil === null ? reason : `bis ${formatPartialDate(deferredUntil)}: ${reason}`;
}
