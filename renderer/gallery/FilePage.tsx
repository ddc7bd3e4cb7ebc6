import {
  CalendarClock,
  FileText,
  Flag,
  Gavel,
  Globe,
  History,
  IdCard,
  ListChecks,
  Network,
  Paperclip,
  Plus,
  Printer,
  Scale,
  ScrollText,
  ShieldAlert,
  Siren,
} from 'lucide-react';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { usePanel } from '../app/session';
import {
  Badge,
  Button,
  ContextPanel,
  DateField,
  DefinitionList,
  EditableBlock,
  FormGrid,
  List,
  ListRow,
  MenuButton,
  Notice,
  Page,
  PageHeader,
  Panel,
  SectionNav,
  Stack,
  Statement,
  Stepper,
  TextField,
} from '../ui';

const to = (section: string) => `/personen/akte/${section}`;

export function FilePage() {
  const { section = 'ueberblick' } = useParams();
  const navigate = useNavigate();
  const context = usePanel('akte');
  const [isEditing, setEditing] = useState(false);
  const [name, setName] = useState('Brandtner');
  const [born, setBorn] = useState<string | null>('1990-05-03');
  return (
    <Page
      header={
        <PageHeader
          breadcrumb={[{ label: 'Personen', to: '/personen' }]}
          title="Brandtner, Jonas"
          badges={
            <>
              <Badge tone="accent">eingestuft</Badge>
              <Badge tone="overdue">Überprüfung fällig</Badge>
              <Badge tone="protected">geschützt</Badge>
            </>
          }
          subtitle="geb. 03.05.1990 (36 Jahre) · PMK -rechts- · ST-2024-031 · fester Sachbearbeiter KHK’in Weber"
          action={
            <Button variant="primary" icon={Scale}>
              Überprüfung beginnen
            </Button>
          }
          moreActions={
            <>
              <Button icon={Plus}>Erkenntnis</Button>
              <MenuButton
                isIconOnly
                label="Weitere Aktionen"
                variant="secondary"
                entries={[
                  { id: 'p', label: 'Dossier ausgeben', icon: Printer },
                  { separator: 's' },
                  { id: 'd', label: 'Abgabe an andere Dienststelle', icon: Flag },
                ]}
              />
            </>
          }
        />
      }
      nav={
        <SectionNav
          label="Abschnitte der Fallakte"
          activeId={section}
          onJump={(item) => void navigate(item.to)}
          groups={[
            {
              items: [
                { id: 'ueberblick', label: 'Überblick', icon: FileText, to: to('ueberblick') },
                { id: 'chronologie', label: 'Chronologie', icon: History, to: to('chronologie'), count: 48 },
              ],
            },
            {
              label: 'Person',
              items: [
                {
                  id: 'personalien',
                  label: 'Personalien',
                  icon: IdCard,
                  to: to('personalien'),
                  warning: 'Umschrift prüfen',
                },
                { id: 'umfeld', label: 'Umfeld', icon: Network, to: to('umfeld'), count: 6 },
                { id: 'online', label: 'Online', icon: Globe, to: to('online'), count: 3 },
                { id: 'dokumente', label: 'Dokumente', icon: Paperclip, to: to('dokumente'), count: 11 },
              ],
            },
            {
              label: 'Sachverhalt',
              items: [
                {
                  id: 'erkenntnisse',
                  label: 'Erkenntnisse',
                  icon: Siren,
                  to: to('erkenntnisse'),
                  count: 27,
                  isNew: true,
                },
                { id: 'straftaten', label: 'Straftaten', icon: Gavel, to: to('straftaten'), count: 14 },
              ],
            },
            {
              label: 'Steuerung',
              items: [
                {
                  id: 'einstufung',
                  label: 'Einstufung',
                  icon: Scale,
                  to: to('einstufung'),
                  warning: 'Überprüfung überfällig',
                },
                { id: 'massnahmen', label: 'Maßnahmen', icon: ListChecks, to: to('massnahmen'), count: 4 },
                { id: 'konferenzen', label: 'Konferenzen', icon: Gavel, to: to('konferenzen'), count: 2 },
                { id: 'protokoll', label: 'Protokoll', icon: ScrollText, to: to('protokoll') },
              ],
            },
          ]}
        />
      }
      context={
        <ContextPanel title="Fristen und Verlauf" {...context}>
          <Panel title="Fristen" level={3} icon={CalendarClock} isFlush>
            <List label="Fristen">
              <ListRow
                to="/formular"
                title="Überprüfung"
                detail="20.11.2026"
                end={
                  <Badge isPlain tone="overdue">
                    seit 3 Tagen
                  </Badge>
                }
              />
              <ListRow
                to="/formular"
                title="Meldeauflage"
                detail="wöchentlich, PW Hörde"
                end={
                  <Badge isPlain tone="due-soon">
                    in 2 Tagen
                  </Badge>
                }
              />
              <ListRow to="/formular" title="Prüftermin" detail="14.03.2029" />
            </List>
          </Panel>
          <Panel title="Verlauf" level={3} icon={History} isFlush>
            <List label="Verlauf">
              <ListRow title="Erkenntnis ergänzt" detail="KOK Lang · gestern, 16:40" isNew />
              <ListRow title="Anschrift geändert" detail="KHK’in Weber · 12.11.2026" />
              <ListRow title="Einstufung entschieden" detail="KD Sander · 20.05.2026" />
            </List>
          </Panel>
        </ContextPanel>
      }
    >
      <Stack>
        <Notice tone="overdue" icon={ShieldAlert} title="Personengebundene Hinweise: bewaffnet, gewalttätig">
          Zuletzt bestätigt am 02.09.2026. Grundlage: Widerstand am 30.08.2026 in Dortmund.
        </Notice>
        <Panel>
          <Stepper
            label="Stand der Einstufung"
            steps={[
              { id: '1', label: 'Vorschlag', state: 'DONE', who: 'KHK’in Weber', when: '04.05.2026' },
              { id: '2', label: 'Mitzeichnung', state: 'DONE', who: 'LKA NRW', when: '11.05.2026' },
              { id: '3', label: 'Entscheidung', state: 'DONE', who: 'KD Sander', when: '20.05.2026' },
              {
                id: '4',
                label: 'Überprüfung',
                state: 'CURRENT',
                who: 'KHK’in Weber',
                when: 'fällig seit 20.11.2026',
              },
            ]}
          />
        </Panel>
        <EditableBlock
          title="Personalien"
          icon={IdCard}
          meta="Stand 12.11.2026"
          canEdit
          isEditing={isEditing}
          onEdit={() => setEditing(true)}
          onCancel={() => setEditing(false)}
          onSave={() => setEditing(false)}
          isDirty={name !== 'Brandtner'}
          draftHint="Entwurf gesichert 14:03"
          read={
            <DefinitionList
              items={[
                { term: 'Familienname', value: name },
                { term: 'Vornamen', value: 'Jonas Peter' },
                { term: 'Geburtsdatum', value: '03.05.1990', note: '36 Jahre' },
                { term: 'Geburtsort', value: 'Unna' },
                { term: 'Staatsangehörigkeit', value: 'deutsch' },
                { term: 'Geschlecht', value: 'männlich' },
                {
                  term: 'Anschrift',
                  value: 'Musterweg 14, 44263 Dortmund',
                  note: 'seit 03/2025, Melderegister',
                },
                { term: 'Rufnamen, Alias', value: 'Jonny; Brantner, Jonas' },
                { term: 'Telefon', value: null },
                { term: 'Familienstand', value: 'ledig' },
              ]}
            />
          }
        >
          <FormGrid>
            <TextField label="Familienname" isRequired value={name} onChange={setName} />
            <TextField label="Vornamen" value="Jonas Peter" onChange={() => undefined} />
            <DateField label="Geburtsdatum" purpose="BIRTH" value={born} onChange={setBorn} />
            <TextField label="Geburtsort" value="Unna" onChange={() => undefined} />
          </FormGrid>
        </EditableBlock>
        <Panel
          title="Neue Erkenntnisse"
          icon={Siren}
          count={2}
          actions={
            <Button size="sm" variant="quiet">
              Alle 27 anzeigen
            </Button>
          }
        >
          <Stack>
            <Statement kind="TATSACHE" meta="21.11.2026 · PI Dortmund 3 · B2 · § 22b gekennzeichnet">
              B. wurde mit zwei weiteren Personen vor dem Szenelokal „Keller 14“ kontrolliert. Er führte einen
              Teleskopschlagstock mit.
            </Statement>
            <Statement kind="BEWERTUNG" meta="22.11.2026 · KHK’in Weber">
              Die Kontakte zur Gruppe um den Beschuldigten K. haben sich seit der Haftentlassung gefestigt;
              eine Teilnahme am 28.11.2026 ist zu erwarten.
            </Statement>
          </Stack>
        </Panel>
      </Stack>
    </Page>
  );
}
