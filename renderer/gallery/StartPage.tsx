import { CalendarClock, FileCheck2, Gavel, History, Plus, UserRound } from 'lucide-react';
import { Badge, Button, Columns, List, ListRow, Page, PageHeader, Panel, Stack } from '../ui';

export function StartPage() {
  return (
    <Page
      header={
        <PageHeader
          title="Guten Morgen, Frau Weber"
          subtitle="Montag, 23. November 2026 · 2 Vorgänge überfällig, 3 heute fällig"
          action={
            <Button variant="primary" icon={Plus}>
              Erkenntnis erfassen
            </Button>
          }
        />
      }
    >
      <Columns>
        <Stack>
          <Panel title="Heute und überfällig" icon={CalendarClock} count={5} isFlush>
            <List label="Heute und überfällig">
              <ListRow
                to="/personen/akte"
                title="Überprüfung der Einstufung"
                detail="Brandtner, Jonas · ST-2024-031"
                end={<Badge tone="overdue">seit 3 Tagen</Badge>}
              />
              <ListRow
                to="/personen/akte"
                title="Bestätigung der Aufenthaltsvorgabe"
                detail="Yıldırım, Şevket · Amtsgericht Hagen"
                end={<Badge tone="overdue">seit gestern</Badge>}
              />
              <ListRow
                to="/personen/akte"
                title="Meldeauflage prüfen"
                detail="Krämer, Olaf · PW Hörde"
                end={<Badge tone="due-soon">heute</Badge>}
              />
              <ListRow
                to="/personen/akte"
                title="Verfahrensausgang nachfragen"
                detail="Nowak, Paweł · 117 Js 48/26"
                end={<Badge tone="due-soon">heute</Badge>}
              />
              <ListRow
                to="/personen/akte"
                title="Prüffall endet"
                detail="Dörfler, Renate · Monat 12"
                end={<Badge tone="due-soon">in 6 Tagen</Badge>}
              />
            </List>
          </Panel>
          <Panel title="Wartet auf mich" icon={FileCheck2} count={2} isFlush>
            <List label="Wartet auf mich">
              <ListRow
                to="/personen/akte"
                title="Einstufungsvorschlag mitzeichnen"
                detail="Yıldırım, Şevket · vorgelegt von KOK Lang"
                end={<Badge tone="accent">Mitzeichnung</Badge>}
                isNew
              />
              <ListRow
                to="/personen/akte"
                title="Dossier freigeben"
                detail="Empfänger: Stadt Hagen, Ausländerbehörde"
                end={<Badge tone="accent">Freigabe</Badge>}
              />
            </List>
          </Panel>
        </Stack>
        <Stack>
          <Panel title="Nächste Fallkonferenzen" icon={Gavel} isFlush>
            <List label="Nächste Fallkonferenzen">
              <ListRow
                to="/formular"
                title="GTAZ NRW, 4. Sitzung 2026"
                detail="Mi, 25.11.2026, 10:00 · 6 Personen, 5 Behörden"
                end={<Badge tone="due-soon">2 Unterlagen fehlen</Badge>}
              />
              <ListRow to="/formular" title="GETZ NRW" detail="Do, 03.12.2026, 09:30 · 3 Personen" />
            </List>
          </Panel>
          <Panel
            title="Meine Fälle"
            icon={UserRound}
            count={14}
            isFlush
            actions={
              <Button size="sm" variant="quiet">
                Alle anzeigen
              </Button>
            }
          >
            <List label="Meine Fälle">
              <ListRow
                to="/personen/akte"
                title="Brandtner, Jonas"
                detail="eingestuft · PMK -rechts-"
                end={<Badge tone="overdue">Prüfung</Badge>}
              />
              <ListRow to="/personen/akte" title="Nowak, Paweł" detail="Prüffall · PMK -links-" />
              <ListRow
                to="/personen/akte"
                title="Krämer, Olaf"
                detail="eingestuft · PMK -rechts-"
                end={<Badge tone="restricted">eingeschränkt</Badge>}
              />
            </List>
          </Panel>
          <Panel title="Seit meinem letzten Besuch" icon={History} isFlush>
            <List label="Seit meinem letzten Besuch">
              <ListRow
                to="/personen/akte"
                title="Erkenntnis zu Brandtner, Jonas"
                detail="KOK Lang, gestern 16:40"
                isNew
              />
              <ListRow
                to="/personen/akte"
                title="Beschluss „Gefährderansprache“ erledigt"
                detail="PHK Sommer, gestern 14:12"
                isNew
              />
            </List>
          </Panel>
        </Stack>
      </Columns>
    </Page>
  );
}
