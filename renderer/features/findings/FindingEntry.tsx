/** One Erkenntnis as it is read in the file. */
import { ArrowRightLeft, Eraser, EyeOff, FileX2, Pencil, Tag } from 'lucide-react';
import { useState } from 'react';
import type { Finding } from '#shared/contract/findings';
import { FINDING_KIND_LABELS, FINDING_ROLE_LABELS } from '#shared/domain/finding';
import { PERSON_CATEGORY_LABELS } from '#shared/domain/handling';
import { formatPartialDate } from '#shared/domain/partial-date';
import { CONTENT_GRADE_LABELS, ORIGIN_LABELS, SOURCE_GRADE_LABELS } from '#shared/domain/statement';
import { useCommand } from '../../app/queries';
import {
  Badge,
  Button,
  ButtonLink,
  type Definition,
  DefinitionList,
  MenuButton,
  Statement,
  TextLink,
  toast,
} from '../../ui';
import { formatInstant } from '../persons/labels';
import { LabelView } from '../records/LabelView';
import { ReasonDialog } from '../records/ReasonDialog';
import { Clamped, RecordEntry } from '../records/RecordEntry';
import styles from '../records/RecordList.module.css';
import { RemoveRecordDialog } from '../records/RemoveRecordDialog';
import { MoveDialog } from './MoveDialog';

export function FindingEntry({
  finding,
  personId,
  canEdit,
  isOpen,
  onToggle,
  onEdit,
}: {
  finding: Finding;
  personId: string;
  canEdit: boolean;
  isOpen: boolean;
  onToggle: () => void;
  onEdit: () => void;
}) {
  const [dialog, setDialog] = useState<'move' | 'remove' | 'delete' | null>(null);
  return (
    <>
      <RecordEntry
        date={finding.occurredOn}
        title={finding.title}
        isBlocked={finding.blocked}
        isOpen={isOpen}
        onToggle={onToggle}
        badges={<FindingBadges finding={finding} />}
        lead={
          <Statement kind={finding.statementKind} meta={metaLine(finding)}>
            <Clamped text={finding.body} isOpen={isOpen} />
          </Statement>
        }
        origin={originLine(finding)}
        actions={
          canEdit && (
            <>
              {finding.blocked && (
                <ButtonLink variant="primary" size="sm" icon={Tag} to={`/eingang/${finding.id}`}>
                  Kennzeichnen
                </ButtonLink>
              )}
              <Button size="sm" icon={Pencil} onPress={onEdit}>
                Bearbeiten
              </Button>
              <MenuButton
                isIconOnly
                size="sm"
                label={`Weitere Aktionen zu „${finding.title}“`}
                entries={[
                  {
                    id: 'move',
                    label: 'In andere Akte verschieben',
                    note: 'bei Verwechslung',
                    icon: ArrowRightLeft,
                    onAction: () => setDialog('move'),
                  },
                  {
                    id: 'remove',
                    label: 'Aus dieser Akte nehmen',
                    note: 'bleibt bei den übrigen Beteiligten',
                    icon: FileX2,
                    isDisabled: finding.persons.length + finding.hiddenPersons < 2,
                    onAction: () => setDialog('remove'),
                  },
                  {
                    id: 'delete',
                    label: 'Erkenntnis löschen',
                    icon: Eraser,
                    isDanger: true,
                    isDisabled: finding.persons.length + finding.hiddenPersons > 1,
                    onAction: () => setDialog('delete'),
                  },
                ]}
              />
            </>
          )
        }
      >
        <People finding={finding} personId={personId} />
        <DefinitionList items={definitions(finding)} />
        <LabelView label={finding.label} />
      </RecordEntry>
      {dialog === 'move' && (
        <MoveDialog finding={finding} personId={personId} onClose={() => setDialog(null)} />
      )}
      {dialog === 'remove' && (
        <RemoveDialog finding={finding} personId={personId} onClose={() => setDialog(null)} />
      )}
      {dialog === 'delete' && (
        <RemoveRecordDialog
          kind="ERKENNTNIS"
          personId={personId}
          record={finding}
          onClose={() => setDialog(null)}
        />
      )}
    </>
  );
}

function FindingBadges({ finding }: { finding: Finding }) {
  return (
    <>
      {finding.importedFrom && <Badge icon={null}>aus Liste</Badge>}
      {finding.origin === 'VERFASSUNGSSCHUTZ' && <Badge tone="protected">Verfassungsschutz</Badge>}
      {finding.releasedTo !== null && <Badge icon={null}>Freigabe begrenzt</Badge>}
      {finding.label.covert && <Badge icon={EyeOff}>verdeckt erhoben</Badge>}
    </>
  );
}

function metaLine(finding: Finding): string {
  return [
    FINDING_KIND_LABELS[finding.kind],
    `${finding.sourceGrade}${finding.contentGrade}`,
    finding.origin === 'EIGENE_STELLE'
      ? finding.label.collectingOffice
      : finding.originAgency || ORIGIN_LABELS[finding.origin],
  ]
    .filter(Boolean)
    .join(' · ');
}

function originLine(finding: Finding): string {
  const source = finding.importedFrom
    ? `übernommen aus Liste „${finding.importedFrom.fileName}“, Zeile ${finding.importedFrom.rowNo}`
    : `erfasst von ${finding.createdBy}`;
  return `${source}, ${formatInstant(finding.createdAt)}`;
}

function People({ finding, personId }: { finding: Finding; personId: string }) {
  return (
    <ul className={styles.people} aria-label="Beteiligte">
      {finding.persons.map((person) => (
        <li key={person.personId}>
          {person.personId === personId ? (
            person.name
          ) : (
            <TextLink to={`/akten/${person.personId}/erkenntnisse`}>{person.name}</TextLink>
          )}
          {` – ${FINDING_ROLE_LABELS[person.role]}, ${
            person.personCategory ? PERSON_CATEGORY_LABELS[person.personCategory] : 'Kategorie fehlt noch'
          }`}
        </li>
      ))}
      {finding.hiddenPersons > 0 && <li>weitere Beteiligte: {finding.hiddenPersons}</li>}
    </ul>
  );
}

function definitions(finding: Finding): Definition[] {
  const items: Definition[] = [
    { term: 'Bewertung der Quelle', value: SOURCE_GRADE_LABELS[finding.sourceGrade] },
    { term: 'Bewertung des Inhalts', value: CONTENT_GRADE_LABELS[finding.contentGrade] },
  ];
  if (finding.statementKind === 'BEWERTUNG')
    items.push(
      { term: 'Bewertende Stelle', value: finding.authorOffice },
      { term: 'Fundstelle der Unterlagen', value: finding.fileLocation },
    );
  if (finding.origin === 'EIGENE_STELLE') return items;
  items.push({
    term: 'Herkunft',
    value: [ORIGIN_LABELS[finding.origin], finding.originAgency].filter(Boolean).join(': '),
    note:
      finding.transmittedOn &&
      `übermittelt am ${formatPartialDate(finding.transmittedOn)}, ${finding.transmissionNorm || 'ohne Angabe der Vorschrift'}`,
  });
  if (finding.usageLimits) items.push({ term: 'Verwendungsbeschränkung', value: finding.usageLimits });
  if (finding.courtUsable !== null)
    items.push({ term: 'Gerichtsverwertbar', value: finding.courtUsable ? 'ja' : 'nein' });
  return items;
}

function RemoveDialog({
  finding,
  personId,
  onClose,
}: {
  finding: Finding;
  personId: string;
  onClose: () => void;
}) {
  const remove = useCommand('findings.removeFromFile', { invalidates: ['findings', 'persons'] });
  return (
    <ReasonDialog
      title="Erkenntnis aus dieser Akte nehmen"
      label="Grund"
      confirmLabel="Aus Akte nehmen"
      isDanger
      onClose={onClose}
      onConfirm={async (reason) => {
        await remove.mutateAsync({ personId, id: finding.id, revision: finding.revision, reason });
        toast({ text: 'Die Erkenntnis gehört nicht mehr zu dieser Akte.' });
      }}
    >
      „{finding.title}“ bleibt bei den übrigen Beteiligten. Grund und Zeitpunkt stehen im Verlauf dieser Akte.
    </ReasonDialog>
  );
}
