/** Proposes or changes a hint in place. */
import { TriangleAlert, UserRoundCheck } from 'lucide-react';
import { useWatch } from 'react-hook-form';
import type { Hint } from '#shared/contract/hints';
import type { Output } from '#shared/contract/index';
import { formatPartialDate } from '#shared/domain/partial-date';
import { HINT_PURPOSE_LABELS } from '#shared/domain/person-hints';
import { SPECIAL_CATEGORY_NORM } from '#shared/domain/special-category';
import { useCommand } from '../../app/queries';
import {
  DateField,
  EditableBlock,
  FormField,
  FormGrid,
  FormSection,
  Notice,
  Select,
  Stack,
  TextArea,
  TextField,
} from '../../ui';
import { useRecordEditor } from '../records/record-editor';
import { type HintFormInput, useHintForm } from './hint-form';

const STALE = ['hints', 'persons'] as const;

export function HintEditor({
  personId,
  hint,
  values,
  catalogue,
  gateOpen,
  onDone,
}: {
  personId: string;
  /** Null for a new one. */
  hint: Hint | null;
  values: HintFormInput;
  catalogue: Output<'hints.catalogue'>['hints'];
  /** What touches a besondere Kategorie may be proposed. */
  gateOpen: boolean;
  onDone: () => void;
}) {
  const form = useHintForm(values);
  const { control, setValue } = form;
  const propose = useCommand('hints.propose', { invalidates: STALE });
  const revise = useCommand('hints.revise', { invalidates: STALE });
  const editor = useRecordEditor({
    kind: 'hints.edit',
    recordId: hint?.id ?? null,
    personId,
    form,
    isSaving: propose.isPending || revise.isPending,
    write: async ({ code, ...content }) => {
      if (hint) await revise.mutateAsync({ ...content, personId, id: hint.id, revision: hint.revision });
      else await propose.mutateAsync({ ...content, code, personId });
      return { text: 'Vorgeschlagen. Der Hinweis wirkt, sobald eine zweite Person ihn freigibt.' };
    },
    onDone,
  });
  const code = useWatch({ control, name: 'code' });
  const chosen = catalogue.find((entry) => entry.code === code);
  return (
    <EditableBlock
      title={hint ? `Hinweis ${hint.code}: ${hint.text}` : 'Neuer Hinweis'}
      icon={TriangleAlert}
      {...editor}
      saveLabel="Zur Freigabe vorschlagen"
    >
      <Stack>
        <FormSection title="Hinweis">
          <FormGrid>
            <FormField control={control} name="code">
              {(field) => (
                <Select
                  label="Hinweis"
                  isRequired
                  autoFocus={hint === null}
                  isReadOnly={hint !== null}
                  options={catalogue.map((entry) => ({
                    value: entry.code,
                    label: `${entry.code} – ${entry.text}`,
                    note: [
                      `${entry.kind}, ${HINT_PURPOSE_LABELS[entry.purpose]}`,
                      entry.special && 'besondere Kategorie, verdeckt',
                    ]
                      .filter(Boolean)
                      .join(' · '),
                    isDisabled: entry.special && !gateOpen,
                  }))}
                  {...field}
                  onChange={(next) => {
                    field.onChange(next ?? '');
                    const entry = catalogue.find((other) => other.code === next);
                    if (entry) setValue('reviewOn', entry.latestReviewOn, { shouldDirty: true });
                  }}
                />
              )}
            </FormField>
            <FormField control={control} name="reviewOn">
              {(field) => (
                <DateField
                  label="Prüftermin"
                  isRequired
                  fullDay
                  description={
                    chosen &&
                    `spätestens ${formatPartialDate(chosen.latestReviewOn)} (Vorgabe der Dienststelle), kürzer ist möglich`
                  }
                  {...field}
                  onChange={(day) => field.onChange(day ?? '')}
                />
              )}
            </FormField>
            <FormField control={control} name="factBasis">
              {(field) => (
                <TextArea
                  label="Tatsächliche Anhaltspunkte"
                  isRequired
                  autoFocus={hint !== null}
                  rows={3}
                  description="Was ist geschehen, wann, und woher ist es bekannt? Keine Vermutung."
                  {...field}
                />
              )}
            </FormField>
            <FormField control={control} name="source">
              {(field) => <TextField label="Quelle (Fundstelle)" isRequired isWide {...field} />}
            </FormField>
            {chosen?.special && (
              <FormField control={control} name="necessity">
                {(field) => (
                  <TextArea
                    label="Unbedingt erforderlich, weil …"
                    isRequired
                    rows={2}
                    description={SPECIAL_CATEGORY_NORM}
                    {...field}
                  />
                )}
              </FormField>
            )}
          </FormGrid>
        </FormSection>
        <Notice icon={UserRoundCheck} title="Vier-Augen-Prinzip">
          Eine zweite Person gibt den Hinweis frei. Bis dahin steht er im Kopf der Akte als „noch nicht
          freigegeben“ und in keinem Dossier.
        </Notice>
      </Stack>
    </EditableBlock>
  );
}
