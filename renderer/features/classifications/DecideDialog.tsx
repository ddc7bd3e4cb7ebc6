/** The second person's decision: yes or no, from which day, why, and the next review; signed with the own key (F7, F8). */
import { Gavel, Signature } from 'lucide-react';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import type { ClassificationDetail } from '#shared/contract/classifications';
import {
  CASE_STATUS_LABELS,
  isClassified,
  type StoredCaseStatus,
  statusAfterDecision,
} from '#shared/domain/case-status';
import { classificationReview } from '#shared/domain/deadlines';
import { formatPartialDate, isPartialDate } from '#shared/domain/partial-date';
import { PERSON_GROUP_LABELS } from '#shared/domain/person-group';
import { PROCEDURE_LABELS } from '#shared/domain/procedure';
import { applyFieldErrors } from '../../app/client';
import { useDraft } from '../../app/drafts';
import { useCommand } from '../../app/queries';
import { useSession } from '../../app/session';
import {
  Button,
  DateField,
  Dialog,
  FieldError,
  Form,
  FormField,
  FormGrid,
  Notice,
  RadioGroup,
  Stack,
  TextArea,
  toast,
} from '../../ui';
import { today } from '../persons/labels';

interface DecisionValues {
  approved: 'JA' | 'NEIN' | null;
  decidedOn: string | null;
  reviewOn: string | null;
  reason: string;
}

export function DecideDialog({
  detail,
  caseStatus,
  onClose,
}: {
  detail: ClassificationDetail;
  caseStatus: StoredCaseStatus;
  onClose: () => void;
}) {
  const userName = useSession((state) => state.user?.fullName ?? '');
  const [problem, setProblem] = useState<string>();
  const decide = useCommand('classifications.decide', {
    invalidates: ['classifications', 'persons', 'tasks'],
  });
  const form = useForm<DecisionValues>({
    defaultValues: { approved: null, decidedOn: today(), reviewOn: null, reason: '' },
  });
  const draft = useDraft(`classifications.decide:${detail.id}`, form, { personId: detail.personId });
  const [approved, decidedOn] = form.watch(['approved', 'decidedOn']);
  const next = approved && statusAfterDecision(caseStatus, detail.procedure, approved === 'JA');
  const needsReview = approved === 'JA' && next !== null && isClassified(next);
  const review = needsReview ? defaultReview(decidedOn, detail.reviewMonths) : null;

  const submit = form.handleSubmit(async (values) => {
    setProblem(undefined);
    if (values.approved === null)
      return form.setError('approved', { message: 'Bitte zustimmen oder ablehnen.' });
    try {
      const result = await decide.mutateAsync({
        personId: detail.personId,
        id: detail.id,
        revision: detail.revision,
        approved: values.approved === 'JA',
        decidedOn: values.decidedOn ?? '',
        reason: values.reason,
        reviewOn: needsReview ? values.reviewOn : null,
      });
      await draft.discard();
      toast({
        text: `Entschieden und unterschrieben. Fallstatus: ${CASE_STATUS_LABELS[result.caseStatus]}${result.reviewOn ? `, nächste Überprüfung ${formatPartialDate(result.reviewOn)}` : ''}.`,
      });
      onClose();
    } catch (error) {
      setProblem(applyFieldErrors(error, form.setError, ['decidedOn', 'reviewOn', 'reason', 'approved']));
    }
  });

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={`${PROCEDURE_LABELS[detail.procedure]} entscheiden`}
      size="md"
      actions={
        <>
          <Button
            variant="primary"
            icon={Gavel}
            shortcut="Strg+Enter"
            isPending={decide.isPending}
            onPress={() => void submit()}
          >
            Entscheiden und unterschreiben
          </Button>
          <Button onPress={onClose}>Abbrechen</Button>
        </>
      }
    >
      <Stack>
        <Form label="Entscheidung" onSubmit={() => void submit()}>
          <FormGrid>
            <FormField control={form.control} name="approved">
              {(field) => (
                <RadioGroup
                  label="Entscheidung über den Vorschlag"
                  isRequired
                  isWide
                  orientation="horizontal"
                  options={[
                    {
                      value: 'JA',
                      label: 'Zustimmen',
                      ...(detail.personGroup && { note: PERSON_GROUP_LABELS[detail.personGroup] }),
                    },
                    { value: 'NEIN', label: 'Ablehnen', note: 'Auch die Ablehnung wird festgehalten.' },
                  ]}
                  {...field}
                />
              )}
            </FormField>
            <FormField control={form.control} name="decidedOn">
              {(field) => (
                <DateField
                  label="Mit Wirkung vom"
                  isRequired
                  fullDay
                  description="Nicht vor dem Vorlegen, nicht in der Zukunft."
                  {...field}
                />
              )}
            </FormField>
            {needsReview && (
              <FormField control={form.control} name="reviewOn">
                {(field) => (
                  <DateField
                    label="Nächste Überprüfung"
                    fullDay
                    purpose="DEADLINE"
                    placeholder={review ? formatPartialDate(review) : 'TT.MM.JJJJ'}
                    description={
                      review
                        ? `Leer: ${formatPartialDate(review)} (nach ${detail.reviewMonths} Monaten, Vorgabe der Dienststelle). Früher ist möglich.`
                        : undefined
                    }
                    {...field}
                  />
                )}
              </FormField>
            )}
            <FormField control={form.control} name="reason">
              {(field) => <TextArea label="Begründung" isRequired rows={5} maxLength={10_000} {...field} />}
            </FormField>
          </FormGrid>
          <FieldError>{problem}</FieldError>
        </Form>
        <Notice icon={Signature} title={`Sie unterschreiben als ${userName}`}>
          Unterschrieben werden Vorschlag, Belege und Entscheidung über ihre Prüfsumme. Die Entscheidung ist
          danach unveränderlich{next ? `; der Fallstatus wird „${CASE_STATUS_LABELS[next]}“` : ''}.
        </Notice>
      </Stack>
    </Dialog>
  );
}

function defaultReview(decidedOn: string | null, months: number): string | null {
  if (decidedOn === null || decidedOn.length !== 10 || !isPartialDate(decidedOn)) return null;
  return classificationReview(decidedOn, months).dueOn;
}
