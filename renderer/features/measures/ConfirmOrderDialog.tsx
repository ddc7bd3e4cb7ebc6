/** The court has confirmed an urgent order (§ 34b PolG NRW: otherwise it lapses within three days). */
import { Gavel } from 'lucide-react';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { applyFieldErrors } from '../../app/client';
import { useCommand } from '../../app/queries';
import { Button, DateField, Dialog, FieldError, Form, FormField, FormGrid, TextField } from '../../ui';
import { today } from '../persons/labels';
import type { FullMeasure } from './MeasuresSection';

export function ConfirmOrderDialog({
  personId,
  measure,
  onClose,
}: {
  personId: string;
  measure: FullMeasure;
  onClose: () => void;
}) {
  const [problem, setProblem] = useState<string>();
  const confirmOrder = useCommand('measures.confirmOrder', { invalidates: ['measures', 'start'] });
  const form = useForm<{ confirmedOn: string | null; courtFileNo: string }>({
    defaultValues: { confirmedOn: today(), courtFileNo: measure.courtFileNo },
  });
  const save = form.handleSubmit(async ({ confirmedOn, courtFileNo }) => {
    setProblem(undefined);
    try {
      await confirmOrder.mutateAsync({
        id: measure.id,
        personId,
        revision: measure.revision,
        confirmedOn: confirmedOn ?? '',
        courtFileNo,
      });
      onClose();
    } catch (error) {
      setProblem(applyFieldErrors(error, form.setError));
    }
  });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="sm"
      title="Gerichtliche Bestätigung"
      actions={
        <>
          <Button
            variant="primary"
            icon={Gavel}
            isPending={confirmOrder.isPending}
            onPress={() => void save()}
          >
            Bestätigung eintragen
          </Button>
          <Button onPress={onClose}>Abbrechen</Button>
        </>
      }
    >
      <Form onSubmit={() => void save()} label="Gerichtliche Bestätigung">
        <FormGrid columns={1}>
          <FormField control={form.control} name="confirmedOn">
            {(field) => <DateField {...field} label="Bestätigt am" fullDay isRequired />}
          </FormField>
          <FormField control={form.control} name="courtFileNo">
            {(field) => <TextField {...field} label="Gericht und Aktenzeichen" isRequired maxLength={160} />}
          </FormField>
        </FormGrid>
        <FieldError>{problem}</FieldError>
      </Form>
    </Dialog>
  );
}
