/** Einzelfallkontrolle: whose id that is, and one file opened for reading, each with a reason. */
import { FolderOpen, UserSearch } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Output } from '#shared/contract/index';
import { useCommand } from '../../app/queries';
import {
  Button,
  DefinitionList,
  FieldError,
  Form,
  FormGrid,
  Notice,
  Page,
  Panel,
  Stack,
  TextField,
} from '../../ui';
import styles from './Audit.module.css';
import { AuditHeader } from './AuditHeader';

export function SingleFilePage() {
  const resolve = useCommand('audit.resolvePerson', { invalidates: ['audit.controls'] });
  const [key, setKey] = useState('');
  const [reason, setReason] = useState('');
  const fields = resolve.error?.fields ?? {};
  return (
    <Page
      header={
        <AuditHeader
          view="einzelfall"
          subtitle="Auflösen und Öffnen werden mit ihrem Anlass protokolliert und der Leitung gezeigt."
        />
      }
    >
      <div className={styles.form}>
        <Stack>
          <Panel title="Wessen Akte ist das?" icon={UserSearch}>
            <Form label="Auflösen" onSubmit={() => resolve.mutate({ key, reason })}>
              <FormGrid columns={1}>
                <TextField
                  label="Kennung oder Aktenzeichen"
                  isRequired
                  autoFocus
                  value={key}
                  onChange={setKey}
                  error={fields['key']}
                  maxLength={60}
                />
                <TextField
                  label="Anlass der Kontrolle"
                  isRequired
                  value={reason}
                  onChange={setReason}
                  error={fields['reason']}
                  maxLength={300}
                />
              </FormGrid>
              <FieldError>
                {resolve.error && Object.keys(fields).length === 0 ? resolve.error.message : undefined}
              </FieldError>
              <div className={styles.buttons}>
                <Button type="submit" variant="primary" icon={UserSearch} isPending={resolve.isPending}>
                  Auflösen
                </Button>
              </div>
            </Form>
          </Panel>
          {resolve.data && <Found subject={resolve.data} reason={reason} />}
        </Stack>
      </div>
    </Page>
  );
}

function Found({ subject, reason }: { subject: Output<'audit.resolvePerson'>; reason: string }) {
  const begin = useCommand('audit.beginControl', { invalidates: ['audit.controls', 'persons'] });
  const navigate = useNavigate();
  async function open() {
    try {
      await begin.mutateAsync({ personId: subject.personId, reason });
      await navigate(`/akten/${subject.personId}`);
    } catch {
      // Shown below.
    }
  }
  return (
    <Panel title={subject.name} icon={FolderOpen}>
      <DefinitionList
        items={[
          { term: 'Aktenzeichen', value: subject.fileNo },
          { term: 'Aktenführend', value: subject.officeName },
          { term: 'Kennung', value: <span className={styles.mono}>{subject.personId}</span>, isWide: true },
        ]}
      />
      <div className={styles.result}>
        <Notice tone="protected" icon={FolderOpen} title="Zur Kontrolle öffnen">
          Die ganze Akte wird lesbar, auch wenn sie geschützt oder eingeschränkt ist, bis Sie die Kontrolle
          beenden oder sich abmelden. Nichts lässt sich ändern, drucken oder ausgeben.
        </Notice>
      </div>
      <FieldError>{begin.error?.message}</FieldError>
      <div className={styles.buttons}>
        <Button icon={FolderOpen} isPending={begin.isPending} onPress={() => void open()}>
          Akte zur Kontrolle öffnen
        </Button>
      </div>
    </Panel>
  );
}
