/** Formal corrections of a file: taken from the history, so that both values are what really changed (F64). */
import { PenLine } from 'lucide-react';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import type { Change, Correction } from '#shared/contract/corrections';
import { CORRECTION_ORIGIN_LABELS, type CorrectionOrigin } from '#shared/domain/correction';
import { applyFieldErrors } from '../../app/client';
import { useDraft } from '../../app/drafts';
import { useCommand, useOperation } from '../../app/queries';
import { usePermission } from '../../app/session';
import {
  Button,
  EmptyState,
  FieldError,
  Form,
  FormActions,
  FormField,
  List,
  ListRow,
  optionsOf,
  Panel,
  RadioGroup,
  Select,
  Stack,
  TextArea,
  toast,
} from '../../ui';
import { formatInstant } from '../persons/labels';

export function CorrectionsPanel({ personId }: { personId: string }) {
  const { data } = useOperation('corrections.ofPerson', { personId });
  const canWrite = usePermission('CASE_WRITE');
  const [isWriting, setWriting] = useState(false);
  if (!data) return null;
  const { corrections, changes } = data;
  return (
    <Panel
      title="Berichtigungen"
      icon={PenLine}
      count={corrections.length}
      isFlush={!isWriting}
      actions={
        canWrite &&
        !isWriting && (
          <Button size="sm" variant="secondary" icon={PenLine} onPress={() => setWriting(true)}>
            Berichtigung festhalten
          </Button>
        )
      }
    >
      {isWriting ? (
        <CorrectionForm personId={personId} changes={changes} onDone={() => setWriting(false)} />
      ) : corrections.length === 0 ? (
        <EmptyState icon={PenLine} title="Keine Berichtigung festgehalten" isSmall>
          Die falsche Angabe zuerst in ihrem Abschnitt ändern, dann hier als Berichtigung festhalten: mit
          Grund, Anlass und der Liste der Empfänger, die zu benachrichtigen sind.
        </EmptyState>
      ) : (
        <List label="Berichtigungen">
          {corrections.map((correction) => (
            <ListRow
              key={correction.id}
              icon={PenLine}
              title={changeText(correction)}
              detail={`${CORRECTION_ORIGIN_LABELS[correction.askedBy]} · ${correction.reason} · ${correction.createdBy}, ${formatInstant(correction.createdAt)}`}
            />
          ))}
        </List>
      )}
    </Panel>
  );
}

const SHOWN = 60;
const short = (text: string) => (text.length > SHOWN ? `${text.slice(0, SHOWN)} …` : text);

function changeText({ record, field, wrongValue, rightValue }: Change | Correction): string {
  return `${record} · ${field}: „${short(wrongValue)}“ → ${rightValue === '' ? 'entfernt' : `„${short(rightValue)}“`}`;
}

interface Values {
  historyId: string | null;
  askedBy: CorrectionOrigin | null;
  reason: string;
}

function CorrectionForm({
  personId,
  changes,
  onDone,
}: {
  personId: string;
  changes: readonly Change[];
  onDone: () => void;
}) {
  const [problem, setProblem] = useState<string>();
  const record = useCommand('corrections.record');
  const form = useForm<Values>({ defaultValues: { historyId: null, askedBy: null, reason: '' } });
  const draft = useDraft(`corrections.new:${personId}`, form, { personId });
  const save = form.handleSubmit(async ({ historyId, askedBy, reason }) => {
    setProblem(undefined);
    if (historyId === null) return form.setError('historyId', { message: 'Bitte die Änderung wählen.' });
    if (askedBy === null) return form.setError('askedBy', { message: 'Bitte den Anlass wählen.' });
    try {
      const { notices } = await record.mutateAsync({
        personId,
        historyId: Number(historyId),
        askedBy,
        reason,
      });
      await draft.discard();
      toast({
        tone: 'done',
        text:
          notices === 0
            ? 'Berichtigung festgehalten. Niemand ist zu benachrichtigen.'
            : `Berichtigung festgehalten. Zu benachrichtigen: ${notices}.`,
      });
      onDone();
    } catch (error) {
      setProblem(applyFieldErrors(error, form.setError));
    }
  });
  if (changes.length === 0)
    return (
      <Stack>
        <p>
          In dieser Akte wurde noch keine Angabe geändert. Bitte zuerst die falsche Angabe in ihrem Abschnitt
          ändern.
        </p>
        <FormActions>
          <Button onPress={onDone}>Schließen</Button>
        </FormActions>
      </Stack>
    );
  return (
    <Form label="Berichtigung festhalten" onSubmit={() => void save()}>
      <Stack>
        <FormField control={form.control} name="historyId">
          {(field) => (
            <Select
              {...field}
              label="Änderung"
              isRequired
              autoFocus
              options={changes.map((change) => ({
                value: String(change.historyId),
                label: changeText(change),
                note: `${change.changedBy}, ${formatInstant(change.changedAt)}`,
              }))}
            />
          )}
        </FormField>
        <FormField control={form.control} name="askedBy">
          {(field) => (
            <RadioGroup {...field} label="Anlass" isRequired options={optionsOf(CORRECTION_ORIGIN_LABELS)} />
          )}
        </FormField>
        <FormField control={form.control} name="reason">
          {(field) => (
            <TextArea {...field} label="Warum die Angabe falsch war" isRequired rows={3} maxLength={2000} />
          )}
        </FormField>
        <FieldError>{problem}</FieldError>
        <FormActions>
          <Button type="submit" variant="primary" shortcut="Strg+Enter" isPending={record.isPending}>
            Berichtigung festhalten
          </Button>
          <Button
            onPress={() => {
              void draft.discard();
              onDone();
            }}
          >
            Abbrechen
          </Button>
        </FormActions>
      </Stack>
    </Form>
  );
}
