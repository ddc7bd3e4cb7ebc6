/** The second person's word: erase for good, or refuse (F59). */
import { useQueryClient } from '@tanstack/react-query';
import { Eraser, ShieldAlert, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Deletion } from '#shared/contract/deletion';
import { useCommand } from '../../app/queries';
import { Button, confirm, FieldError, FormActions, Notice, Panel, Stack, TextArea, toast } from '../../ui';
import type { DeletionState } from './OpenDeletion';

export function DecisionPanel({
  personId,
  open,
  state,
}: {
  personId: string;
  open: Deletion;
  state: DeletionState;
}) {
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState<string>();
  const decide = useCommand('deletion.decide', { invalidates: [] });
  const client = useQueryClient();
  const navigate = useNavigate();
  if (state.decisionProblem)
    return (
      <Notice tone="info" icon={ShieldAlert} title="Es entscheidet eine zweite Person">
        {state.decisionProblem}
      </Notice>
    );

  const answer = async (approve: boolean) => {
    if (!reason.trim()) return setMissing('Bitte die Entscheidung begründen.');
    setMissing(undefined);
    if (approve && !(await confirm(FINAL))) return;
    try {
      await decide.mutateAsync({ personId, id: open.id, revision: open.revision, approve, reason });
    } catch {
      return; // The command keeps the error; it stands above the buttons.
    }
    if (!approve) {
      toast({ text: 'Der Löschvorschlag ist abgelehnt.' });
      return client.invalidateQueries();
    }
    toast({ tone: 'done', text: 'Die Akte ist gelöscht.' });
    // Nothing of the file stays in the window's memory either.
    await navigate('/loeschungen', { replace: true });
    client.clear();
    return client.refetchQueries();
  };

  return (
    <Panel title="Entscheidung über die Löschung" icon={ShieldCheck}>
      <Stack>
        <TextArea
          label="Begründung der Entscheidung"
          isRequired
          rows={3}
          maxLength={2000}
          value={reason}
          onChange={setReason}
          error={missing ?? decide.error?.fields['reason']}
          description="Die Löschung unterschreiben Sie mit Ihrem Schlüssel. Die Begründung wird mit der Akte gelöscht."
        />
        {decide.error && !decide.error.fields['reason'] && <FieldError>{decide.error.message}</FieldError>}
        <FormActions>
          <Button
            variant="danger"
            icon={Eraser}
            // Not `isPending`: its spoken notice would outlive the page that this button leaves.
            isDisabled={state.blockers.length > 0 || decide.isPending}
            onPress={() => void answer(true)}
          >
            Endgültig löschen
          </Button>
          <Button variant="quiet" onPress={() => void answer(false)}>
            Vorschlag ablehnen
          </Button>
        </FormActions>
      </Stack>
    </Panel>
  );
}

const FINAL = {
  title: 'Akte endgültig löschen?',
  body: 'Personalien, Einträge, Verlauf, Dokumente und Protokolltexte zu dieser Person werden gelöscht. Das lässt sich nicht rückgängig machen; es bleibt ein Löschnachweis ohne Namen.',
  confirmLabel: 'Endgültig löschen',
  isDanger: true,
} as const;
