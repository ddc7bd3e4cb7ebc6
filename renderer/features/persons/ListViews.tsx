/** Saved views of the list and its columns; both belong to the user and are kept in the vault. */
import {
  ArrowDown,
  ArrowUp,
  Bookmark,
  BookmarkPlus,
  Columns3,
  List,
  Pencil,
  Star,
  Trash2,
} from 'lucide-react';
import { useEffect, useState } from 'react';
import type { PersonView } from '#shared/contract/views';
import {
  DEFAULT_PERSON_COLUMNS,
  PERSON_COLUMN_LABELS,
  PERSON_COLUMNS,
  type PersonColumn,
} from '#shared/domain/person-list';
import { AppError } from '../../app/client';
import { useCommand, useOperation } from '../../app/queries';
import { Button, Checkbox, confirm, Dialog, Form, IconButton, MenuButton, TextField, toast } from '../../ui';
import { changeList, closeView, openView, settingsOf, usePersonList } from './list-state';
import styles from './PersonsPage.module.css';

/** The default view opens the list once after signing in. Returns the columns to show. */
export function usePersonColumns(): readonly PersonColumn[] {
  const saved = useOperation('views.list', {});
  const chosen = usePersonList((state) => state.columns);
  useEffect(() => {
    const state = usePersonList.getState();
    if (!saved.data || state.isStarted) return;
    const view = saved.data.views.find(({ isDefault }) => isDefault);
    // Whoever has typed or filtered already is not interrupted.
    if (view && state.query === '' && state.viewId === null) openView(view);
    else changeList({ isStarted: true });
  }, [saved.data]);
  return chosen ?? saved.data?.columns ?? DEFAULT_PERSON_COLUMNS;
}

export function ViewMenu() {
  const saved = useOperation('views.list', {});
  const setDefault = useCommand('views.setDefault');
  const remove = useCommand('views.remove');
  const viewId = usePersonList((state) => state.viewId);
  const [dialog, setDialog] = useState<'save' | 'rename' | 'columns' | null>(null);
  const views = saved.data?.views ?? [];
  const current = views.find(({ id }) => id === viewId) ?? null;
  async function removeView(view: PersonView) {
    const isSure = await confirm({
      title: 'Ansicht löschen',
      body: `Die Ansicht „${view.name}“ wird gelöscht. Die Akten bleiben unberührt.`,
      confirmLabel: 'Löschen',
      isDanger: true,
    });
    if (!isSure) return;
    await remove.mutateAsync({ id: view.id });
    closeView();
  }
  return (
    <>
      <MenuButton
        label={current ? `Ansicht: ${current.name}` : 'Ansicht'}
        icon={Bookmark}
        entries={[
          { id: 'all', label: 'Alle Fallakten', icon: List, onAction: closeView },
          ...views.map((view) => ({
            id: view.id,
            label: view.name,
            icon: view.isDefault ? Star : Bookmark,
            ...(view.isDefault ? { note: 'öffnet sich nach der Anmeldung' } : {}),
            onAction: () => openView(view),
          })),
          { separator: 'acts' },
          { id: 'columns', label: 'Spalten wählen …', icon: Columns3, onAction: () => setDialog('columns') },
          { id: 'save', label: 'Ansicht speichern …', icon: BookmarkPlus, onAction: () => setDialog('save') },
          ...(current
            ? [
                { id: 'rename', label: 'Umbenennen …', icon: Pencil, onAction: () => setDialog('rename') },
                {
                  id: 'default',
                  label: current.isDefault ? 'Nicht mehr als Standard' : 'Als Standard festlegen',
                  icon: Star,
                  onAction: () => setDefault.mutate({ id: current.isDefault ? null : current.id }),
                },
                {
                  id: 'remove',
                  label: 'Ansicht löschen …',
                  icon: Trash2,
                  isDanger: true,
                  onAction: () => void removeView(current),
                },
              ]
            : []),
        ]}
      />
      {(dialog === 'save' || dialog === 'rename') && (
        <NameDialog
          view={current}
          isRename={dialog === 'rename'}
          ownColumns={saved.data?.columns ?? null}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog === 'columns' && <ColumnsDialog onClose={() => setDialog(null)} />}
    </>
  );
}

function NameDialog({
  view,
  isRename,
  ownColumns,
  onClose,
}: {
  view: PersonView | null;
  isRename: boolean;
  ownColumns: readonly PersonColumn[] | null;
  onClose: () => void;
}) {
  const save = useCommand('views.save');
  const rename = useCommand('views.rename');
  const [name, setName] = useState(view?.name ?? '');
  const [problem, setProblem] = useState<string>();
  async function submit() {
    if (!name.trim()) return setProblem('Bitte einen Namen angeben.');
    try {
      if (isRename && view) await rename.mutateAsync({ id: view.id, name });
      else {
        const { id } = await save.mutateAsync({
          name,
          settings: settingsOf(usePersonList.getState(), ownColumns),
        });
        changeList({ viewId: id });
      }
      toast({ text: 'Ansicht gespeichert.' });
      onClose();
    } catch (error) {
      setProblem(error instanceof AppError ? error.message : 'Unerwarteter Fehler.');
    }
  }
  return (
    <Dialog
      isOpen
      size="sm"
      title={isRename ? 'Ansicht umbenennen' : 'Ansicht speichern'}
      onClose={onClose}
      actions={
        <>
          <Button
            variant="primary"
            isPending={save.isPending || rename.isPending}
            shortcut="Strg+Enter"
            onPress={() => void submit()}
          >
            Speichern
          </Button>
          <Button onPress={onClose}>Abbrechen</Button>
        </>
      }
    >
      <Form label="Ansicht" onSubmit={() => void submit()}>
        <TextField
          label="Name der Ansicht"
          autoFocus
          isRequired
          maxLength={60}
          value={name}
          onChange={setName}
          error={problem}
          description={
            isRename
              ? undefined
              : 'Gespeichert werden Filter, Reihenfolge und Spalten, nicht der Suchtext. Ein vorhandener Name wird ersetzt.'
          }
        />
      </Form>
    </Dialog>
  );
}

function ColumnsDialog({ onClose }: { onClose: () => void }) {
  const shown = usePersonColumns();
  const keep = useCommand('views.setColumns');
  function change(columns: readonly PersonColumn[]) {
    changeList({ columns: [...columns] });
    keep.mutate({ columns: [...columns] });
  }
  const order = [...shown, ...PERSON_COLUMNS.filter((column) => !shown.includes(column))];
  const move = (at: number, by: number) => {
    const next = [...shown];
    const [column] = next.splice(at, 1);
    if (column) next.splice(at + by, 0, column);
    change(next);
  };
  return (
    <Dialog
      isOpen
      size="sm"
      title="Spalten"
      isDismissable
      onClose={onClose}
      actions={
        <>
          <Button variant="primary" onPress={onClose}>
            Fertig
          </Button>
          <Button variant="quiet" onPress={() => change(DEFAULT_PERSON_COLUMNS)}>
            Zurücksetzen
          </Button>
        </>
      }
    >
      <ul className={styles.columns} aria-label="Spalten">
        {order.map((column) => {
          const at = shown.indexOf(column);
          const label = PERSON_COLUMN_LABELS[column];
          return (
            <li key={column}>
              <Checkbox
                value={at >= 0}
                isDisabled={column === 'NAME'}
                onChange={(isShown) =>
                  change(isShown ? [...shown, column] : shown.filter((other) => other !== column))
                }
              >
                {label}
              </Checkbox>
              {at > 0 && (
                <span className={styles.moves}>
                  <IconButton
                    size="sm"
                    icon={ArrowUp}
                    label={`${label} nach vorn`}
                    isDisabled={at === 1}
                    onPress={() => move(at, -1)}
                  />
                  <IconButton
                    size="sm"
                    icon={ArrowDown}
                    label={`${label} nach hinten`}
                    isDisabled={at === shown.length - 1}
                    onPress={() => move(at, 1)}
                  />
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </Dialog>
  );
}
