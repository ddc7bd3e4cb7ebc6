/** The assistant: file → mapping and questions about the list → preview with decisions → put forward for release. */
import { zodResolver } from '@hookform/resolvers/zod';
import { ArrowLeft, Eye } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { flushSync } from 'react-dom';
import { FormProvider, useForm } from 'react-hook-form';
import { useNavigate } from 'react-router';
import type { Output } from '#shared/contract/index';
import { type ListMapping, mappingProblem } from '#shared/domain/list-columns';
import { AppError, call, uploadBytes } from '../../app/client';
import { useCommand } from '../../app/queries';
import { usePermission, useSession } from '../../app/session';
import {
  Button,
  confirm,
  FieldError,
  Form,
  Page,
  PageHeader,
  ProgressBar,
  Stack,
  type Step,
  Stepper,
  useUnsavedGuard,
} from '../../ui';
import { type Decisions, toInput } from './decisions';
import { Batches, FileStep } from './FileStep';
import styles from './Imports.module.css';
import { useProgress } from './jobs';
import { ListQuestions, listForm, newListForm } from './ListQuestions';
import { type Inspection, MappingStep } from './MappingStep';
import { PreviewStep } from './PreviewStep';

interface Opened {
  transferId: string;
  inspection: Inspection;
  mapping: ListMapping;
}

const STEPS = ['Datei', 'Zuordnung', 'Vorschau', 'Freigabe'] as const;

export function ImportPage() {
  const mayPrepare = usePermission('IMPORT_PREPARE');
  if (!mayPrepare)
    return (
      <Page header={<PageHeader breadcrumb={BACK} title="Liste übernehmen" />}>
        <Batches />
      </Page>
    );
  return <Assistant />;
}

const BACK = [{ label: 'Personen', to: '/personen' }];

function Assistant() {
  const navigate = useNavigate();
  const officeName = useSession((state) => state.user?.officeName ?? '');
  const [opened, setOpened] = useState<Opened | null>(null);
  const [preview, setPreview] = useState<Output<'imports.preview'> | null>(null);
  const [decisions, setDecisions] = useState<Decisions>(new Map());
  const [problem, setProblem] = useState<string | null>(null);
  const [running, setRunning] = useState<'inspect' | 'preview' | 'stage' | null>(null);
  const stage = useCommand('imports.stage');
  const form = useForm({ resolver: zodResolver(listForm), defaultValues: newListForm(officeName) });
  useUnsavedGuard(opened !== null);

  /** Runs one act with its error shown above the buttons; a cancelled one says nothing more. */
  async function run(what: 'inspect' | 'preview' | 'stage', act: () => Promise<void>) {
    setProblem(null);
    setRunning(what);
    try {
      await act();
    } catch (error) {
      setProblem(
        error instanceof AppError ? error.message : 'Unerwarteter Fehler. Gespeichert wurde nichts.',
      );
    } finally {
      setRunning(null);
    }
  }

  const inspect = (
    transferId: string,
    fileName: string,
    layout: { sheet: number | null; headerRow: number | null },
  ) =>
    run('inspect', async () => {
      const inspection = await call('imports.inspect', { transferId, fileName, ...layout });
      setOpened({
        transferId,
        inspection,
        mapping: { columns: inspection.columns, nameOrder: inspection.nameOrder },
      });
      setPreview(null);
      setDecisions(new Map());
    });

  const open = (file: File) =>
    run('inspect', async () => {
      const transferId = await uploadBytes(file);
      await inspect(transferId, file.name.slice(0, 200), { sheet: null, headerRow: null });
    });

  const readRows = form.handleSubmit((values) =>
    run('preview', async () => {
      if (!opened) return;
      const { transferId, inspection, mapping } = opened;
      const unusable = mappingProblem(mapping);
      if (unusable) return setProblem(unusable);
      const { listStatus, noteKind, labelling, label, personCategory } = values;
      const result = await call('imports.preview', {
        transferId,
        fileName: inspection.fileName,
        sheet: inspection.sheet,
        headerRow: inspection.headerRow,
        fields: mapping.columns.map(({ field }) => field),
        nameOrder: mapping.nameOrder,
        listStatus,
        noteKind,
        label: labelling === 'JETZT' ? { ...label, personCategory } : null,
      });
      setPreview(result);
    }),
  );

  async function putForward({ previewId, counts }: Output<'imports.preview'>, undecided: number) {
    const goOn = await confirm({
      title: 'Zur Freigabe vorlegen?',
      body: `${counts.rows.toLocaleString('de-DE')} Zeilen werden vorgelegt. Fallakten entstehen erst, wenn eine zweite Person die Liste freigegeben hat.${
        undecided > 0
          ? ` ${undecided.toLocaleString('de-DE')} vorgeschlagene Dubletten sind nicht entschieden; sie werden eigene Akten.`
          : ''
      }`,
      confirmLabel: 'Vorlegen',
    });
    if (!goOn) return;
    await run('stage', async () => {
      const { batchId } = await stage.mutateAsync({ previewId, decisions: toInput(decisions) });
      flushSync(() => setOpened(null));
      await navigate(`/import/${batchId}`);
    });
  }

  const at = preview ? 2 : opened ? 1 : 0;
  const header = (action?: ReactNode) => (
    <PageHeader
      breadcrumb={BACK}
      title="Liste übernehmen"
      subtitle={
        opened &&
        `${opened.inspection.fileName} · ${opened.inspection.format} · ${opened.inspection.rows.toLocaleString('de-DE')} Zeilen mit Personen`
      }
      moreActions={
        at > 0 && (
          <Button
            icon={ArrowLeft}
            isDisabled={running !== null}
            onPress={() => (preview ? setPreview(null) : setOpened(null))}
          >
            {preview ? 'Zurück zur Zuordnung' : 'Andere Datei'}
          </Button>
        )
      }
      action={action}
    >
      <div className={styles.steps}>
        <Stepper label="Schritte der Übernahme" steps={stepsAt(at)} />
      </div>
      {running === 'stage' && <Running job="imports.stage" label="Liste wird vorgelegt" />}
      {preview && problem && <FieldError>{problem}</FieldError>}
    </PageHeader>
  );

  if (preview)
    return (
      <PreviewStep
        header={header}
        preview={preview}
        decisions={decisions}
        onDecisions={setDecisions}
        isPuttingForward={running === 'stage'}
        onPutForward={(undecided) => void putForward(preview, undecided)}
      />
    );
  if (!opened)
    return (
      <Page header={header()}>
        <FileStep onFile={(file) => void open(file)} isReading={running === 'inspect'} problem={problem} />
      </Page>
    );
  return (
    <Page header={header()}>
      <FormProvider {...form}>
        <Form label="Zuordnung" onSubmit={() => void readRows()}>
          <Stack>
            <MappingStep
              inspection={opened.inspection}
              mapping={opened.mapping}
              onMapping={(mapping) => setOpened({ ...opened, mapping })}
              onLayout={(layout) => void inspect(opened.transferId, opened.inspection.fileName, layout)}
            />
            <ListQuestions />
            {running === 'preview' ? (
              <Running job="imports.preview" label="Zeilen werden gelesen und verglichen" />
            ) : (
              <div className={styles.actions}>
                <Button type="submit" variant="primary" icon={Eye} shortcut="Strg+Enter">
                  Vorschau zeigen
                </Button>
                {problem && <FieldError>{problem}</FieldError>}
              </div>
            )}
          </Stack>
        </Form>
      </FormProvider>
    </Page>
  );
}

function Running({ job, label }: { job: string; label: string }) {
  const progress = useProgress(job, true);
  return (
    <ProgressBar
      label={label}
      {...(progress ? { done: progress.done, total: progress.total } : {})}
      unit="Zeilen"
      onCancel={() => void call('imports.cancel', {})}
    />
  );
}

function stepsAt(at: number): Step[] {
  return STEPS.map((label, index) => ({
    id: label,
    label,
    state: index < at ? 'DONE' : index === at ? 'CURRENT' : 'OPEN',
    ...(index === 3 ? { who: 'durch eine zweite Person' } : {}),
  }));
}
