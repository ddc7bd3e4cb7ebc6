/** The right side of the minutes: Beschlüsse of the point, preview of the Vermerk, who is there, what is missing. */
import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { AgendaItem, Conference, ConferenceAgency, Resolution } from '#shared/contract/conferences';
import { ATTENDANCE_KIND_LABELS, type AttendanceKind } from '#shared/domain/conference';
import { AppError } from '../../app/client';
import { useCommand } from '../../app/queries';
import {
  Button,
  Checkbox,
  confirm,
  DateField,
  EmptyState,
  optionsOf,
  Select,
  Stack,
  Tabs,
  toast,
} from '../../ui';
import { MissingList, PoliceMark } from './marks';
import { OutcomeItem } from './OutcomePanel';
import { ResolutionList } from './ResolutionList';
import styles from './ResultColumn.module.css';

export function ResultColumn({
  conference,
  item,
  onAdd,
  onEdit,
}: {
  conference: Conference;
  item: AgendaItem;
  onAdd: () => void;
  onEdit: (resolution: Resolution) => void;
}) {
  const absent = conference.agencies.filter((agency) => agency.attendance === 'EINGELADEN').length;
  return (
    <aside className={styles.column} aria-label="Ergebnis der Sitzung">
      <Tabs
        label="Ergebnis der Sitzung"
        items={[
          {
            id: 'beschluesse',
            label: 'Beschlüsse',
            count: item.resolutions.length,
            content: <Resolutions conference={conference} item={item} onAdd={onAdd} onEdit={onEdit} />,
          },
          { id: 'vermerk', label: 'Vermerk', content: <Preview conference={conference} /> },
          {
            id: 'sitzung',
            label: 'Sitzung',
            ...(absent > 0 && { count: absent }),
            content: <Session conference={conference} />,
          },
        ]}
      />
    </aside>
  );
}

function Resolutions({
  conference,
  item,
  onAdd,
  onEdit,
}: {
  conference: Conference;
  item: AgendaItem;
  onAdd: () => void;
  onEdit: (resolution: Resolution) => void;
}) {
  const remove = useCommand('conferences.removeResolution', {
    invalidates: ['conferences', 'measures', 'start'],
  });
  async function takeBack(resolution: Resolution) {
    const isSure = await confirm({
      title: `Beschluss ${resolution.number} entfernen?`,
      body: resolution.measure
        ? 'Die Maßnahme, die aus ihm entstanden ist, wird ebenfalls zurückgenommen.'
        : 'Der Beschluss wird aus dem Protokoll genommen.',
      confirmLabel: 'Entfernen',
      isDanger: true,
    });
    if (!isSure) return;
    await remove
      .mutateAsync({ conferenceId: conference.id, itemId: item.id, resolutionId: resolution.id })
      .catch((error) => toast({ tone: 'error', text: messageOf(error) }));
  }
  return (
    <Stack>
      {item.resolutions.length === 0 ? (
        <EmptyState icon={Plus} title={`Noch kein Beschluss zu TOP ${item.position}`} isSmall>
          „!prüfauftrag @Behörde … bis 30.11.“ oder „!kein“ für kein Handlungsbedarf
        </EmptyState>
      ) : (
        <ResolutionList
          label={`Beschlüsse zu TOP ${item.position}`}
          resolutions={item.resolutions}
          withPerson={item.kind !== 'PERSON'}
          actions={(resolution) => (
            <>
              <Button
                size="sm"
                variant="quiet"
                icon={Pencil}
                aria-label={`Beschluss ${resolution.number} bearbeiten`}
                onPress={() => onEdit(resolution)}
              >
                Bearbeiten
              </Button>
              <Button
                size="sm"
                variant="quiet"
                icon={Trash2}
                aria-label={`Beschluss ${resolution.number} entfernen`}
                onPress={() => void takeBack(resolution)}
              >
                Entfernen
              </Button>
            </>
          )}
        />
      )}
      <Button size="sm" icon={Plus} onPress={onAdd}>
        Beschluss fassen
      </Button>
    </Stack>
  );
}

function Preview({ conference }: { conference: Conference }) {
  return (
    <div className={styles.preview}>
      <p className={styles.previewNote}>
        So wird es im Ergebnisvermerk stehen; nur Beiträge für das Protokoll.
      </p>
      <ol className={styles.previewItems}>
        {conference.items
          .filter((entry) => entry.kind !== 'STATUSRUNDE' || entry.resolutions.length > 0)
          .map((entry) => (
            <OutcomeItem key={entry.id} item={entry} />
          ))}
      </ol>
    </div>
  );
}

function Session({ conference }: { conference: Conference }) {
  const saveSession = useCommand('conferences.saveSession');
  const [nextOn, setNextOn] = useState(conference.nextOn);
  const save = (values: { confidentialityNoted?: boolean; nextOn?: string | null }) =>
    void saveSession
      .mutateAsync({
        conferenceId: conference.id,
        revision: conference.revision,
        confidentialityNoted: conference.confidentialityNoted,
        nextOn: conference.nextOn,
        ...values,
      })
      .catch((error) => toast({ tone: 'error', text: messageOf(error) }));
  return (
    <Stack>
      <Checkbox
        value={conference.confidentialityNoted}
        onChange={(confidentialityNoted) => save({ confidentialityNoted })}
      >
        Vertraulichkeitshinweis wurde erteilt
      </Checkbox>
      <ul className={styles.attendance} aria-label="Teilnahme">
        {conference.agencies.map((agency) => (
          <Attendance key={agency.id} conference={conference} agency={agency} />
        ))}
      </ul>
      <DateField
        label="Nächster Termin"
        purpose="DEADLINE"
        fullDay
        value={nextOn}
        onChange={setNextOn}
        onBlur={() => nextOn !== conference.nextOn && save({ nextOn })}
      />
      <section>
        <h3 className={styles.heading}>Bis zum Abschluss</h3>
        <MissingList problems={conference.missing} done="Das Protokoll ist vollständig." />
      </section>
      {!conference.may.close && (
        <p className={styles.previewNote}>Den Abschluss nimmt der Vorsitz vor: {conference.chairName}.</p>
      )}
    </Stack>
  );
}

function Attendance({ conference, agency }: { conference: Conference; agency: ConferenceAgency }) {
  const update = useCommand('conferences.updateAgency');
  const set = (attendance: AttendanceKind | null) =>
    attendance &&
    void update
      .mutateAsync({
        conferenceId: conference.id,
        agencyId: agency.id,
        attendance,
        representative: agency.representative,
        legalBasis: agency.legalBasis,
        onlyItemIds: agency.onlyItemIds,
      })
      .catch((error) => toast({ tone: 'error', text: messageOf(error) }));
  return (
    <li className={styles.agency}>
      <span className={styles.agencyName}>
        {agency.shortName}
        <PoliceMark police={agency.police} />
      </span>
      <Select
        label={`Teilnahme ${agency.shortName}`}
        hideLabel
        value={agency.attendance}
        onChange={set}
        options={optionsOf(ATTENDANCE_KIND_LABELS)}
      />
    </li>
  );
}

function messageOf(error: unknown): string {
  return error instanceof AppError ? error.message : 'Unerwarteter Fehler. Bitte erneut versuchen.';
}
