import { Dices } from 'lucide-react';
import { useState } from 'react';
import { actionLabel } from '#shared/domain/audit-action';
import { useCommand, useOperation } from '../../app/queries';
import { Button, ComboBox, DateField, Dialog, FieldError, Form, FormGrid, Select, TextField } from '../../ui';

export function DrawSampleDialog({
  onClose,
  onDrawn,
}: {
  onClose: () => void;
  onDrawn: (id: string) => void;
}) {
  const options = useOperation('audit.open', {});
  const draw = useCommand('audit.drawSample', { invalidates: ['audit.samples', 'audit.controls'] });
  const [size, setSize] = useState('20');
  const [from, setFrom] = useState<string | null>(null);
  const [to, setTo] = useState<string | null>(null);
  const [userId, setUserId] = useState<string | null>(null);
  const [action, setAction] = useState('');
  const [seed, setSeed] = useState('');
  const fields = draw.error?.fields ?? {};
  async function submit() {
    try {
      const input = { size: Number(size), from, to, userId, action, seed: seed.trim().toLowerCase() };
      const { id } = await draw.mutateAsync(input);
      onDrawn(id);
    } catch {
      // Shown at the fields and below.
    }
  }
  return (
    <Dialog
      isOpen
      title="Stichprobe ziehen"
      onClose={onClose}
      actions={
        <>
          <Button
            variant="primary"
            icon={Dices}
            isPending={draw.isPending}
            shortcut="Strg+Enter"
            onPress={() => void submit()}
          >
            Ziehen
          </Button>
          <Button onPress={onClose}>Abbrechen</Button>
        </>
      }
    >
      <Form label="Stichprobe ziehen" onSubmit={() => void submit()}>
        <FormGrid>
          <TextField
            label="Anzahl"
            isRequired
            autoFocus
            value={size}
            onChange={setSize}
            error={fields['size']}
            description="1 bis 500 Einträge."
          />
          <ComboBox
            label="Handlung"
            placeholder="alle"
            value={action || null}
            onChange={(next) => setAction(next ?? '')}
            options={(options.data?.actions ?? []).map((value) => ({ value, label: actionLabel(value) }))}
          />
          <DateField label="Von" fullDay value={from} onChange={setFrom} error={fields['from']} />
          <DateField label="Bis" fullDay value={to} onChange={setTo} error={fields['to']} />
          <Select
            label="Wer"
            placeholder="alle"
            value={userId}
            onChange={setUserId}
            options={(options.data?.users ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          />
          <TextField
            label="Startwert"
            value={seed}
            onChange={setSeed}
            error={fields['seed']}
            placeholder="zufällig"
            description="Nur zum Nachziehen: 32 Ziffern 0–9 und a–f."
          />
        </FormGrid>
        <FieldError>
          {draw.error && Object.keys(fields).length === 0 ? draw.error.message : undefined}
        </FieldError>
      </Form>
    </Dialog>
  );
}
