/** Kette prüfen, also against a hash from paper, and the signed file for somebody else to check. */
import { FileCheck2, FileDown, ShieldAlert, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import type { Output } from '#shared/contract/index';
import { CHAIN_FAULT_LABELS } from '#shared/domain/audit';
import { saveLog } from '../../app/host';
import { useCommand } from '../../app/queries';
import {
  Button,
  Checkbox,
  Columns,
  DateField,
  DefinitionList,
  FieldError,
  Form,
  FormGrid,
  Notice,
  Page,
  Panel,
  ProgressBar,
  TextField,
  toast,
} from '../../ui';
import { useProgress } from '../imports/jobs';
import styles from './Audit.module.css';
import { AuditHeader } from './AuditHeader';
import { count, NO_FILTER } from './words';

export function ChainPage() {
  return (
    <Page
      header={
        <AuditHeader
          view="kette"
          subtitle="Jeder Eintrag hängt am Prüfwert des vorigen; Prüfpunkte sind unterschrieben und stehen auch auf Papier."
        />
      }
    >
      <Columns>
        <VerifyPanel />
        <ExportPanel />
      </Columns>
    </Page>
  );
}

function VerifyPanel() {
  const verify = useCommand('audit.verify', { invalidates: [] });
  const [checkpoint, setCheckpoint] = useState('');
  const progress = useProgress('audit.verify', verify.isPending);
  return (
    <Panel title="Kette prüfen" icon={ShieldCheck}>
      <Form label="Kette prüfen" onSubmit={() => verify.mutate({ checkpoint })}>
        <FormGrid columns={1}>
          <TextField
            label="Prüfwert vom Papier"
            value={checkpoint}
            onChange={setCheckpoint}
            error={verify.error?.fields['checkpoint']}
            placeholder="wie am Fuß eines Dossiers, mindestens 16 Zeichen"
            description="Freiwillig. Zeigt, ob das Protokoll seit der Ausfertigung ersetzt wurde."
          />
        </FormGrid>
        <FieldError>
          {verify.error && !verify.error.fields['checkpoint'] ? verify.error.message : undefined}
        </FieldError>
        <div className={styles.buttons}>
          <Button type="submit" variant="primary" icon={ShieldCheck} isPending={verify.isPending}>
            Kette prüfen
          </Button>
        </div>
      </Form>
      <div className={styles.result} aria-live="polite">
        {verify.isPending ? (
          <ProgressBar
            label="Einträge werden geprüft"
            unit="Einträgen"
            {...(progress ? { done: progress.done, total: progress.total } : {})}
          />
        ) : (
          verify.data && <Verdict report={verify.data} />
        )}
      </div>
    </Panel>
  );
}

function Verdict({ report }: { report: Output<'audit.verify'> }) {
  const { fault } = report;
  if (fault)
    return (
      <Notice
        tone="overdue"
        icon={ShieldAlert}
        title={
          fault.seq === null
            ? CHAIN_FAULT_LABELS[fault.fault]
            : `Erster fehlerhafter Eintrag: ${fault.seq.toLocaleString('de-DE')}`
        }
      >
        {fault.seq !== null && `${CHAIN_FAULT_LABELS[fault.fault]}. `}
        {fault.reason} Bitte den Tresorordner sichern, nichts löschen und die Leitung unterrichten.
      </Notice>
    );
  return (
    <>
      <Notice
        tone="done"
        icon={ShieldCheck}
        title={`Unversehrt: ${count(report.entries, 'Eintrag', 'Einträge')}`}
      >
        {report.keptSeq === null
          ? 'Keine Lücke, keine Änderung, alle Prüfpunkte gültig.'
          : `Der Prüfwert vom Papier gehört zu Eintrag ${report.keptSeq.toLocaleString('de-DE')}; seither wurde davor nichts verändert.`}
      </Notice>
      <DefinitionList
        items={[
          { term: 'Letzter Eintrag', value: report.lastSeq.toLocaleString('de-DE') },
          { term: 'Prüfpunkte', value: report.checkpoints.toLocaleString('de-DE') },
          {
            term: 'Fristgemäß entfernt',
            value: report.cutAt === null ? 'nichts' : `bis Eintrag ${report.cutAt.toLocaleString('de-DE')}`,
          },
          {
            term: 'Prüfwert des Endes',
            value: <span className={styles.hash}>{report.head}</span>,
            isWide: true,
          },
        ]}
      />
    </>
  );
}

function ExportPanel() {
  const prepare = useCommand('audit.prepareExport', { invalidates: ['audit.controls'] });
  const [from, setFrom] = useState<string | null>(null);
  const [to, setTo] = useState<string | null>(null);
  const [withTexts, setWithTexts] = useState(false);
  const [reason, setReason] = useState('');
  const [isSaving, setSaving] = useState(false);
  const [problem, setProblem] = useState<string>();
  const fields = prepare.error?.fields ?? {};
  async function run() {
    setProblem(undefined);
    setSaving(true);
    try {
      const { id, entries, fileName } = await prepare.mutateAsync({
        ...NO_FILTER,
        from,
        to,
        withTexts,
        reason,
      });
      const { saved, name } = await saveLog(id, fileName);
      toast(
        saved
          ? { tone: 'done', text: `${count(entries, 'Eintrag', 'Einträge')} ausgegeben: ${name}` }
          : { tone: 'info', text: 'Ausgabe abgebrochen. Auch das steht im Protokoll.' },
      );
    } catch (error) {
      setProblem(error instanceof Error ? error.message : 'Die Ausgabe ist fehlgeschlagen.');
    } finally {
      setSaving(false);
    }
  }
  return (
    <Panel title="Als unterschriebene Datei ausgeben" icon={FileCheck2}>
      <Form label="Protokoll ausgeben" onSubmit={() => void run()}>
        <FormGrid>
          <DateField label="Von" fullDay value={from} onChange={setFrom} error={fields['from']} />
          <DateField label="Bis" fullDay value={to} onChange={setTo} error={fields['to']} />
          <TextField
            isWide
            isRequired
            label="Anlass der Ausgabe"
            value={reason}
            onChange={setReason}
            error={fields['reason']}
            maxLength={300}
          />
        </FormGrid>
        <div className={styles.result}>
          <Checkbox value={withTexts} onChange={setWithTexts}>
            Mit Suchtexten und Abfragegründen (enthalten Namen; nur wenn der Anlass sie verlangt)
          </Checkbox>
        </div>
        <FieldError>{Object.keys(fields).length === 0 ? problem : undefined}</FieldError>
        <div className={styles.buttons}>
          <Button type="submit" variant="secondary" icon={FileDown} isPending={isSaving}>
            Datei ausgeben
          </Button>
        </div>
        <p className={styles.result}>
          Ohne Zeitraum das ganze Protokoll. Die Datei liegt unverschlüsselt auf dem Datenträger und lässt
          sich ohne dieses Programm prüfen: <code>node verify-log.mjs DATEI</code>.
        </p>
      </Form>
    </Panel>
  );
}
