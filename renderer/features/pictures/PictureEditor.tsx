/** Takes in a Lichtbild or changes what is known about one, in place. */
import { ImagePlus, ImageUp } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { FormProvider, useWatch } from 'react-hook-form';
import type { Picture } from '#shared/contract/pictures';
import { meansIsCovert, PERSON_CATEGORY_LABELS } from '#shared/domain/handling';
import { PICTURE_LIMITS, PICTURE_ORIGIN_LABELS, USUAL_MEANS } from '#shared/domain/picture';
import { uploadBytes } from '../../app/client';
import { useCommand } from '../../app/queries';
import {
  Button,
  DateField,
  EditableBlock,
  FieldError,
  FileDrop,
  FormField,
  FormGrid,
  FormSection,
  optionsOf,
  Select,
  TextField,
} from '../../ui';
import { LabelFieldset } from '../records/LabelFieldset';
import { savedNotice, useRecordEditor } from '../records/record-editor';
import { NonPoliceField } from './NonPoliceField';
import styles from './Pictures.module.css';
import { type PictureForm, type PictureFormInput, usePictureForm } from './picture-form';
import { dataUrl, makePreview } from './preview';

const STALE = { invalidates: ['pictures', 'findings', 'persons'] };
const ENDINGS = ['.jpg', '.jpeg', '.png', '.webp'];

interface Chosen {
  readonly file: File;
  readonly preview: Blob;
  readonly url: string;
}

export function PictureEditor({
  personId,
  picture,
  values,
  onDone,
}: {
  personId: string;
  /** Null for a new one. */
  picture: Picture | null;
  values: PictureFormInput;
  onDone: () => void;
}) {
  const form = usePictureForm(values);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const add = useCommand('pictures.add', STALE);
  const update = useCommand('pictures.update', STALE);
  const editor = useRecordEditor({
    kind: 'pictures.edit',
    recordId: picture?.id ?? null,
    personId,
    form,
    isSaving: add.isPending || update.isPending,
    write: async (input) => {
      if (picture) {
        const { blocked } = await update.mutateAsync({
          ...input,
          personId,
          id: picture.id,
          revision: picture.revision,
        });
        return savedNotice(blocked, 'Lichtbild gespeichert.');
      }
      if (!chosen) throw new Error('Bitte zuerst ein Bild auswählen.');
      const transferId = await uploadBytes(chosen.file);
      const previewTransferId = await uploadBytes(chosen.preview);
      const { blocked } = await add.mutateAsync({ ...input, personId, transferId, previewTransferId });
      return savedNotice(blocked, 'Lichtbild gespeichert.');
    },
    onDone,
  });
  const choice = useRef<HTMLDivElement>(null);
  // The keyboard begins where the picture is chosen.
  useEffect(() => choice.current?.querySelector<HTMLElement>('button:not([aria-hidden])')?.focus(), []);
  const url = picture ? `data:image/jpeg;base64,${picture.preview}` : chosen?.url;
  return (
    <EditableBlock
      title={picture ? 'Angaben zum Lichtbild' : 'Neues Lichtbild'}
      icon={ImagePlus}
      {...editor}
      isDirty={editor.isDirty || chosen !== null}
    >
      <div className={styles.editorFrame}>
        <div className={styles.editor}>
          <div className={styles.choice} ref={choice}>
            {url && <img src={url} alt="Ausgewähltes Lichtbild" className={styles.chosen} />}
            {!picture && <ChooseFile chosen={chosen} onChosen={setChosen} />}
          </div>
          <PictureFields form={form} hasPicture={picture !== null} />
        </div>
      </div>
    </EditableBlock>
  );
}

function ChooseFile({
  chosen,
  onChosen,
}: {
  chosen: Chosen | null;
  onChosen: (chosen: Chosen | null) => void;
}) {
  const [problem, setProblem] = useState<string>();
  async function take([file]: File[]) {
    if (!file) return;
    setProblem(undefined);
    try {
      const preview = await makePreview(file);
      onChosen({ file, preview, url: await dataUrl(preview) });
    } catch (error) {
      setProblem(error instanceof Error ? error.message : 'Das Bild konnte nicht gelesen werden.');
    }
  }
  if (chosen)
    return (
      <Button size="sm" icon={ImageUp} onPress={() => onChosen(null)}>
        Anderes Bild
      </Button>
    );
  return (
    <>
      <FileDrop
        label="Bild hierher ziehen"
        accept={ENDINGS}
        maxBytes={PICTURE_LIMITS.bytes}
        hint="JPEG, PNG oder WebP bis 25 MB. Ort, Gerät und andere Metadaten der Datei werden entfernt."
        onFiles={(files) => void take(files)}
      />
      <FieldError>{problem}</FieldError>
    </>
  );
}

function PictureFields({ form, hasPicture }: { form: PictureForm; hasPicture: boolean }) {
  const { control, setValue } = form;
  const category = useWatch({ control, name: 'personCategory' });
  return (
    <div className={styles.fields}>
      <FormProvider {...form}>
        <FormSection title="Lichtbild">
          <FormGrid>
            <FormField control={control} name="origin">
              {(field) => (
                <Select
                  label="Herkunft"
                  isRequired
                  autoFocus={hasPicture}
                  options={optionsOf(PICTURE_ORIGIN_LABELS)}
                  {...field}
                  onChange={(origin) => {
                    field.onChange(origin ?? field.value);
                    const means = origin && USUAL_MEANS[origin];
                    if (!means) return;
                    setValue('label.collectionMeans', means, { shouldDirty: true });
                    setValue('label.covert', meansIsCovert(means), { shouldDirty: true });
                  }}
                />
              )}
            </FormField>
            <FormField control={control} name="takenOn">
              {(field) => <DateField label="Aufgenommen" {...field} />}
            </FormField>
            <FormField control={control} name="source">
              {(field) => <TextField label="Quelle (Fundstelle)" isRequired {...field} />}
            </FormField>
            <FormField control={control} name="personCategory">
              {(field) => (
                <Select label="Kategorie der Person" options={optionsOf(PERSON_CATEGORY_LABELS)} {...field} />
              )}
            </FormField>
            <FormField control={control} name="note">
              {(field) => <TextField label="Bemerkung" isWide {...field} />}
            </FormField>
          </FormGrid>
          <FormField control={control} name="releasedTo">
            {(field) => <NonPoliceField {...field} />}
          </FormField>
        </FormSection>
        <LabelFieldset categories={[category]} />
      </FormProvider>
    </div>
  );
}
