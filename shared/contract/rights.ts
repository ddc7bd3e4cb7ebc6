/** The declared rights as a table: operations by feature with the roles that may call them (F55). */
import { ROLES, type Role, rolesAllow } from '#shared/domain/roles';
import { permissionsOf } from './define';
import { findOperation, type OperationName, operationNames } from './index';
import { FEATURE_LABELS, OPERATION_LABELS } from './labels';

export interface OperationRights {
  readonly name: string;
  readonly label: string;
  /** Open before the sign-in. */
  readonly isPublic: boolean;
  readonly roles: readonly Role[];
}

export interface OperationGroup {
  readonly label: string;
  readonly operations: readonly OperationRights[];
}

/** In the order of the contract. */
export function operationsByFeature(): OperationGroup[] {
  return Object.entries(FEATURE_LABELS).map(([feature, label]) => ({
    label,
    operations: operationNames()
      .filter((name) => name.startsWith(`${feature}.`))
      .map((name) => rightsOf(name as OperationName)),
  }));
}

function rightsOf(name: OperationName): OperationRights {
  const spec = findOperation(name);
  const isPublic = spec?.permission === 'PUBLIC';
  const wanted = spec ? permissionsOf(spec) : [];
  const roles = ROLES.filter(
    (role) => spec?.permission === 'SESSION' || wanted.some((permission) => rolesAllow([role], permission)),
  );
  return { name, label: OPERATION_LABELS[name], isPublic, roles };
}
