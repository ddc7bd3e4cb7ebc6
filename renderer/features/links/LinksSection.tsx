/** Section „Umfeld“ of the Fallakte: relations in both directions as a table (F24). */
import { EyeOff, Lock, Network, Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Link } from '#shared/contract/links';
import { isCurrentLink, LINK_END_LABELS, linkKindText } from '#shared/domain/link';
import { formatPartialDate } from '#shared/domain/partial-date';
import { CONTENT_GRADE_LABELS, SOURCE_GRADE_LABELS } from '#shared/domain/statement';
import { useCommand, useOperation } from '../../app/queries';
import { usePermission, useSession } from '../../app/session';
import {
  Badge,
  Button,
  Count,
  EmptyState,
  ErrorState,
  LoadingState,
  MenuButton,
  Notice,
  Stack,
  TextLink,
  toast,
} from '../../ui';
import { presetLabel } from '../findings/finding-form';
import { today } from '../persons/labels';
import { EditorFrame } from '../records/EditorFrame';
import { ReasonDialog } from '../records/ReasonDialog';
import recordStyles from '../records/RecordList.module.css';
import { LinkEditor } from './LinkEditor';
import styles from './Links.module.css';
import { formValues, newLink } from './link-form';

export function LinksSection({ personId }: { personId: string }) {
  const list = useOperation('links.list', { personId });
  const canEdit = usePermission('CASE_WRITE');
  const office = useSession((state) => state.user?.officeName ?? '');
  const [editing, setEditing] = useState<string | null>(null);
  const [removing, setRemoving] = useState<Link | null>(null);
  if (list.isPending) return <LoadingState shape="document" />;
  if (list.error) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  const { links, hidden } = list.data;
  const edited = links.find((link) => link.id === editing && link.direction === 'OUT') ?? null;
  const last = links.find((link) => !link.blocked)?.label;
  return (
    <Stack>
      <div className={recordStyles.toolbar}>
        <h2 className={recordStyles.title}>
          Umfeld <Count value={links.length} showZero />
        </h2>
        {canEdit && (
          <div className={recordStyles.add}>
            <Button variant="primary" icon={Plus} onPress={() => setEditing('new')}>
              Beziehung erfassen
            </Button>
          </div>
        )}
      </div>
      {(editing === 'new' || edited) && (
        <EditorFrame key={editing}>
          <LinkEditor
            personId={personId}
            link={edited}
            values={edited ? formValues(edited) : newLink(presetLabel(office, last))}
            onDone={() => setEditing(null)}
          />
        </EditorFrame>
      )}
      {links.length === 0 && editing === null && (
        <EmptyState icon={Network} title="Keine Beziehungen erfasst.">
          Familie, gemeinsame Taten und Gruppierungen, Auftraggeber und Unterstützer: mit Quelle, Bewertung
          und Zeitraum.
        </EmptyState>
      )}
      {links.length > 0 && (
        <LinkTable links={links} canEdit={canEdit} onEdit={setEditing} onRemove={setRemoving} />
      )}
      {hidden > 0 && (
        <Notice
          tone="protected"
          icon={EyeOff}
          title={
            hidden === 1
              ? '1 Beziehung führt zu einer Akte, die Sie nicht sehen dürfen.'
              : `${hidden} Beziehungen führen zu Akten, die Sie nicht sehen dürfen.`
          }
        />
      )}
      {removing && <RemoveDialog personId={personId} link={removing} onClose={() => setRemoving(null)} />}
    </Stack>
  );
}

function LinkTable({
  links,
  canEdit,
  onEdit,
  onRemove,
}: {
  links: readonly Link[];
  canEdit: boolean;
  onEdit: (id: string) => void;
  onRemove: (link: Link) => void;
}) {
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <caption className="visually-hidden">Beziehungen</caption>
        <thead>
          <tr>
            <th scope="col">Beziehung</th>
            <th scope="col">Person oder Gruppierung</th>
            <th scope="col">Quelle und Bewertung</th>
            <th scope="col">
              <span className="visually-hidden">Aktionen</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {links.map((link) => (
            <LinkRow key={link.id} link={link} canEdit={canEdit} onEdit={onEdit} onRemove={onRemove} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function LinkRow({
  link,
  canEdit,
  onEdit,
  onRemove,
}: {
  link: Link;
  canEdit: boolean;
  onEdit: (id: string) => void;
  onRemove: (link: Link) => void;
}) {
  const name = link.other ? link.other.name : link.otherName;
  const kind = linkKindText(link.kind, link.direction === 'IN');
  return (
    <tr data-blocked={link.blocked || undefined}>
      <th scope="row">
        {kind}
        <span className={styles.note}>
          {[link.note, period(link), !isCurrentLink(link, today()) && 'beendet'].filter(Boolean).join(' · ')}
        </span>
        {link.blocked && (
          <Badge tone="restricted" icon={Lock}>
            gesperrt: Kennzeichnung fehlt
          </Badge>
        )}
      </th>
      <td>
        {link.other ? <TextLink to={`/akten/${link.other.personId}`}>{name}</TextLink> : name}
        <span className={styles.note}>
          {link.other ? link.other.fileNo : LINK_END_LABELS[link.otherKind]}
        </span>
      </td>
      <td>
        {link.source}
        <span className={styles.note}>
          {SOURCE_GRADE_LABELS[link.sourceGrade]}
          <br />
          {CONTENT_GRADE_LABELS[link.contentGrade]}
        </span>
      </td>
      <td className={styles.actions}>
        {link.direction === 'IN'
          ? link.other && (
              <span className={styles.note}>
                erfasst in{' '}
                <TextLink to={`/akten/${link.other.personId}/umfeld`}>{link.other.fileNo}</TextLink>
              </span>
            )
          : canEdit && (
              <MenuButton
                isIconOnly
                size="sm"
                label={`Aktionen zu ${kind}: ${name}`}
                entries={[
                  { id: 'edit', label: 'Bearbeiten', icon: Pencil, onAction: () => onEdit(link.id) },
                  {
                    id: 'remove',
                    label: 'Beziehung entfernen',
                    icon: Trash2,
                    isDanger: true,
                    onAction: () => onRemove(link),
                  },
                ]}
              />
            )}
      </td>
    </tr>
  );
}

function period({ validFrom, validTo }: Link): string {
  if (validFrom && validTo) return `${formatPartialDate(validFrom)} – ${formatPartialDate(validTo)}`;
  if (validFrom) return `seit ${formatPartialDate(validFrom)}`;
  return validTo ? `bis ${formatPartialDate(validTo)}` : 'Zeitraum nicht bekannt';
}

function RemoveDialog({ personId, link, onClose }: { personId: string; link: Link; onClose: () => void }) {
  const remove = useCommand('links.remove', { invalidates: ['links', 'persons'] });
  return (
    <ReasonDialog
      title="Beziehung entfernen"
      label="Grund"
      confirmLabel="Entfernen"
      isDanger
      onClose={onClose}
      onConfirm={async (reason) => {
        await remove.mutateAsync({ personId, id: link.id, revision: link.revision, reason });
        toast({ text: 'Die Beziehung ist entfernt.' });
      }}
    >
      Die Beziehung und ihr Verlauf werden gelöscht. Im Verlauf der Akte bleibt nur, dass und warum eine
      Beziehung entfernt wurde; bitte im Grund keinen Namen nennen.
    </ReasonDialog>
  );
}
