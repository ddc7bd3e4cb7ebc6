/** Enters or changes a besondere Kategorie in place, with its written necessity. */
import { zodResolver } from '@hookform/resolvers/zod';
import { EyeOff } from 'lucide-react';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { type SpecialInput, specialInput } from '#shared/contract/special';
import { formatPartialDate } from '#shared/domain/partial-date';
import { SPECIAL_CATEGORY_LABELS, SPECIAL_CATEGORY_NORM } from '#shared/domain/special-category';
import { useCommand } from '../../app/queries';
import { DateField, EditableBlock, FormField, FormGrid, TextArea, TextField } from '../../ui';
import { useRecordEditor } from '../records/record-editor';

export type SpecialFormInput = z.input<typeof specialInput>;
const STALE = { invalidates: ['special', 'persons'] };

export function SpecialEditor({
  personId,
  stored,
  values,
  latestReviewOn,
  onDone,
}: {
  personId: string;
  /** Null for a new one. */
  stored: { readonly id: string; readonly revision: number } | null;
  values: SpecialFormInput;
  latestReviewOn: string;
  onDone: () => void;
}) {
  const form = useForm<SpecialFormInput, unknown, SpecialInput>({
    resolver: zodResolver(specialInput),
    defaultValues: values,
  });
  const { control } = form;
  const propose = useCommand('special.propose', STALE);
  const revise = useCommand('special.revise', STALE);
  const editor = useRecordEditor({
    kind: `special.edit.${values.category}`,
    recordId: stored?.id ?? null,
    personId,
    form,
    isSaving: propose.isPending || revise.isPending,
    write: async ({ category, ...content }) => {
      if (stored)
        await revise.mutateAsync({ ...content, personId, id: stored.id, revision: stored.revision });
      else await propose.mutateAsync({ ...content, category, personId });
      return { text: 'Vorgeschlagen. Eine zweite Person gibt die Angabe frei.' };
    },
    onDone,
  });
  return (
    <EditableBlock
      title={SPECIAL_CATEGORY_LABELS[values.category]}
      icon={EyeOff}
      {...editor}
      saveLabel="Zur Freigabe vorschlagen"
    >
      <FormGrid>
        <FormField control={control} name="value">
          {(field) => <TextField label="Angabe" isRequired isWide autoFocus {...field} />}
        </FormField>
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
        <FormField control={control} name="source">
          {(field) => <TextField label="Quelle (Fundstelle)" isRequired {...field} />}
        </FormField>
        <FormField control={control} name="reviewOn">
          {(field) => (
            <DateField
              label="Prüftermin"
              isRequired
              fullDay
              description={`spätestens ${formatPartialDate(latestReviewOn)} (Vorgabe der Dienststelle)`}
              {...field}
              onChange={(day) => field.onChange(day ?? '')}
            />
          )}
        </FormField>
      </FormGrid>
    </EditableBlock>
  );
}
