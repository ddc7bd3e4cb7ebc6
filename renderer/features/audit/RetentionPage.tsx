/** Keeping of the log: what is in force, a proposal and its decision, earlier ones, and the run on demand. */
import { BadgeCheck, Check, Hourglass, Trash2, X } from 'lucide-react';
import { useState } from 'react';
import type { Retention } from '#shared/contract/audit';
import type { Output } from '#shared/contract/index';
import { useCommand, useOperation } from '../../app/queries';
import { usePermission } from '../../app/session';
import {
  Badge,
  Button,
  Columns,
  DefinitionList,
  EmptyState,
  ErrorState,
  FieldError,
  Form,
  FormGrid,
  List,
  ListRow,
  LoadingState,
  Page,
  Panel,
  Stack,
  TextArea,
  TextField,
  toast,
} from '../../ui';
import { ReasonDialog } from '../records/ReasonDialog';
import styles from './Audit.module.css';
import { AuditHeader } from './AuditHeader';
import { count, formatSecond, months } from './words';

type Overview = Output<'audit.retention'>;

export function RetentionPage() {
  const overview = useOperation('audit.retention', {});
  return (
    <Page
      header={
        <AuditHeader
          view="aufbewahrung"
          subtitle="Der Datenschutz schlägt vor, die Leitung entscheidet; beide unterschreiben."
        />
      }
    >
      {overview.error ? (
        <ErrorState error={overview.error} onRetry={() => void overview.refetch()} />
      ) : overview.isPending ? (
        <LoadingState shape="cards" />
      ) : (
        <Loaded overview={overview.data} />
      )}
    </Page>
  );
}

function Loaded({ overview }: { overview: Overview }) {
  const readsLog = usePermission('LOG_READ');
  return (
    <Columns>
      <Stack>
        <InForce overview={overview} mayRun={readsLog} />
        <Panel title="Entscheidungen" icon={BadgeCheck} isFlush>
          {overview.decided.length === 0 ? (
            <EmptyState
              icon={BadgeCheck}
              title="Noch keine Entscheidung: Es gilt die Voreinstellung."
              isSmall
            />
          ) : (
            <List label="Entscheidungen">
              {overview.decided.map((entry) => (
                <ListRow
                  key={entry.id}
                  title={periodsText(entry)}
                  detail={decisionText(entry)}
                  end={<StateBadge entry={entry} />}
                />
              ))}
            </List>
          )}
        </Panel>
      </Stack>
      {overview.open ? (
        <OpenProposal entry={overview.open} mayDecide={overview.mayDecide} />
      ) : (
        readsLog && <Propose />
      )}
    </Columns>
  );
}

const entriesText = (entryMonths: number | null): string =>
  entryMonths === null ? 'ohne Frist' : months(entryMonths);
const periodsText = (entry: Pick<Retention, 'payloadMonths' | 'entryMonths'>): string =>
  `Texte ${months(entry.payloadMonths)}, Einträge ${entriesText(entry.entryMonths)}`;

function decisionText(entry: Retention): string {
  return [
    `vorgeschlagen von ${entry.proposedBy}`,
    entry.decidedAt && `entschieden von ${entry.decidedBy} am ${formatSecond(entry.decidedAt)}`,
    entry.decisionReason,
  ]
    .filter(Boolean)
    .join(' · ');
}

function StateBadge({ entry }: { entry: Retention }) {
  if (!entry.isSigned) return <Badge tone="overdue">Unterschrift ungültig</Badge>;
  return entry.state === 'APPROVED' ? <Badge tone="done">beschlossen</Badge> : <Badge>abgelehnt</Badge>;
}

function InForce({ overview, mayRun }: { overview: Overview; mayRun: boolean }) {
  const run = useCommand('audit.runRetention');
  const due = overview.dueTexts + overview.dueEntries;
  async function start() {
    try {
      const { texts, entries } = await run.mutateAsync({});
      toast({
        tone: 'done',
        text: `Entfernt: ${count(texts, 'Text', 'Texte')}, ${count(entries, 'Eintrag', 'Einträge')}.`,
      });
    } catch (error) {
      toast({ tone: 'error', text: error instanceof Error ? error.message : 'Der Lauf ist fehlgeschlagen.' });
    }
  }
  return (
    <Panel title="Was gilt" icon={Hourglass}>
      <DefinitionList
        columns={1}
        items={[
          {
            term: 'Suchtexte und Abfragegründe',
            value: months(overview.payloadMonths),
            note: 'Danach bleibt der Prüfwert in der Kette.',
          },
          {
            term: 'Einträge',
            value: entriesText(overview.entryMonths),
            note:
              overview.entryMonths === null
                ? 'Sie werden nicht entfernt.'
                : 'Der Schnitt wird unterschrieben und protokolliert.',
          },
          {
            term: 'Abgelaufen',
            value:
              due === 0
                ? 'nichts'
                : `${count(overview.dueTexts, 'Text', 'Texte')}, ${count(overview.dueEntries, 'Eintrag', 'Einträge')}`,
            note: 'Wird bei jeder Anmeldung entfernt.',
          },
        ]}
      />
      {mayRun && due > 0 && (
        <div className={styles.buttons}>
          <Button icon={Trash2} isPending={run.isPending} onPress={() => void start()}>
            Jetzt entfernen
          </Button>
        </div>
      )}
    </Panel>
  );
}

function OpenProposal({ entry, mayDecide }: { entry: Retention; mayDecide: boolean }) {
  const decide = useCommand('audit.decideRetention');
  const [isRefusing, setRefusing] = useState(false);
  async function approve() {
    try {
      await decide.mutateAsync({ id: entry.id, approve: true, reason: '' });
      toast({ tone: 'done', text: 'Beschlossen. Die neue Frist gilt ab jetzt.' });
    } catch (error) {
      toast({ tone: 'error', text: error instanceof Error ? error.message : 'Das ist fehlgeschlagen.' });
    }
  }
  return (
    <Panel title="Vorschlag" icon={Hourglass}>
      <DefinitionList
        columns={1}
        items={[
          { term: 'Suchtexte und Abfragegründe', value: months(entry.payloadMonths) },
          { term: 'Einträge', value: entriesText(entry.entryMonths) },
          { term: 'Vorgeschlagen von', value: `${entry.proposedBy}, ${formatSecond(entry.proposedAt)}` },
          { term: 'Begründung', value: entry.reason, isWide: true },
        ]}
      />
      {mayDecide ? (
        <div className={styles.buttons}>
          <Button variant="primary" icon={Check} isPending={decide.isPending} onPress={() => void approve()}>
            Beschließen
          </Button>
          <Button icon={X} onPress={() => setRefusing(true)}>
            Ablehnen
          </Button>
        </div>
      ) : (
        <p className={styles.result}>Wartet auf die Entscheidung der Leitung.</p>
      )}
      {isRefusing && (
        <ReasonDialog
          title="Vorschlag ablehnen"
          label="Grund"
          confirmLabel="Ablehnen"
          onClose={() => setRefusing(false)}
          onConfirm={async (reason) => {
            await decide.mutateAsync({ id: entry.id, approve: false, reason });
          }}
        >
          Es gilt weiter, was bisher galt.
        </ReasonDialog>
      )}
    </Panel>
  );
}

function Propose() {
  const propose = useCommand('audit.proposeRetention');
  const [payloadMonths, setPayloadMonths] = useState('24');
  const [entryMonths, setEntryMonths] = useState('');
  const [reason, setReason] = useState('');
  const fields = propose.error?.fields ?? {};
  const submit = () =>
    propose.mutate({
      payloadMonths: Number(payloadMonths),
      entryMonths: entryMonths.trim() === '' ? null : Number(entryMonths),
      reason,
    });
  return (
    <Panel title="Andere Frist vorschlagen" icon={Hourglass}>
      <Form label="Frist vorschlagen" onSubmit={submit}>
        <FormGrid>
          <TextField
            label="Texte, in Monaten"
            isRequired
            value={payloadMonths}
            onChange={setPayloadMonths}
            error={fields['payloadMonths']}
            description="6 bis 120."
          />
          <TextField
            label="Einträge, in Monaten"
            value={entryMonths}
            onChange={setEntryMonths}
            error={fields['entryMonths']}
            description="24 bis 360; leer: Einträge bleiben."
          />
          <TextArea
            isWide
            isRequired
            label="Begründung"
            rows={3}
            value={reason}
            onChange={setReason}
            error={fields['reason']}
            maxLength={1000}
          />
        </FormGrid>
        <FieldError>
          {propose.error && Object.keys(fields).length === 0 ? propose.error.message : undefined}
        </FieldError>
        <div className={styles.buttons}>
          <Button type="submit" variant="primary" isPending={propose.isPending}>
            Der Leitung vorlegen
          </Button>
        </div>
      </Form>
    </Panel>
  );
}
