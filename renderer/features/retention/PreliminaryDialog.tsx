/** A Prüffall is confirmed with a reason for at most twelve months, or it ends (F3). */
import { useState } from 'react';
import type { PersonRetention } from '#shared/contract/retention';
import { OUTCOME_LABELS, type PreliminaryOutcome } from '#shared/domain/retention';
import { useCommand } from '../../app/queries';
import { RadioGroup, toast } from '../../ui';
import { ReasonDialog } from '../records/ReasonDialog';

export function PreliminaryDialog({
  personId,
  preliminary,
  isMinor,
  onClose,
}: {
  personId: string;
  preliminary: NonNullable<PersonRetention['preliminary']>;
  isMinor: boolean;
  onClose: () => void;
}) {
  const [outcome, setOutcome] = useState<PreliminaryOutcome | null>(null);
  const decide = useCommand('retention.decidePreliminary', { invalidates: ['retention', 'persons'] });
  return (
    <ReasonDialog
      title="Über den Prüffall entscheiden"
      label="Begründung"
      confirmLabel="Entscheidung festhalten"
      extra={
        <RadioGroup<PreliminaryOutcome>
          label="Entscheidung"
          isRequired
          options={[
            {
              value: 'BESTAETIGEN',
              label: OUTCOME_LABELS.BESTAETIGEN,
              note: isMinor
                ? 'Die Prüfung dauert an. Die Person ist minderjährig: eine zweite Person muss zustimmen.'
                : 'Die Prüfung dauert an, längstens bis zum nächsten Ende der Frist.',
            },
            {
              value: 'BEENDEN',
              label: OUTCOME_LABELS.BEENDEN,
              note: preliminary.mayEnd
                ? 'Die Person wird nicht eingestuft; es entsteht die Aufgabe, die Löschung vorzubereiten.'
                : 'Erst möglich, wenn der laufende Einstufungsvorschlag entschieden oder zurückgezogen ist.',
              isDisabled: !preliminary.mayEnd,
            },
          ]}
          value={outcome}
          onChange={setOutcome}
        />
      }
      onConfirm={async (reason) => {
        if (outcome === null) throw new Error('Bitte bestätigen oder beenden.');
        const { state } = await decide.mutateAsync({ personId, dueOn: preliminary.dueOn, outcome, reason });
        toast({
          tone: 'done',
          text:
            state === 'WARTET'
              ? 'Festgehalten. Die Bestätigung gilt erst mit der Zustimmung einer zweiten Person.'
              : 'Die Entscheidung ist festgehalten und unterschrieben.',
        });
      }}
      onClose={onClose}
    >
      Besteht noch ein tatsächlicher Anhalt, der die weitere Prüfung trägt?
    </ReasonDialog>
  );
}
