/** Section „Zugriff“ of the Fallakte: what protects it, who may see it beside office and role, who did (F53, F56). */
import { Eye, Gavel, KeyRound, Plus, SearchX, ShieldHalf, ShieldOff, Siren } from 'lucide-react';
import { useState } from 'react';
import type { CaseGrantEntry, EmergencyEntry, FileChangeEntry } from '#shared/contract/access';
import type { Output } from '#shared/contract/index';
import {
  ACCESS_PURPOSE_LABELS,
  EMERGENCY_STATE_LABELS,
  GRANT_LEVEL_LABELS,
  RESTRICTION_GROUND_LABELS,
} from '#shared/domain/access';
import { formatPartialDate } from '#shared/domain/partial-date';
import { useCommand, useOperation } from '../../app/queries';
import {
  Badge,
  Button,
  EmptyState,
  ErrorState,
  List,
  ListRow,
  LoadingState,
  Panel,
  Stack,
  toast,
} from '../../ui';
import { formatInstant } from '../persons/labels';
import { ReasonDialog } from '../records/ReasonDialog';
import { ChangeList } from './ChangeList';
import { DecisionDialog } from './DecisionDialog';
import { GrantDialog } from './GrantDialog';
import { ProposeDialog } from './ProposeDialog';
import { StateNotices } from './StateNotices';

type Access = Output<'access.ofPerson'>;
type Act =
  | { kind: 'PROPOSE' | 'GRANT' }
  | { kind: 'DECIDE'; change: FileChangeEntry }
  | { kind: 'DECIDE_EMERGENCY'; emergency: EmergencyEntry }
  | { kind: 'REVOKE'; grant: CaseGrantEntry };

export function AccessSection({ personId }: { personId: string }) {
  const access = useOperation('access.ofPerson', { personId });
  const [act, setAct] = useState<Act | null>(null);
  if (access.isPending) return <LoadingState shape="document" />;
  if (access.error) return <ErrorState error={access.error} onRetry={() => void access.refetch()} />;
  const { data } = access;
  return (
    <Stack>
      <StateNotices access={data} />
      <Emergencies data={data} onAct={setAct} />
      <Panel
        title="Schutz und Einschränkung"
        icon={ShieldHalf}
        isFlush
        actions={
          data.mayPropose &&
          !data.changes.some((change) => change.state === 'OPEN') && (
            <Button size="sm" icon={Plus} onPress={() => setAct({ kind: 'PROPOSE' })}>
              Änderung vorschlagen
            </Button>
          )
        }
      >
        <ChangeList changes={data.changes} onDecide={(change) => setAct({ kind: 'DECIDE', change })} />
      </Panel>
      <Grants data={data} onAct={setAct} />
      <Uses data={data} />
      <Dialogs personId={personId} data={data} act={act} onClose={() => setAct(null)} />
    </Stack>
  );
}

function Emergencies({ data, onAct }: { data: Access; onAct: (act: Act) => void }) {
  if (data.emergencies.length === 0) return null;
  return (
    <Panel title="Notzugriffe" icon={Siren} count={data.emergencies.length} isFlush>
      <List label="Notzugriffe">
        {data.emergencies.map((entry) => (
          <ListRow
            key={entry.id}
            title={`${entry.userName} (${entry.officeName})`}
            detail={
              <>
                {formatInstant(entry.beganAt)} bis {formatInstant(entry.endsAt)}
                {entry.orderedBy && ` · angeordnet von ${entry.orderedBy}`}
                <br />
                Grund: {entry.reason}
                <br />
                Dringlichkeit: {entry.urgency}
                {entry.decidedAt && (
                  <>
                    <br />
                    {EMERGENCY_STATE_LABELS[entry.state]} von {entry.decidedBy},{' '}
                    {formatInstant(entry.decidedAt)}: {entry.decisionReason}
                  </>
                )}
              </>
            }
            end={<EmergencyBadge entry={entry} />}
            actions={
              entry.state === 'OPEN' &&
              entry.decisionProblem === null && (
                <Button
                  size="sm"
                  variant="primary"
                  icon={Gavel}
                  onPress={() => onAct({ kind: 'DECIDE_EMERGENCY', emergency: entry })}
                >
                  Entscheiden
                </Button>
              )
            }
          />
        ))}
      </List>
    </Panel>
  );
}

function EmergencyBadge({ entry }: { entry: EmergencyEntry }) {
  if (entry.isSignatureValid === false) return <Badge tone="overdue">Unterschrift ungültig</Badge>;
  switch (entry.state) {
    case 'OPEN':
      return <Badge tone="due-soon">{EMERGENCY_STATE_LABELS.OPEN}</Badge>;
    case 'APPROVED':
      return <Badge tone="done">{EMERGENCY_STATE_LABELS.APPROVED}</Badge>;
    default:
      return <Badge tone="overdue">{EMERGENCY_STATE_LABELS[entry.state]}</Badge>;
  }
}

function Grants({ data, onAct }: { data: Access; onAct: (act: Act) => void }) {
  return (
    <Panel
      title="Rechte am Fall"
      icon={KeyRound}
      count={data.grants.filter((grant) => grant.isRunning).length}
      isFlush
      actions={
        data.mayGrant && (
          <Button size="sm" icon={Plus} onPress={() => onAct({ kind: 'GRANT' })}>
            Recht vergeben
          </Button>
        )
      }
    >
      {data.grants.length === 0 ? (
        <EmptyState icon={KeyRound} title="Niemand hat ein eigenes Recht an dieser Akte" isSmall>
          Die Leitung kann einzelnen Personen anderer Dienststellen, bei geschützten Akten auch der eigenen,
          Lesen oder Bearbeiten erlauben.
        </EmptyState>
      ) : (
        <List label="Rechte am Fall">
          {data.grants.map((grant) => (
            <ListRow
              key={grant.id}
              title={`${grant.userName} (${grant.officeName})`}
              detail={
                <>
                  {GRANT_LEVEL_LABELS[grant.level]} bis {formatPartialDate(grant.until)} · vergeben von{' '}
                  {grant.grantedBy}, {formatInstant(grant.grantedAt)}
                  <br />
                  Grund: {grant.reason}
                  {grant.revokedAt && (
                    <>
                      <br />
                      Widerrufen von {grant.revokedBy}, {formatInstant(grant.revokedAt)}: {grant.revokeReason}
                    </>
                  )}
                </>
              }
              end={
                grant.isRunning ? (
                  <Badge tone="accent">{GRANT_LEVEL_LABELS[grant.level]}</Badge>
                ) : (
                  <Badge isPlain>{grant.revokedAt ? 'widerrufen' : 'abgelaufen'}</Badge>
                )
              }
              actions={
                data.mayGrant &&
                grant.isRunning && (
                  <Button
                    size="sm"
                    variant="quiet"
                    icon={ShieldOff}
                    aria-label={`Recht von ${grant.userName} widerrufen`}
                    onPress={() => onAct({ kind: 'REVOKE', grant })}
                  >
                    Widerrufen
                  </Button>
                )
              }
            />
          ))}
        </List>
      )}
    </Panel>
  );
}

/** Shown to the owners only: searches that met the file, and openings for a stated purpose. */
function Uses({ data }: { data: Access }) {
  return (
    <>
      {data.queries.length > 0 && (
        <Panel title="Abfragen, die diese Akte trafen" icon={SearchX} count={data.queries.length} isFlush>
          <List label="Abfragen">
            {data.queries.map((query) => (
              <ListRow
                key={query.id}
                title={`${query.userName} (${query.officeName})`}
                detail={`Suche, ohne Treffer angezeigt · ${formatInstant(query.at)}`}
              />
            ))}
          </List>
        </Panel>
      )}
      {data.purposes.length > 0 && (
        <Panel title="Zweckgebundene Zugriffe" icon={Eye} count={data.purposes.length} isFlush>
          <List label="Zweckgebundene Zugriffe">
            {data.purposes.map((entry) => (
              <ListRow
                key={entry.id}
                title={`${entry.userName}: ${ACCESS_PURPOSE_LABELS[entry.purpose]}`}
                detail={`${formatInstant(entry.beganAt)} · ${entry.reason}`}
              />
            ))}
          </List>
        </Panel>
      )}
    </>
  );
}

function Dialogs({
  personId,
  data,
  act,
  onClose,
}: {
  personId: string;
  data: Access;
  act: Act | null;
  onClose: () => void;
}) {
  const decide = useCommand('access.decide', { invalidates: ['access', 'persons'] });
  const decideEmergency = useCommand('access.decideEmergency');
  const revoke = useCommand('access.revoke', { invalidates: ['access', 'persons'] });
  switch (act?.kind) {
    case undefined:
      return null;
    case 'PROPOSE':
      return <ProposeDialog personId={personId} state={data} onClose={onClose} />;
    case 'GRANT':
      return <GrantDialog personId={personId} onClose={onClose} />;
    case 'DECIDE':
      return (
        <DecisionDialog
          title="Über den Vorschlag entscheiden"
          yes={{ label: 'Zustimmen', note: decisionNote(act.change) }}
          no={{ label: 'Ablehnen', note: 'Die Akte bleibt, wie sie ist.' }}
          onDecide={async (approve, reason) => {
            await decide.mutateAsync({ personId, id: act.change.id, approve, reason });
            toast({ text: approve ? 'Entschieden und unterschrieben.' : 'Abgelehnt und unterschrieben.' });
          }}
          onClose={onClose}
        />
      );
    case 'DECIDE_EMERGENCY':
      return (
        <DecisionDialog
          title={`Notzugriff von ${act.emergency.userName}`}
          yes={{ label: 'Billigen', note: 'Der Zugriff endet von selbst nach 24 Stunden.' }}
          no={{
            label: 'Beanstanden',
            note: 'Der Zugriff endet spätestens mit der nächsten Anmeldung; der Datenschutz wird benachrichtigt.',
          }}
          onDecide={async (approve, reason) => {
            await decideEmergency.mutateAsync({ personId, id: act.emergency.id, approve, reason });
            toast({ text: approve ? 'Notzugriff gebilligt.' : 'Notzugriff beanstandet.' });
          }}
          onClose={onClose}
        />
      );
    case 'REVOKE':
      return (
        <ReasonDialog
          title="Recht am Fall widerrufen"
          label="Grund"
          confirmLabel="Widerrufen"
          isDanger
          onClose={onClose}
          onConfirm={async (reason) => {
            await revoke.mutateAsync({ personId, id: act.grant.id, reason });
            toast({ text: 'Recht widerrufen.' });
          }}
        >
          {act.grant.userName} sieht diese Akte ab der nächsten Anmeldung nicht mehr, soweit Dienststelle und
          Rolle es nicht erlauben. Das Recht kann neu vergeben werden.
        </ReasonDialog>
      );
  }
}

function decisionNote(change: FileChangeEntry): string {
  switch (change.kind) {
    case 'PROTECT':
      return 'Die Akte ist dann nur noch für Sachbearbeitung, Vertretung und Leitung da.';
    case 'UNPROTECT':
      return 'Die Akte ist dann wieder für die ganze Dienststelle und die landesweiten Rollen sichtbar.';
    case 'RESTRICT':
      return `Die Akte verlässt alle Listen. Grund: ${change.ground ? RESTRICTION_GROUND_LABELS[change.ground] : ''}.`;
    case 'UNRESTRICT':
      return 'Die Akte kann dann wieder gefunden und bearbeitet werden.';
  }
}
