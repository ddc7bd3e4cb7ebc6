/** What every editor of a record does alike: draft, saving, refusals at their fields, the notice, leaving. */
import { useState } from 'react';
import type { FieldValues, UseFormReturn } from 'react-hook-form';
import { applyFieldErrors } from '../../app/client';
import { useDraft } from '../../app/drafts';
import { type ToastMessage, toast } from '../../ui';

const BLOCKED =
  'Gespeichert. Ohne vollständige Kennzeichnung ist der Eintrag gesperrt und steht im gesperrten Eingang.';

/** What is said after saving a record with a Kennzeichnung: `text`, or that the entry is blocked without it. */
export function savedNotice(blocked: boolean, text: string): ToastMessage {
  return blocked ? { tone: 'info', text: BLOCKED } : { text };
}

interface RecordEditorOptions<T extends FieldValues, C, V extends FieldValues> {
  /** Operation under which drafts are kept, e.g. `findings.edit`. */
  kind: string;
  /** Null for a new record; each file has one draft for that. */
  recordId: string | null;
  personId: string;
  form: UseFormReturn<T, C, V>;
  isSaving: boolean;
  /** Stores the values and returns the notice; what it throws is shown at the fields or above the buttons. */
  write: (values: V) => Promise<ToastMessage>;
  onDone: () => void;
}

/**
 * Everything of an `EditableBlock` that is open in place but title and icon:
 * `<EditableBlock title="…" icon={…} {...useRecordEditor({ … })}>`.
 */
export function useRecordEditor<T extends FieldValues, C, V extends FieldValues>(
  options: RecordEditorOptions<T, C, V>,
) {
  const { kind, recordId, personId, form, isSaving, write, onDone } = options;
  const [problem, setProblem] = useState<string>();
  const draft = useDraft(`${kind}:${recordId ?? `new:${personId}`}`, form, { personId });
  const save = form.handleSubmit(async (values) => {
    setProblem(undefined);
    try {
      const notice = await write(values);
      await draft.discard();
      toast(notice);
      onDone();
    } catch (error) {
      setProblem(applyFieldErrors(error, form.setError));
    }
  });
  return {
    canEdit: true,
    isEditing: true,
    isDirty: form.formState.isDirty,
    isSaving,
    error: problem,
    draftHint: draft.restoredAt && 'Entwurf wiederhergestellt',
    onEdit: () => undefined,
    onCancel: () => {
      void draft.discard();
      onDone();
    },
    onSave: () => save(),
    read: null,
  };
}
