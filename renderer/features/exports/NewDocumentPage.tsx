/** Choose the recipient; the preview shows what is in, what is left out and which rule left it out. */
import { zodResolver } from '@hookform/resolvers/zod';
import { FileOutput, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useNavigate, useParams } from 'react-router';
import { exportsContract } from '#shared/contract/exports';
import type { Input } from '#shared/contract/index';
import { applyFieldErrors } from '../../app/client';
import { useCommand, useOperation } from '../../app/queries';
import { DocumentSheet } from '../../print/PrintDocument';
import {
  Button,
  ComboBox,
  EmptyState,
  ErrorState,
  FieldError,
  Form,
  FormActions,
  FormField,
  FormGrid,
  LoadingState,
  Notice,
  Page,
  PageHeader,
  Panel,
  TextArea,
  TextField,
} from '../../ui';
import styles from './Document.module.css';
import { LeftOutNotice } from './LeftOutNotice';
import { PreviewFrame } from './PreviewFrame';

type Target = Input<'exports.request'>['target'];

export function NewDossierPage() {
  const { personId = '' } = useParams();
  return (
    <NewDocument
      target={{ kind: 'DOSSIER', personId }}
      title="Dossier ausgeben"
      back={{ label: 'Fallakte', to: `/akten/${personId}` }}
      legalBasis="§ 26 PolG NRW"
    />
  );
}

export function NewMinutesPage() {
  const { conferenceId = '' } = useParams();
  const conference = useOperation('conferences.get', { id: conferenceId });
  return (
    <NewDocument
      target={{ kind: 'ERGEBNISVERMERK', conferenceId }}
      title="Ergebnisvermerk ausgeben"
      back={{ label: 'Fallkonferenz', to: `/fallkonferenzen/${conferenceId}` }}
      agencyKeys={conference.data?.agencies.map((agency) => agency.agencyKey) ?? []}
      legalBasis="§ 26 PolG NRW"
    />
  );
}

const schema = exportsContract.request.input.omit({ target: true });

interface NewDocumentProps {
  target: Target;
  title: string;
  back: { label: string; to: string };
  legalBasis: string;
  /** Only these may be chosen (participants of a conference); without it every body of the catalogue. */
  agencyKeys?: readonly string[];
}

function NewDocument({ target, title, back, agencyKeys, ...props }: NewDocumentProps) {
  const navigate = useNavigate();
  const form = useForm({
    resolver: zodResolver(schema),
    defaultValues: { agencyKey: '', attention: '', purpose: '', legalBasis: props.legalBasis },
  });
  const [key, purpose, legalBasis] = form.watch(['agencyKey', 'purpose', 'legalBasis']);
  const recipients = useOperation('exports.recipients', {});
  const preview = useOperation('exports.preview', { target, agencyKey: key }, { enabled: key !== '' });
  const request = useCommand('exports.request');
  const [problem, setProblem] = useState<string>();

  const submit = form.handleSubmit(async (values) => {
    setProblem(undefined);
    try {
      const { id } = await request.mutateAsync({ ...values, target });
      await navigate(`/dokumente/${id}`);
    } catch (error) {
      setProblem(applyFieldErrors(error, form.setError, ['agencyKey', 'attention', 'purpose', 'legalBasis']));
    }
  });

  return (
    <Page layout="wide" header={<PageHeader breadcrumb={[back]} title={title} />}>
      <div className={styles.columns}>
        <div className={styles.side}>
          <Panel title="Empfänger und Zweck">
            <Form label={title} onSubmit={() => void submit()}>
              <FormGrid columns={1}>
                <FormField control={form.control} name="agencyKey">
                  {(field) => (
                    <ComboBox
                      label="Empfangende Stelle"
                      placeholder="Stelle suchen"
                      options={(recipients.data?.recipients ?? [])
                        .filter((entry) => agencyKeys?.includes(entry.key) ?? true)
                        .map((entry) => ({
                          value: entry.key,
                          label: entry.shortName,
                          note: `${entry.name} · ${entry.police ? 'Polizei' : 'keine Polizei'}`,
                        }))}
                      {...field}
                      value={field.value || null}
                      onChange={(value) => field.onChange(value ?? '')}
                    />
                  )}
                </FormField>
                <FormField control={form.control} name="attention">
                  {(field) => <TextField label="Zu Händen (optional)" {...field} />}
                </FormField>
                <FormField control={form.control} name="purpose">
                  {(field) => (
                    <TextArea
                      label="Zweck der Übermittlung"
                      rows={3}
                      placeholder="z. B. Vorbereitung der Fallkonferenz im GTAZ NRW"
                      {...field}
                    />
                  )}
                </FormField>
                <FormField control={form.control} name="legalBasis">
                  {(field) => <TextField label="Rechtsgrundlage" {...field} />}
                </FormField>
              </FormGrid>
              {problem && <FieldError>{problem}</FieldError>}
              <FormActions>
                <Button
                  type="submit"
                  variant="primary"
                  icon={preview.data?.needsRelease ? ShieldCheck : FileOutput}
                  isPending={request.isPending}
                >
                  {preview.data?.needsRelease ? 'Zur Freigabe vorlegen' : 'Dokument anlegen'}
                </Button>
              </FormActions>
            </Form>
          </Panel>
          {preview.data && <LeftOutNotice leftOut={preview.data.leftOut} />}
          {preview.data?.needsRelease && (
            <Notice tone="protected" icon={ShieldCheck} title="Nicht-polizeiliche Stelle">
              Eine zweite Person gibt die Übermittlung frei, bevor das Dokument gedruckt oder gespeichert
              werden kann.
            </Notice>
          )}
        </div>
        <PreviewFrame>
          {key === '' ? (
            <EmptyState icon={FileOutput} title="Vorschau">
              Wählen Sie die empfangende Stelle: Davon hängt ab, was übermittelt werden darf.
            </EmptyState>
          ) : preview.isPending ? (
            <LoadingState shape="document" />
          ) : preview.error ? (
            <ErrorState error={preview.error} />
          ) : (
            <DocumentSheet
              content={{ ...preview.data.content, purpose, legalBasis }}
              leftOut={preview.data.leftOut}
            />
          )}
        </PreviewFrame>
      </div>
    </Page>
  );
}
