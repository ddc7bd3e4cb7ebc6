/** Says that a part of a comparison is missing; nothing where all of it is there. */
import { ErrorState } from '../../ui';
import type { LoadedGroups } from './record-groups';

export const ENTRIES_MISSING = 'Weitere Namen, Nummern und Konten konnten nicht geladen werden';

export function GroupsProblem({ title, of: { error, retry } }: { title: string; of: LoadedGroups }) {
  return error && <ErrorState title={title} error={error} onRetry={retry} />;
}
