/** All entries of one kind as a block: read as a list, each one edited in its place. „Einfg“ adds where the focus is. */
import { Plus } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { PersonEntry } from '#shared/contract/entries';
import { ENTRY_SPECS, type EntryKind } from '#shared/domain/person-entry-kinds';
import { usePermission } from '../../app/session';
import { Button, Panel } from '../../ui';
import { EditorFrame } from '../records/EditorFrame';
import { FactList } from '../records/FactRow';
import styles from './Entries.module.css';
import { EntryEditor } from './EntryEditor';
import { EntryRow } from './EntryRow';
import { KIND_ICONS } from './icons';

const NEW = 'new';

export function EntryBlock({
  personId,
  kind,
  entries,
  isFirst,
}: {
  personId: string;
  kind: EntryKind;
  entries: readonly PersonEntry[];
  /** Takes „Einfg“ while no block has the focus. */
  isFirst: boolean;
}) {
  const { label } = ENTRY_SPECS[kind];
  const canEdit = usePermission('CASE_WRITE');
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [lastClosed, setLastClosed] = useState<string | null>(null);
  const block = useRef<HTMLDivElement>(null);
  const addButton = useRef<HTMLButtonElement>(null);
  const start = (id: string) => setOpen((known) => new Set([...known, id]));
  const end = (id: string) => {
    setOpen((known) => new Set([...known].filter((other) => other !== id)));
    setLastClosed(id);
    if (id === NEW) addButton.current?.focus();
  };
  useInsertKey(canEdit, block, isFirst, () => start(NEW));
  const row = (entry: PersonEntry) =>
    open.has(entry.id) ? (
      <EditorFrame key={entry.id} as="li">
        <EntryEditor personId={personId} kind={kind} entry={entry} onDone={() => end(entry.id)} />
      </EditorFrame>
    ) : (
      <EntryRow
        key={entry.id}
        entry={entry}
        personId={personId}
        canEdit={canEdit}
        takesFocus={lastClosed === entry.id}
        onEdit={() => start(entry.id)}
      />
    );
  return (
    <div ref={block} data-entry-block={kind}>
      <Panel
        title={label}
        icon={KIND_ICONS[kind]}
        {...(entries.length > 0 && { count: entries.length })}
        actions={
          canEdit && (
            <Button
              ref={addButton}
              size="sm"
              variant="quiet"
              icon={Plus}
              aria-label={`${label}: hinzufügen`}
              onPress={() => start(NEW)}
            >
              Hinzufügen
            </Button>
          )
        }
      >
        {open.has(NEW) && (
          <EditorFrame>
            <EntryEditor personId={personId} kind={kind} entry={null} onDone={() => end(NEW)} />
          </EditorFrame>
        )}
        {entries.length > 0 && <FactList label={label}>{entries.map(row)}</FactList>}
        {entries.length === 0 && !open.has(NEW) && <p className={styles.empty}>nicht erfasst</p>}
      </Panel>
    </div>
  );
}

/** Runs on „Einfg“ while the focus is in this block but in no field, or nowhere in any block if it is the first one. */
function useInsertKey(
  isActive: boolean,
  block: React.RefObject<HTMLDivElement | null>,
  isFirst: boolean,
  add: () => void,
): void {
  useEffect(() => {
    if (!isActive) return;
    function press(event: KeyboardEvent) {
      if (event.key !== 'Insert' || event.ctrlKey || event.altKey || event.shiftKey || event.defaultPrevented)
        return;
      const at = document.activeElement;
      if (at?.matches('input, textarea') || document.querySelector('[role=dialog], [role=alertdialog]'))
        return;
      const focused = at?.closest('[data-entry-block]') ?? null;
      if (focused ? focused !== block.current : !isFirst) return;
      event.preventDefault();
      add();
    }
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  });
}
