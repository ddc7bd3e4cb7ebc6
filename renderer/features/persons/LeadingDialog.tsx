/** „Führende Personalien wechseln“: one act with a reason; the previous leading set becomes an alias set. */
import { useState } from 'react';
import type { PersonFile } from '#shared/contract/persons';
import { useCommand } from '../../app/queries';
import { FormGrid, Segmented, toast } from '../../ui';
import { ReasonDialog } from '../records/ReasonDialog';
import { displayName } from './labels';
import { aliasName } from './PersonaliaView';
import styles from './PersonFields.module.css';

const STATES = [
  { value: 'UNGESICHERT', label: 'nicht gesichert' },
  { value: 'GESICHERT', label: 'gesichert' },
] as const;
const PREVIOUS = [
  { value: 'ALIAS', label: 'Aliaspersonalie' },
  { value: 'FALSCH', label: 'Falschpersonalie' },
] as const;

export function LeadingDialog({
  file,
  alias,
  onClose,
}: {
  file: PersonFile;
  alias: PersonFile['aliases'][number];
  onClose: () => void;
}) {
  const change = useCommand('persons.changeLeading');
  const [identityState, setIdentityState] = useState<'GESICHERT' | 'UNGESICHERT'>('UNGESICHERT');
  const [previousState, setPreviousState] = useState<'ALIAS' | 'FALSCH'>('ALIAS');
  return (
    <ReasonDialog
      title="Führende Personalien wechseln"
      label="Grund"
      confirmLabel="Wechseln"
      onClose={onClose}
      extra={
        <div className={styles.extra}>
          <FormGrid columns={1}>
            <Segmented
              label="Identität mit den neuen Personalien"
              segments={STATES}
              value={identityState}
              onChange={(value) => value && setIdentityState(value)}
            />
            <Segmented
              label="Bisherige Personalien werden geführt als"
              segments={PREVIOUS}
              value={previousState}
              onChange={(value) => value && setPreviousState(value)}
            />
          </FormGrid>
        </div>
      }
      onConfirm={async (reason) => {
        await change.mutateAsync({
          id: file.id,
          revision: file.revision,
          personaliaId: alias.id,
          identityState,
          previousState,
          reason,
        });
        toast({ text: 'Die führenden Personalien sind gewechselt.' });
      }}
    >
      Die Akte wird künftig unter „{aliasName(alias)}“ geführt. „{displayName(file.leading)}“ bleibt mit
      Geburt und Staatsangehörigkeit als eigener Satz erhalten.
    </ReasonDialog>
  );
}
