/** One document: release by a second person where it needs one, then numbered copies as print or PDF. */
import { FileDown, Printer, ShieldCheck, ShieldX } from 'lucide-react';
import { useCallback, useRef, useState } from 'react';
import { useParams } from 'react-router';
import type { ExportSummary } from '#shared/contract/exports';
import type { Output } from '#shared/contract/index';
import { AppError } from '../../app/client';
import { printExport } from '../../app/host';
import { useCommand, useOperation } from '../../app/queries';
import { usePermission, useSession } from '../../app/session';
import { DocumentSheet, PrintDocument } from '../../print/PrintDocument';
import {
  Button,
  DefinitionList,
  ErrorState,
  FieldError,
  FormActions,
  LoadingState,
  Notice,
  Page,
  PageHeader,
  Panel,
  TextArea,
  toast,
} from '../../ui';
import { formatInstant } from '../persons/labels';
import { MinorApproval } from '../retention/MinorApproval';
import styles from './Document.module.css';
import { ExportStateBadge, KIND_LABELS } from './ExportState';
import { LeftOutNotice } from './LeftOutNotice';
import { PreviewFrame } from './PreviewFrame';

export function DocumentPage() {
  const { id = '' } = useParams();
  const document = useOperation('exports.get', { id });
  if (document.isPending) return <LoadingState shape="document" />;
  if (document.error) return <ErrorState error={document.error} onRetry={() => void document.refetch()} />;
  const { summary, content } = document.data;
  return (
    <Page
      layout="wide"
      header={
        <PageHeader
          breadcrumb={[{ label: 'Dokumente', to: '/dokumente' }]}
          title={summary.title}
          badges={<ExportStateBadge state={summary.state} />}
          subtitle={`${KIND_LABELS[summary.kind]} für ${summary.recipient}`}
          action={<CopyActions summary={summary} />}
        />
      }
    >
      <div className={styles.columns}>
        <div className={styles.side}>
          <Panel title="Übermittlung">
            <DefinitionList
              columns={1}
              items={[
                {
                  term: 'Empfänger',
                  value: summary.recipient,
                  note: summary.police ? 'Polizei' : 'keine Polizei',
                },
                { term: 'Zweck', value: summary.purpose },
                { term: 'Rechtsgrundlage', value: summary.legalBasis },
                { term: 'Angelegt', value: `${summary.requestedBy}, ${formatInstant(summary.requestedAt)}` },
                ...(summary.releasedAt
                  ? [
                      {
                        term: 'Freigabe',
                        value: `${summary.releasedBy}, ${formatInstant(summary.releasedAt)}`,
                        note: summary.releaseReason,
                      },
                    ]
                  : []),
                { term: 'Ausfertigungen', value: String(summary.copies) },
              ]}
            />
          </Panel>
          <LeftOutNotice leftOut={summary.leftOut} />
          {!summary.police && <MinorApproval act="EXPORT" recordId={summary.id} />}
          {summary.state === 'WARTET_AUF_FREIGABE' && <ReleaseForm summary={summary} />}
        </div>
        <PreviewFrame>
          <DocumentSheet content={content} leftOut={summary.leftOut} />
        </PreviewFrame>
      </div>
    </Page>
  );
}

function ReleaseForm({ summary }: { summary: ExportSummary }) {
  const userId = useSession((state) => state.user?.id);
  const mayRelease = usePermission('TRANSMISSION_RELEASE');
  const release = useCommand('exports.release');
  const [reason, setReason] = useState('');
  if (!mayRelease || summary.requestedById === userId) {
    return (
      <Notice tone="due-soon" icon={ShieldCheck} title="Wartet auf die Freigabe durch eine zweite Person">
        Leitung, LKA-Koordination oder Konferenzleitung sieht das Dokument unter „Dokumente“.
      </Notice>
    );
  }
  const decide = async (approve: boolean) => {
    await release.mutateAsync({ id: summary.id, approve, reason }).then(
      () => toast({ tone: 'done', text: approve ? 'Übermittlung freigegeben.' : 'Übermittlung abgelehnt.' }),
      () => undefined,
    );
  };
  return (
    <Panel title="Freigabe der Übermittlung" icon={ShieldCheck}>
      <TextArea
        label="Begründung"
        rows={3}
        value={reason}
        onChange={setReason}
        error={release.error?.fields['reason']}
        description="§ 26 PolG NRW: Zulässigkeit und Erforderlichkeit der Übermittlung an die nicht-polizeiliche Stelle."
      />
      {release.error && !release.error.fields['reason'] && <FieldError>{release.error.message}</FieldError>}
      <FormActions>
        <Button
          variant="primary"
          icon={ShieldCheck}
          isPending={release.isPending}
          onPress={() => void decide(true)}
        >
          Freigeben
        </Button>
        <Button variant="quiet" icon={ShieldX} onPress={() => void decide(false)}>
          Ablehnen
        </Button>
      </FormActions>
    </Panel>
  );
}

type Copy = Output<'exports.openCopy'>;

function CopyActions({ summary }: { summary: ExportSummary }) {
  const open = useCommand('exports.openCopy');
  const [copy, setCopy] = useState<{ data: Copy; mode: 'PDF' | 'DRUCK' } | null>(null);
  const isOut = useRef(false);

  const start = async (mode: 'PDF' | 'DRUCK') => {
    try {
      const data = await open.mutateAsync({ id: summary.id, mode });
      isOut.current = false;
      setCopy({ data, mode });
    } catch (error) {
      toast({
        tone: 'error',
        text: error instanceof AppError ? error.message : 'Die Ausgabe ist fehlgeschlagen.',
      });
    }
  };
  // Only once the document stands with its fonts may it be printed.
  const print = useCallback(async () => {
    if (!copy || isOut.current) return;
    isOut.current = true;
    const name = `${summary.kind === 'DOSSIER' ? 'Dossier' : 'Ergebnisvermerk'} ${copy.data.content.fileNo} Nr ${copy.data.marks.copyNo}.pdf`;
    try {
      const result = await printExport(copy.data.transmissionId, copy.mode === 'PDF' ? 'PDF' : 'PRINT', name);
      toast(
        result.saved
          ? { tone: 'done', text: `Ausfertigung ${copy.data.marks.copyNo} ausgegeben: ${result.name}` }
          : { tone: 'info', text: 'Ausgabe abgebrochen. Der Vorgang ist im Übermittlungsnachweis vermerkt.' },
      );
    } catch (error) {
      toast({
        tone: 'error',
        text: error instanceof Error ? error.message : 'Die Ausgabe ist fehlgeschlagen.',
      });
    } finally {
      setCopy(null);
    }
  }, [copy, summary.kind]);

  if (summary.state !== 'FREIGEGEBEN' && summary.state !== 'AUSGEGEBEN') return null;
  return (
    <>
      <Button
        variant="secondary"
        icon={Printer}
        isPending={open.isPending}
        onPress={() => void start('DRUCK')}
      >
        Drucken
      </Button>
      <Button
        variant="primary"
        icon={FileDown}
        isPending={open.isPending || copy !== null}
        onPress={() => void start('PDF')}
      >
        Als PDF speichern
      </Button>
      {copy && (
        <PrintDocument
          content={copy.data.content}
          marks={copy.data.marks}
          leftOut={copy.data.leftOut}
          onReady={() => void print()}
        />
      )}
    </>
  );
}
