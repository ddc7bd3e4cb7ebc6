/** Operations by feature, a column for each role. */
import { Check, SearchX } from 'lucide-react';
import { Fragment } from 'react';
import { type OperationGroup, operationsByFeature } from '#shared/contract/rights';
import { ROLE_LABELS, ROLES } from '#shared/domain/roles';
import { EmptyState } from '../../ui';
import styles from './RightsPage.module.css';

const groups: readonly OperationGroup[] = operationsByFeature();

/** `filter`: only operations with this text in their words or in their group's. */
export function RightsTable({ filter = '' }: { filter?: string }) {
  const wanted = filter.trim().toLocaleLowerCase('de');
  const holds = (text: string) => text.toLocaleLowerCase('de').includes(wanted);
  const shown = groups
    .map((group) => ({
      ...group,
      operations: group.operations.filter(({ label }) => holds(label) || holds(group.label)),
    }))
    .filter(({ operations }) => operations.length > 0);
  if (shown.length === 0) return <EmptyState icon={SearchX} title="Diesen Vorgang gibt es nicht" isSmall />;
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
        {shown.map((group) => (
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
