/** Löschnachweise of the office, and what to do with backups that are older than the last deletion. */
import { Eraser, HardDrive, ShieldCheck, ShieldX } from 'lucide-react';
import type { DeletionRecord } from '#shared/contract/deletion';
import {
  ARCHIVE_ANSWER_LABELS,
  DELETION_GROUND_LABELS,
  ERASED_KIND_LABELS,
  ERASED_KINDS,
  KEPT_KIND_LABELS,
  KEPT_KINDS,
} from '#shared/domain/deletion';
import { useOperation } from '../../app/queries';
import {
  Badge,
  EmptyState,
  ErrorState,
  List,
  ListRow,
  LoadingState,
  Notice,
  Page,
  PageHeader,
  Panel,
  Stack,
} from '../../ui';
import { formatInstant } from '../persons/labels';

export function DeletionsPage() {
  const list = useOperation('deletion.records', {});
  return (
    <Page
      header={
        <PageHeader
          title="Löschungen"
          subtitle="Löschnachweise ohne Personenbezug: Grund, Landesarchiv, beide Unterschriften und Anzahlen."
        />
      }
    >
      {list.isPending ? (
        <LoadingState rows={4} />
      ) : list.error ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <Stack gap="lg">
          {list.data.olderBackups.length > 0 && <OlderBackups backups={list.data.olderBackups} />}
          <Panel title="Löschnachweise" icon={Eraser} count={list.data.records.length} isFlush>
            {list.data.records.length === 0 ? (
              <EmptyState icon={Eraser} title="Noch keine Akte gelöscht" isSmall>
                Eine Löschung wird in der Fallakte unter „Löschung und Berichtigung“ vorgeschlagen.
              </EmptyState>
            ) : (
              <List label="Löschnachweise">
                {list.data.records.map((record) => (
                  <RecordRow key={record.id} record={record} />
                ))}
              </List>
            )}
          </Panel>
        </Stack>
      )}
    </Page>
  );
}

function OlderBackups({ backups }: { backups: readonly { name: string; at: string }[] }) {
  return (
    <Notice
      tone="due-soon"
      icon={HardDrive}
      title={
        backups.length === 1
          ? '1 Sicherung ist älter als die letzte Löschung und enthält Gelöschtes noch'
          : `${backups.length} Sicherungen sind älter als die letzte Löschung und enthalten Gelöschtes noch`
      }
    >
      <p>
        Bitte eine neue Sicherung anlegen lassen (Administration) und die älteren Datenträger vernichten,
        sobald sie nicht mehr gebraucht werden. Wird eine davon zurückgespielt, sind die Löschungen seither zu
        wiederholen.
      </p>
      <ul>
        {backups.map(({ name, at }) => (
          <li key={`${name} ${at}`}>
            {formatInstant(at)} ·{' '}
            {name === '' ? 'laut Protokoll, anderer Ablageort' : `Ordner backups/${name}`}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function RecordRow({ record }: { record: DeletionRecord }) {
  const erased = ERASED_KINDS.filter((kind) => (record.erased[kind] ?? 0) > 0).map(
    (kind) => `${ERASED_KIND_LABELS[kind]} ${record.erased[kind]}`,
  );
  const kept = KEPT_KINDS.filter((kind) => (record.kept[kind] ?? 0) > 0).map(
    (kind) => `${KEPT_KIND_LABELS[kind]} ${record.kept[kind]}`,
  );
  return (
    <ListRow
      title={`${formatInstant(record.decidedAt)} · ${DELETION_GROUND_LABELS[record.ground]}`}
      detail={
        <>
          <div>
            vorgeschlagen von {record.proposedBy}, genehmigt von {record.decidedBy} ·{' '}
            {ARCHIVE_ANSWER_LABELS[record.archive.answer]} · Nachweis {record.id.slice(-12)}
          </div>
          <div>Gelöscht: {erased.join(' · ') || 'nichts'}</div>
          {kept.length > 0 && <div>Für andere erhalten: {kept.join(' · ')}</div>}
        </>
      }
      end={
        record.signaturesHold ? (
          <Badge tone="done" icon={ShieldCheck}>
            Unterschriften gültig
          </Badge>
        ) : (
          <Badge tone="overdue" icon={ShieldX}>
            Unterschrift ungültig
          </Badge>
        )
      }
    />
  );
}
