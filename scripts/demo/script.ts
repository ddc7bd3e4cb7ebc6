/** The order of the walk: office → list → Fallakte → Einstufung → Fallkonferenz → dossier → start page. */
import { foundVault, openAccounts } from './found';
import type { Walk } from './walk';

export async function demonstrate(
  walk: Walk,
  _list: { name: string; bytes: Uint8Array },
  _out: string,
): Promise<Record<string, unknown>> {
  await foundVault(walk);
  await openAccounts(walk);
  return {};
}
