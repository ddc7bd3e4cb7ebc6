import { FileUp } from 'lucide-react';
import { useState } from 'react';
import { DropZone, type FileDropItem, FileTrigger, Text } from 'react-aria-components';
import { Button } from './Button';
import { FieldError, fieldStyles as styles } from './field';

export interface FileDropProps {
  label: string;
  /** File name endings with dot, e.g. `['.csv', '.xlsx']`. */
  accept: readonly string[];
  /** Largest size in bytes; larger files are refused with a sentence. */
  maxBytes: number;
  onFiles: (files: File[]) => void;
  allowsMultiple?: boolean;
  hint?: string;
}

/** Drag files here or choose them. Checks ending and size; the content is checked by the vault process. */
export function FileDrop({ label, accept, maxBytes, onFiles, allowsMultiple = false, hint }: FileDropProps) {
  const [problem, setProblem] = useState<string | null>(null);
  function take(files: File[]) {
    const wrongKind = files.find(
      (file) => !accept.some((ending) => file.name.toLowerCase().endsWith(ending)),
    );
    const tooLarge = files.find((file) => file.size > maxBytes);
    if (wrongKind)
      return setProblem(`Diese Datei wird hier nicht gelesen. Möglich sind ${accept.join(', ')}.`);
    if (tooLarge) return setProblem(`Die Datei ist größer als ${Math.round(maxBytes / 1_048_576)} MB.`);
    setProblem(null);
    if (files.length > 0) onFiles(allowsMultiple ? files : files.slice(0, 1));
  }
  return (
    <div className={styles.field}>
      <DropZone
        className={styles.drop}
        aria-label={label}
        getDropOperation={() => 'copy'}
        onDrop={async (event) => {
          const items = event.items.filter((item): item is FileDropItem => item.kind === 'file');
          take(await Promise.all(items.map((item) => item.getFile())));
        }}
      >
        <FileUp aria-hidden size={24} strokeWidth={1.5} />
        <Text slot="label">{label}</Text>
        <FileTrigger
          acceptedFileTypes={[...accept]}
          allowsMultiple={allowsMultiple}
          onSelect={(list) => take(list ? [...list] : [])}
        >
          <Button>Datei auswählen</Button>
        </FileTrigger>
        <span className={styles.dropHint}>
          {hint ?? `${accept.join(', ')} bis ${Math.round(maxBytes / 1_048_576)} MB`}
        </span>
      </DropZone>
      <FieldError>{problem}</FieldError>
    </div>
  );
}
