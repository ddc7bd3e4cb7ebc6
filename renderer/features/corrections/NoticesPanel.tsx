/** Earlier recipients of the person's data, and who has been told of what (§ 32 PolG NRW, Teil 3 DSG NRW). */
import { MailCheck, Send } from 'lucide-react';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import type { RecipientNotice } from '#shared/contract/corrections';
import {
  NOTICE_CHANNEL_LABELS,
  NOTICE_OCCASION_LABELS,
  type NoticeChannel,
  type PriorRecipient,
} from '#shared/domain/correction';
import { formatPartialDate } from '#shared/domain/partial-date';
import { applyFieldErrors } from '../../app/client';
import { useCommand, useOperation } from '../../app/queries';
import { usePermission } from '../../app/session';
import {
  Badge,
  Button,
  DateField,
  Dialog,
  EmptyState,
  ErrorState,
  FieldError,
  Form,
  FormField,
  FormGrid,
  List,
  ListRow,
  LoadingState,
  optionsOf,
  Panel,
  Select,
  TextArea,
  toast,
} from '../../ui';
import { formatInstant, today } from '../persons/labels';

export function NoticesPanel({ personId }: { personId: string }) {
  const data = useOperation('corrections.ofPerson', { personId });
  const canWrite = usePermission('CASE_WRITE');
  const [telling, setTelling] = useState<RecipientNotice | null>(null);
  if (data.isPending) return <LoadingState rows={3} />;
  if (data.error) return <ErrorState error={data.error} onRetry={() => void data.refetch()} />;
  const { notices, recipients } = data.data;
  return (
    <Panel title="Frühere Empfänger" icon={Send} count={recipients.length} isFlush>
      {recipients.length === 0 ? (
        <EmptyState icon={Send} title="Niemand hat Daten dieser Person erhalten" isSmall>
          Bei Berichtigung, Einschränkung und Löschung sind frühere Empfänger zu benachrichtigen. Die Liste
          entsteht aus den Übermittlungsnachweisen.
        </EmptyState>
      ) : (
        <List label="Frühere Empfänger">
          {notices.map((notice) => (
            <ListRow
              key={notice.id}
              icon={MailCheck}
              title={`${notice.recipient}: ${NOTICE_OCCASION_LABELS[notice.occasion]} mitteilen`}
              detail={noticeText(notice, recipients)}
              {...(notice.toldOn === null && canWrite
                ? {
                    actions: (
                      <Button size="sm" variant="secondary" onPress={() => setTelling(notice)}>
                        Benachrichtigung vermerken
                      </Button>
                    ),
                  }
                : {
                    end:
                      notice.toldOn === null ? (
                        <Badge tone="due-soon">offen</Badge>
                      ) : (
                        <Badge tone="done">
                          {notice.channel === 'NICHT_ERFORDERLICH' ? 'nicht erforderlich' : 'benachrichtigt'}
                        </Badge>
                      ),
                  })}
            />
          ))}
          {recipients
            .filter(({ recipient }) => !notices.some((notice) => notice.recipient === recipient))
            .map((recipient) => (
              <ListRow
                key={`${recipient.agencyKey} ${recipient.recipient}`}
                icon={Send}
                title={recipient.recipient}
                detail={copiesText(recipient)}
              />
            ))}
        </List>
      )}
      {telling && <ToldDialog personId={personId} notice={telling} onClose={() => setTelling(null)} />}
    </Panel>
  );
}

function copiesText({ copies }: PriorRecipient): string {
  return copies
    .map(({ title, copyNo, at }) => `${title}, Ausfertigung ${copyNo} vom ${formatInstant(at)}`)
    .join(' · ');
}

function noticeText(notice: RecipientNotice, recipients: readonly PriorRecipient[]): string {
  const recipient = recipients.find((entry) => entry.recipient === notice.recipient);
  const told =
    notice.toldOn && notice.channel
      ? `${NOTICE_CHANNEL_LABELS[notice.channel]} am ${formatPartialDate(notice.toldOn)} durch ${notice.toldBy}${notice.note ? `: ${notice.note}` : ''}`
      : '';
  return [told, recipient && copiesText(recipient)].filter(Boolean).join(' · ');
}

interface Values {
  toldOn: string | null;
  channel: NoticeChannel | null;
  note: string;
}

function ToldDialog({
  personId,
  notice,
  onClose,
}: {
  personId: string;
  notice: RecipientNotice;
  onClose: () => void;
}) {
  const [problem, setProblem] = useState<string>();
  const told = useCommand('corrections.told', { invalidates: ['corrections', 'deletion'] });
  const form = useForm<Values>({ defaultValues: { toldOn: today(), channel: null, note: '' } });
  const channel = form.watch('channel');
  const save = form.handleSubmit(async (values) => {
    setProblem(undefined);
    if (values.channel === null) return form.setError('channel', { message: 'Bitte den Weg wählen.' });
    try {
      await told.mutateAsync({
        personId,
        id: notice.id,
        toldOn: values.toldOn ?? '',
        channel: values.channel,
        note: values.note,
      });
      toast({ tone: 'done', text: 'Die Benachrichtigung ist vermerkt.' });
      onClose();
    } catch (error) {
      setProblem(applyFieldErrors(error, form.setError));
    }
  });
  return (
    <Dialog
      isOpen
      title={`${notice.recipient} benachrichtigt`}
      onClose={onClose}
      actions={
        <>
          <Button
            variant="primary"
            shortcut="Strg+Enter"
            isPending={told.isPending}
            onPress={() => void save()}
          >
            Vermerken
          </Button>
          <Button onPress={onClose}>Abbrechen</Button>
        </>
      }
    >
      <Form label="Benachrichtigung vermerken" onSubmit={() => void save()}>
        <FormGrid>
          <FormField control={form.control} name="channel">
            {(field) => (
              <Select {...field} label="Weg" isRequired options={optionsOf(NOTICE_CHANNEL_LABELS)} />
            )}
          </FormField>
          <FormField control={form.control} name="toldOn">
            {(field) => <DateField {...field} label="Am" fullDay isRequired />}
          </FormField>
          <FormField control={form.control} name="note">
            {(field) => (
              <TextArea
                {...field}
                label={
                  channel === 'NICHT_ERFORDERLICH' ? 'Warum nicht erforderlich' : 'Bemerkung, Fundstelle'
                }
                isRequired={channel === 'NICHT_ERFORDERLICH'}
                isWide
                rows={2}
                maxLength={1000}
              />
            )}
          </FormField>
        </FormGrid>
        <FieldError>{problem}</FieldError>
      </Form>
    </Dialog>
  );
}
