/** Participating agencies with police mark, attendance and the points they take part in (F41, F62, F77). */
import { Building2, Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Conference, ConferenceAgency } from '#shared/contract/conferences';
import { ATTENDANCE_KIND_LABELS, type AttendanceKind } from '#shared/domain/conference';
import { AppError } from '../../app/client';
import { useCommand, useOperation } from '../../app/queries';
import { useSession } from '../../app/session';
import {
  Badge,
  Button,
  CheckboxGroup,
  ComboBox,
  Dialog,
  EmptyState,
  FieldError,
  FormGrid,
  IconButton,
  optionsOf,
  Panel,
  Segmented,
  Select,
  Stack,
  TextField,
  toast,
} from '../../ui';
import styles from './AgenciesPanel.module.css';
import { PoliceMark } from './marks';

export function AgenciesPanel({ conference }: { conference: Conference }) {
  const [isAdding, setAdding] = useState(false);
  const [editing, setEditing] = useState<ConferenceAgency | null>(null);
  const userId = useSession((state) => state.user?.id);
  const isStaff =
    conference.state !== 'ABGESCHLOSSEN' && (conference.may.plan || conference.minutesId === userId);
  return (
    <Panel
      title="Teilnehmende Behörden"
      icon={Building2}
      count={conference.agencies.length}
      isFlush
      actions={
        isStaff && (
          <Button size="sm" icon={Plus} onPress={() => setAdding(true)}>
            Behörde
          </Button>
        )
      }
    >
      {conference.agencies.length === 0 ? (
        <EmptyState icon={Building2} title="Noch keine Behörde eingeladen" isSmall />
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Behörde</th>
              <th scope="col">§ 26 PolG NRW</th>
              <th scope="col">Teilnahme</th>
              <th scope="col">Punkte</th>
              <th scope="col">Vertreten durch</th>
              {isStaff && (
                <th scope="col">
                  <span className="visually-hidden">Aktionen</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {conference.agencies.map((agency) => (
              <AgencyRow
                key={agency.id}
                conference={conference}
                agency={agency}
                isStaff={isStaff}
                onEdit={() => setEditing(agency)}
              />
            ))}
          </tbody>
        </table>
      )}
      {isAdding && <AddAgencyDialog conference={conference} onClose={() => setAdding(false)} />}
      {editing && (
        <EditAgencyDialog conference={conference} agency={editing} onClose={() => setEditing(null)} />
      )}
    </Panel>
  );
}

function AgencyRow({
  conference,
  agency,
  isStaff,
  onEdit,
}: {
  conference: Conference;
  agency: ConferenceAgency;
  isStaff: boolean;
  onEdit: () => void;
}) {
  const remove = useCommand('conferences.removeAgency');
  return (
    <tr>
      <th scope="row">
        <span className={styles.name}>{agency.shortName}</span>
        <span className={styles.detail}>{agency.standing ? 'ständiges Mitglied' : agency.reason}</span>
      </th>
      <td>
        <PoliceMark police={agency.police} />
      </td>
      <td>
        <AttendanceBadge attendance={agency.attendance} />
      </td>
      <td>{pointsText(conference, agency)}</td>
      <td>
        {agency.representative || <span className={styles.empty}>–</span>}
        {agency.legalBasis && <span className={styles.detail}>{agency.legalBasis}</span>}
      </td>
      {isStaff && (
        <td className={styles.actions}>
          <IconButton size="sm" icon={Pencil} label={`${agency.shortName} bearbeiten`} onPress={onEdit} />
          {conference.may.plan && (
            <IconButton
              size="sm"
              icon={Trash2}
              label={`${agency.shortName} entfernen`}
              onPress={() =>
                void remove
                  .mutateAsync({ conferenceId: conference.id, agencyId: agency.id })
                  .catch((error) => toast({ tone: 'error', text: messageOf(error) }))
              }
            />
          )}
        </td>
      )}
    </tr>
  );
}

export function AttendanceBadge({ attendance }: { attendance: AttendanceKind }) {
  const tone = attendance === 'ANWESEND' || attendance === 'SCHRIFTLICH' ? 'done' : 'neutral';
  return (
    <Badge tone={tone} isPlain>
      {ATTENDANCE_KIND_LABELS[attendance]}
    </Badge>
  );
}

function pointsText(conference: Conference, agency: ConferenceAgency): string {
  if (agency.allItems) return 'alle';
  const positions = conference.items
    .filter((item) => agency.onlyItemIds.includes(item.id))
    .map((item) => item.position);
  return positions.length > 0 ? `nur TOP ${positions.join(', ')}` : 'weitere Punkte';
}

function AddAgencyDialog({ conference, onClose }: { conference: Conference; onClose: () => void }) {
  const { data } = useOperation('conferences.agencies', {});
  const [key, setKey] = useState<string | null>(null);
  const [name, setName] = useState('');
  const [reason, setReason] = useState('');
  const [error, setError] = useState<AppError>();
  const add = useCommand('conferences.addAgency');
  const agency = data?.agencies.find((entry) => entry.key === key);
  const isStanding = agency?.standingMemberOf.includes(conference.platform) ?? false;

  async function save() {
    try {
      await add.mutateAsync({
        conferenceId: conference.id,
        agencyKey: key ?? '',
        name,
        reason,
        representative: '',
        legalBasis: '',
      });
      onClose();
    } catch (caught) {
      setError(caught instanceof AppError ? caught : new AppError('INTERNAL', messageOf(caught)));
    }
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Behörde einladen"
      actions={
        <>
          <Button variant="primary" isPending={add.isPending} onPress={() => void save()}>
            Einladen
          </Button>
          <Button onPress={onClose}>Abbrechen</Button>
        </>
      }
    >
      <Stack>
        <ComboBox
          label="Behörde"
          isRequired
          autoFocus
          placeholder="Name oder Kurzname"
          value={key}
          onChange={setKey}
          error={error?.fields['agencyKey']}
          options={(data?.agencies ?? []).map((entry) => ({
            value: entry.key,
            label: entry.shortName,
            note: entry.name,
          }))}
        />
        {agency && <PoliceMark police={agency.police} />}
        <TextField
          label="Genaue Bezeichnung"
          description="Nur nötig, wenn der Katalog sie allgemein benennt, z. B. „Ausländerbehörde Musterstadt“."
          value={name}
          onChange={setName}
          maxLength={160}
        />
        <TextField
          label="Grund der Teilnahme"
          isRequired={!isStanding}
          value={reason}
          onChange={setReason}
          maxLength={300}
          error={error?.fields['reason']}
        />
        {error && Object.keys(error.fields).length === 0 && <FieldError>{error.message}</FieldError>}
      </Stack>
    </Dialog>
  );
}

function EditAgencyDialog({
  conference,
  agency,
  onClose,
}: {
  conference: Conference;
  agency: ConferenceAgency;
  onClose: () => void;
}) {
  const [attendance, setAttendance] = useState<AttendanceKind>(agency.attendance);
  const [representative, setRepresentative] = useState(agency.representative);
  const [legalBasis, setLegalBasis] = useState(agency.legalBasis);
  const [isLimited, setLimited] = useState(!agency.allItems);
  const [items, setItems] = useState<readonly string[]>(agency.onlyItemIds);
  const [problem, setProblem] = useState<string>();
  const update = useCommand('conferences.updateAgency');

  async function save() {
    if (isLimited && items.length === 0 && agency.allItems)
      return setProblem('Bitte mindestens einen Punkt wählen.');
    try {
      await update.mutateAsync({
        conferenceId: conference.id,
        agencyId: agency.id,
        attendance,
        representative,
        legalBasis,
        onlyItemIds: isLimited ? [...items] : [],
      });
      onClose();
    } catch (error) {
      setProblem(messageOf(error));
    }
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={agency.name}
      actions={
        <>
          <Button variant="primary" isPending={update.isPending} onPress={() => void save()}>
            Speichern
          </Button>
          <Button onPress={onClose}>Abbrechen</Button>
        </>
      }
    >
      <Stack>
        <FormGrid>
          <Select
            label="Teilnahme"
            value={attendance}
            onChange={(value) => value && setAttendance(value)}
            options={optionsOf(ATTENDANCE_KIND_LABELS)}
          />
          <TextField
            label="Vertreten durch"
            value={representative}
            onChange={setRepresentative}
            maxLength={160}
          />
          <TextField
            label="Rechtsgrundlage der Teilnahme"
            isWide
            value={legalBasis}
            onChange={setLegalBasis}
            maxLength={200}
          />
        </FormGrid>
        <Segmented
          label="Nimmt teil an"
          value={isLimited ? 'EINZELN' : 'ALLE'}
          onChange={(value) => setLimited(value === 'EINZELN')}
          segments={[
            { value: 'ALLE', label: 'allen Punkten' },
            { value: 'EINZELN', label: 'einzelnen Punkten' },
          ]}
        />
        {isLimited && (
          <CheckboxGroup
            label="Punkte"
            description="Was die Behörde nicht mitberät, steht auch nicht in ihrem Ergebnisvermerk."
            value={items}
            onChange={setItems}
            options={conference.items.map((item) => ({
              value: item.id,
              label: `TOP ${item.position} ${item.personName || item.title}`,
            }))}
          />
        )}
        <FieldError>{problem}</FieldError>
      </Stack>
    </Dialog>
  );
}

function messageOf(error: unknown): string {
  return error instanceof AppError ? error.message : 'Unerwarteter Fehler. Bitte erneut versuchen.';
}
