/** Operations by feature, a column for each role. */
import { Check } from 'lucide-react';
import { Fragment } from 'react';
import { type OperationGroup, operationsByFeature } from '#shared/contract/rights';
import { ROLE_LABELS, ROLES } from '#shared/domain/roles';
import styles from './RightsPage.module.css';

const groups: readonly OperationGroup[] = operationsByFeature();

export function RightsTable() {
  return (
    <table className={styles.table} aria-label="Rollen und Vorgänge">
      <thead>
        <tr>
          <th scope="col">Vorgang</th>
          {ROLES.map((role) => (
            <th key={role} scope="col" className={styles.role}>
              {ROLE_LABELS[role]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {groups.map((group) => (
          <Fragment key={group.label}>
            <tr className={styles.group}>
              <th colSpan={ROLES.length + 1} scope="colgroup">
                {group.label}
              </th>
            </tr>
            {group.operations.map((operation) => (
              <tr key={operation.name}>
                <th scope="row">{operation.label}</th>
                {operation.isPublic ? (
                  <td colSpan={ROLES.length} className={styles.public}>
                    vor der Anmeldung
                  </td>
                ) : (
                  ROLES.map((role) => (
                    <td key={role} className={styles.mark}>
                      {operation.roles.includes(role) ? (
                        <>
                          <Check aria-hidden size={16} strokeWidth={2.5} />
                          <span className="visually-hidden">ja</span>
                        </>
                      ) : (
                        <span className="visually-hidden">nein</span>
                      )}
                    </td>
                  ))
                )}
              </tr>
            ))}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}
