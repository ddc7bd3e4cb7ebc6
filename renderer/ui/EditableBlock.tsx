import { type LucideIcon, Pencil } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Button } from './Button';
import styles from './EditableBlock.module.css';
import { FieldError } from './field';
import { confirmDiscard, useUnsavedGuard } from './unsaved';

export interface EditableBlockProps {
  title: string;
  icon?: LucideIcon;
  /** Since when, by whom, how many; behind the title. */
  meta?: ReactNode;
  /** False: the block is only read (role, foreign file). */
  canEdit: boolean;
  isEditing: boolean;
  onEdit: () => void;
  /** Ends editing; the caller resets its form. Asked for before, if `isDirty`. */
  onCancel: () => void;
  /** Saves; on success the caller sets `isEditing` to false. Also Strg+Enter. */
  onSave: () => void | Promise<void>;
  isDirty: boolean;
  isSaving?: boolean;
  /** Error of the whole block (conflict, rule); field errors stand at their fields. */
  error?: string | undefined;
  /** When the draft was last kept, e.g. „Entwurf gesichert 14:03“. */
  draftHint?: ReactNode;
  editLabel?: string;
  saveLabel?: string;
  /** The reading view (`DefinitionList`, `Statement`, …). */
  read: ReactNode;
  /** The form, rendered only while editing. */
  children: ReactNode;
}

/**
 * Reads as a document; turns into its form in place. Strg+Enter saves, Esc leaves and asks when something was changed;
 * leaving the address asks too. After editing the focus goes back to the edit button.
 */
export function EditableBlock(props: EditableBlockProps) {
  const {
    title,
    icon: Icon,
    meta,
    canEdit,
    isEditing,
    onEdit,
    onSave,
    isDirty,
    isSaving,
    error,
    draftHint,
    editLabel = 'Bearbeiten',
    saveLabel = 'Speichern',
  } = props;
  const headingId = useId();
  const form = useRef<HTMLDivElement>(null);
  const editButton = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(isEditing);
  useUnsavedGuard(isEditing && isDirty);
  useEffect(() => {
    if (isEditing === wasEditing.current) return;
    wasEditing.current = isEditing;
    if (isEditing)
      form.current?.querySelector<HTMLElement>('input:not([type=hidden]), textarea, button')?.focus();
    else editButton.current?.focus();
  }, [isEditing]);

  async function leave() {
    if (isSaving) return;
    if (!isDirty || (await confirmDiscard())) props.onCancel();
  }

  return (
    <section className={styles.block} data-editing={isEditing || undefined} aria-labelledby={headingId}>
      <div className={styles.head}>
        {Icon && <Icon aria-hidden size={16} strokeWidth={1.75} className={styles.icon} />}
        <h2 className={styles.title} id={headingId}>
          {title}
        </h2>
        {meta && <span className={styles.meta}>{meta}</span>}
        {canEdit && !isEditing && (
          <span className={styles.edit}>
            <Button
              ref={editButton}
              size="sm"
              variant="quiet"
              icon={Pencil}
              onPress={onEdit}
              aria-label={`${title}: ${editLabel}`}
            >
              {editLabel}
            </Button>
          </span>
        )}
      </div>
      {isEditing ? (
        // biome-ignore lint/a11y/noStaticElementInteractions: shortcuts for the form inside; every one has a button too
        <div
          ref={form}
          className={styles.form}
          // Capture: buttons, selects and radios keep Enter to themselves. Dialogs of the form are portals, not inside.
          onKeyDownCapture={(event) => {
            if (
              event.key !== 'Enter' ||
              !event.ctrlKey ||
              !event.currentTarget.contains(event.target as Node)
            )
              return;
            event.preventDefault();
            event.stopPropagation();
            if (!isSaving) void onSave();
          }}
          onKeyDown={(event) => {
            if (event.defaultPrevented) return;
            if (event.key === 'Escape') {
              event.preventDefault();
              void leave();
            }
          }}
        >
          {props.children}
          <FieldError>{error}</FieldError>
          <div className={styles.actions}>
            <Button
              variant="primary"
              isPending={isSaving}
              shortcut="Strg+Enter"
              onPress={() => void onSave()}
            >
              {saveLabel}
            </Button>
            <Button variant="quiet" shortcut="Esc" onPress={() => void leave()}>
              Abbrechen
            </Button>
            {draftHint && <span className={styles.draft}>{draftHint}</span>}
          </div>
        </div>
      ) : (
        <div className={styles.read}>{props.read}</div>
      )}
    </section>
  );
}
