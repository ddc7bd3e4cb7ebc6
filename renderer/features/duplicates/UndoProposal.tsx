/** Taking a merge back: what came since is shown and given to one of the two files, entry by entry. */
import { Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { AddedRecord, Assignment, MergeDetail } from '#shared/contract/duplicates';
import { LINK_KIND_LABELS } from '#shared/domain/link';
import { MERGE_SIDES, type MergeSide } from '#shared/domain/merge';
import { AppError } from '../../app/client';
import { useCommand } from '../../app/queries';
import { usePermission } from '../../app/session';
import { Button, FieldError, Form, FormActions, Notice, Panel, Segmented, TextArea, toast } from '../../ui';
import styles from './Compare.module.css';
import { STALE } from './stale';

export function UndoProposal({ merge }: { merge: MergeDetail }) {
  const mayWrite = usePermission('CASE_WRITE');
  const [isOpen, setOpen] = useState(false);
  if (!mayWrite) return null;
  if (!isOpen)
    return (
      <Notice
        tone="info"
        icon={Undo2}
        title="Beide Akten lassen sich wiederherstellen"
        action={
          <Button size="sm" icon={Undo2} onPress={() => setOpen(true)}>
            Aufhebung vorschlagen
          </Button>
        }
      >
        Eine zweite Person entscheidet auch darüber. Einträge aus der Zeit vor der Zusammenführung gehen
        dorthin zurück, woher sie kamen.
      </Notice>
    );
  return <UndoForm merge={merge} onCancel={() => setOpen(false)} />;
}

function UndoForm({ merge, onCancel }: { merge: MergeDetail; onCancel: () => void }) {
  const propose = useCommand('duplicates.proposeUndo', { invalidates: STALE });
  const [sides, setSides] = useState<Readonly<Record<string, MergeSide>>>({});
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<{ reason?: string; general?: string }>({});
  const sideOf = (record: AddedRecord) => record.fixed ?? sides[record.key];
  const missing = merge.added.filter((record) => !sideOf(record)).length;
  async function submit() {
    if (propose.isPending) return;
    if (missing > 0)
      return setProblem({
        general: `Bitte zuerst alle Einträge zuordnen; ${missing === 1 ? 'einer fehlt' : `${missing} fehlen`} noch.`,
      });
    if (!reason.trim()) return setProblem({ reason: 'Bitte begründen, warum es zwei Personen sind.' });
    try {
      await propose.mutateAsync({
        id: merge.id,
        assignments: merge.added.flatMap((record): Assignment[] => {
          const side = sideOf(record);
          return side ? [{ key: record.key, side }] : [];
        }),
        reason,
      });
      toast({ text: 'Aufhebung vorgeschlagen. Eine zweite Person entscheidet.' });
    } catch (error) {
      setProblem({ general: error instanceof AppError ? error.message : 'Unerwarteter Fehler.' });
    }
  }
  return (
    <Panel title="Aufhebung vorschlagen" icon={Undo2}>
      {merge.blockers.length > 0 && (
        <Notice tone="overdue" icon={Undo2} title="Die Zusammenführung kann jetzt nicht aufgehoben werden">
          {merge.blockers.join(' ')}
        </Notice>
      )}
      <Form label="Aufhebung vorschlagen" onSubmit={() => void submit()}>
        {merge.added.length === 0 ? (
          <p className={styles.muted}>Seit der Zusammenführung kam nichts hinzu.</p>
        ) : (
          <>
            <p className={styles.muted}>
              Seit der Zusammenführung kam hinzu. Bitte jeden Eintrag einer der beiden Akten zuordnen.
            </p>
            <AssignmentList
              merge={merge}
              assignments={merge.added.flatMap((record): Assignment[] => {
                const side = sideOf(record);
                return side ? [{ key: record.key, side }] : [];
              })}
              onAssign={(key, side) => setSides((before) => ({ ...before, [key]: side }))}
            />
          </>
        )}
        <TextArea
          label="Warum sind es zwei Personen?"
          isRequired
          rows={3}
          value={reason}
          onChange={setReason}
          error={problem.reason}
        />
        <FieldError>{problem.general}</FieldError>
        <FormActions>
          <Button
            type="submit"
            variant="primary"
            icon={Undo2}
            isPending={propose.isPending}
            isDisabled={merge.blockers.length > 0}
            shortcut="Strg+Enter"
          >
            Vorschlagen
          </Button>
          <Button variant="quiet" onPress={onCancel}>
            Abbrechen
          </Button>
        </FormActions>
      </Form>
    </Panel>
  );
}

export function AssignmentList({
  merge,
  assignments,
  onAssign,
}: {
  merge: MergeDetail;
  assignments: readonly Assignment[];
  onAssign?: (key: string, side: MergeSide) => void;
}) {
  const sideOf = new Map(assignments.map(({ key, side }) => [key, side]));
  const names = { LEADING: merge.leadingFileNo, OTHER: merge.otherFileNo } as const;
  return (
    <ul className={styles.list} aria-label="Hinzugekommene Einträge">
      {merge.added.map((record) => {
        const side = sideOf.get(record.key) ?? null;
        const title = titleOf(record);
        return (
          <li key={record.key} className={styles.assign}>
            <span>{record.label}</span>
            <span>{title}</span>
            {record.fixed ? (
              <span className={styles.muted}>bleibt bei {names[record.fixed]} (dafür unterschrieben)</span>
            ) : onAssign ? (
              <Segmented
                label={`${record.label} ${title} gehört zu`}
                hideLabel
                segments={MERGE_SIDES.map((value) => ({ value, label: names[value] }))}
                value={side}
                onChange={(next) => next && onAssign(record.key, next)}
              />
            ) : (
              <strong>{side ? names[side] : 'nicht zugeordnet'}</strong>
            )}
          </li>
        );
      })}
    </ul>
  );
}

const titleOf = ({ title }: AddedRecord) =>
  (LINK_KIND_LABELS as Readonly<Record<string, string>>)[title] ?? title;
