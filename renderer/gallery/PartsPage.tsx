import { FolderSearch, Info, Plus, Save, ShieldHalf, Trash2 } from 'lucide-react';
import { useState } from 'react';
import {
  Badge,
  Button,
  confirm,
  Dialog,
  EmptyState,
  ErrorState,
  FileDrop,
  IconButton,
  LoadingState,
  Notice,
  Page,
  PageHeader,
  Panel,
  ProgressBar,
  Stack,
  Stepper,
  Tabs,
  Tag,
  toast,
} from '../ui';
import styles from './gallery.module.css';

export function PartsPage() {
  const [isOpen, setOpen] = useState(false);
  return (
    <Page header={<PageHeader title="Bausteine" breadcrumb={[{ label: 'Start', to: '/' }]} />}>
      <div className={styles.columns}>
        <Panel title="Schaltflächen">
          <Stack>
            <div className={styles.row}>
              <Button variant="primary" icon={Save}>
                Speichern
              </Button>
              <Button icon={Plus}>Hinzufügen</Button>
              <Button variant="quiet">Abbrechen</Button>
              <Button
                variant="danger"
                icon={Trash2}
                onPress={() =>
                  void confirm({
                    title: 'Entwurf löschen?',
                    body: 'Der Entwurf vom 21.11.2026 wird entfernt. Das kann nicht rückgängig gemacht werden.',
                    confirmLabel: 'Löschen',
                    isDanger: true,
                  })
                }
              >
                Löschen
              </Button>
              <Button isDisabled>Nicht möglich</Button>
              <Button isPending>Wird gespeichert</Button>
              <IconButton icon={Info} label="Erläuterung" />
            </div>
            <div className={styles.row}>
              <Button size="sm" variant="primary">
                Klein
              </Button>
              <Button size="sm">Klein</Button>
              <Button size="sm" variant="quiet">
                Klein
              </Button>
              <Button size="sm" onPress={() => toast({ text: 'Die Erkenntnis ist gespeichert.' })}>
                Hinweis
              </Button>
              <Button size="sm" onPress={() => setOpen(true)}>
                Dialog
              </Button>
            </div>
          </Stack>
        </Panel>
        <Panel title="Bedeutungen">
          <Stack>
            <div className={styles.row}>
              <Badge tone="overdue">überfällig</Badge>
              <Badge tone="due-soon">in 3 Tagen</Badge>
              <Badge tone="done">erledigt</Badge>
              <Badge tone="protected">geschützt</Badge>
              <Badge tone="restricted">eingeschränkt</Badge>
              <Badge tone="new">neu</Badge>
              <Badge tone="accent" icon={null}>
                eingestuft
              </Badge>
              <Badge>Prüffall</Badge>
            </div>
            <div className={styles.row}>
              <Tag>Jonny</Tag>
              <Tag>Kampfsport</Tag>
            </div>
            <Notice tone="protected" icon={ShieldHalf} title="Geschützter Fall">
              Nur der benannte Kreis sieht diese Akte. Jeder Zugriff wird der Leitung angezeigt.
            </Notice>
            <Notice icon={Info} title="Altbestand">
              Übernommen aus Liste, Zeile 14, nicht in diesem System entschieden.
            </Notice>
          </Stack>
        </Panel>
        <Panel title="Arbeitsgang">
          <Stack gap="lg">
            <Stepper
              label="Einstufung"
              steps={[
                { id: '1', label: 'Entwurf', state: 'DONE', who: 'KOK Lang', when: '02.11.2026' },
                {
                  id: '2',
                  label: 'Mitzeichnung',
                  state: 'RETURNED',
                  who: 'LKA NRW',
                  when: 'Rückfrage 09.11.2026',
                },
                { id: '3', label: 'Entscheidung', state: 'OPEN', who: 'KD Sander' },
              ]}
            />
            <ProgressBar
              label="Liste wird eingelesen"
              done={148}
              total={240}
              unit="Zeilen"
              onCancel={() => undefined}
            />
            <ProgressBar label="Sicherung wird geprüft" />
          </Stack>
        </Panel>
        <Panel title="Ansichten">
          <Tabs
            label="Ansichten"
            items={[
              {
                id: 'a',
                label: 'Offen',
                count: 4,
                content: (
                  <EmptyState
                    isSmall
                    icon={FolderSearch}
                    title="Keine offenen Beschlüsse."
                    action={<Button size="sm">Beschluss erfassen</Button>}
                  />
                ),
              },
              { id: 'b', label: 'Erledigt', count: 12, content: <LoadingState rows={4} /> },
            ]}
          />
        </Panel>
        <Panel title="Fehler">
          <ErrorState
            error={
              new Error(
                'Die Person wurde inzwischen geändert. Bitte neu laden; Ihre Eingaben bleiben als Entwurf erhalten.',
              )
            }
            onRetry={() => undefined}
          />
        </Panel>
        <Panel title="Einlesen">
          <FileDrop
            label="Liste hierher ziehen"
            accept={['.csv', '.xlsx']}
            maxBytes={26_214_400}
            onFiles={() => undefined}
          />
        </Panel>
        <Panel title="Wird geladen">
          <LoadingState shape="document" rows={6} />
        </Panel>
      </div>
      <Dialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title="Kennzeichnung der Liste"
        actions={
          <>
            <Button variant="primary">Übernehmen</Button>
            <Button onPress={() => setOpen(false)}>Abbrechen</Button>
          </>
        }
      >
        Die Kennzeichnung nach § 22b PolG NRW gilt für alle Zeilen, die übernommen werden.
      </Dialog>
    </Page>
  );
}
