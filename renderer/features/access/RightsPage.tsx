/** The table of rights (F55): which role may do what, from the declarations that the vault enforces; for reading and printing. */
import { Printer, Scale, TableProperties } from 'lucide-react';
import { createPortal } from 'react-dom';
import { PERMISSION_LABELS, PERMISSIONS, ROLE_LABELS, ROLE_PERMISSIONS, ROLES } from '#shared/domain/roles';
import { Button, Notice, Page, PageHeader, Panel, Stack } from '../../ui';
import styles from './RightsPage.module.css';
import { RightsTable } from './RightsTable';

const ROLE_NOTES =
  'Rollen sagen, was jemand tun darf; Dienststelle, Schutz, Einschränkung und Rechte am Fall sagen, mit welchen Akten.';

export function RightsPage() {
  const content = (
    <>
      <Panel title="Rollen und Vorgänge" icon={TableProperties} isFlush>
        <div className={styles.frame}>
          <RightsTable />
        </div>
      </Panel>
      <Panel title="Berechtigungen der Rollen" icon={Scale} isFlush>
        <div className={styles.frame}>
          <PermissionTable />
        </div>
      </Panel>
    </>
  );
  return (
    <Page
      layout="wide"
      header={
        <PageHeader
          breadcrumb={[{ label: 'Verwaltung', to: '/verwaltung' }]}
          title="Rechte"
          subtitle="Wie diese Version sie durchsetzt; die Tabelle entsteht aus derselben Erklärung."
          action={
            <Button icon={Printer} onPress={() => window.print()}>
              Drucken
            </Button>
          }
        />
      }
    >
      <Stack>
        <Notice icon={Scale} title="Rolle und Akte">
          {ROLE_NOTES}
        </Notice>
        {content}
      </Stack>
      <PrintedRights />
    </Page>
  );
}

/** The same tables where only the printer sees them. */
function PrintedRights() {
  const root = document.getElementById('print');
  return (
    root &&
    createPortal(
      <div className={`sheet ${styles.sheet}`}>
        <h1>PMK-Fallakte: Rechte der Rollen</h1>
        <p>{ROLE_NOTES}</p>
        <RightsTable />
        <h2>Berechtigungen der Rollen</h2>
        <PermissionTable />
      </div>,
      root,
    )
  );
}

function PermissionTable() {
  return (
    <table className={styles.table} aria-label="Berechtigungen der Rollen">
      <thead>
        <tr>
          <th scope="col">Berechtigung</th>
          <th scope="col">Rollen</th>
        </tr>
      </thead>
      <tbody>
        {PERMISSIONS.map((permission) => (
          <tr key={permission}>
            <th scope="row">{PERMISSION_LABELS[permission]}</th>
            <td>
              {ROLES.filter((role) => (ROLE_PERMISSIONS[role] as readonly string[]).includes(permission))
                .map((role) => ROLE_LABELS[role])
                .join(', ')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
