import { Clock4 } from 'lucide-react';
import { useEffect } from 'react';
import { clockAlarmText } from '#shared/domain/clock';
import { Button, FieldError, Notice } from '../ui';
import { onHostEvent } from './host';
import { useCommand, useOperation } from './queries';
import styles from './Shell.module.css';

const DAY = new Intl.DateTimeFormat('de-DE', { dateStyle: 'full', timeZone: 'UTC' });

/** Under the top bar of every screen while the date is in doubt; the Leitung confirms it with one key. */
export function ClockBanner() {
  const { data, refetch } = useOperation('clock.state', {});
  const confirm = useCommand('clock.confirm');
  useEffect(
    () =>
      onHostEvent('changed', ({ feature }) => {
        if (feature === 'clock') void refetch();
      }),
    [refetch],
  );
  const alarm = data?.alarm;
  if (!alarm) return null;
  const today = DAY.format(Temporal.PlainDate.from(data.today).toZonedDateTime('UTC').epochMilliseconds);
  return (
    <section className={styles.notice} aria-label="Hinweis zur Systemuhr">
      <Notice
        tone="due-soon"
        icon={Clock4}
        title={`Datum nicht gesichert: Der Rechner zeigt ${today}`}
        action={
          data.mayConfirm && (
            <Button
              variant="primary"
              size="sm"
              isPending={confirm.isPending}
              onPress={() => confirm.mutate({ id: alarm.id, date: data.today })}
            >
              Datum stimmt
            </Button>
          )
        }
      >
        {clockAlarmText(alarm.kind)} Entscheidungen sind gesperrt, bis{' '}
        {data.mayConfirm
          ? 'Sie das Datum bestätigen. Stimmt es nicht, zuerst die Uhr des Rechners stellen lassen.'
          : 'eine Leitung KI ST das Datum bestätigt. Lesen und Schreiben gehen weiter.'}
        <FieldError>{confirm.error?.message}</FieldError>
      </Notice>
    </section>
  );
}
