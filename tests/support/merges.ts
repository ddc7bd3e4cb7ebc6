/** Merging two files as tests need it: the choices, both people's acts, and a dump of everything that the vault knows. */
import { expect } from 'vitest';
import { ALL_LEADING, type Choices } from './merge-choices';
import type { TestOffice } from './office';

/** Wendler proposes; she is signed in afterwards. Returns the merge. */
export async function propose(
  office: TestOffice,
  leadingId: string,
  otherId: string,
  choices: Choices = ALL_LEADING,
): Promise<string> {
  const call = await office.signIn('wendler');
  const leading = await call('persons.get', { id: leadingId });
  const other = await call('persons.get', { id: otherId });
  const { id } = await call('duplicates.propose', {
    leadingId,
    otherId,
    leadingRevision: leading.revision,
    otherRevision: other.revision,
    choices,
    reason: 'Gleiche Person: Fingerabdrücke stimmen überein.',
  });
  return id;
}

/** The Leitung decides and is signed in afterwards. */
export async function decide(office: TestOffice, id: string, approve = true): Promise<void> {
  const call = await office.signIn('leitung');
  await call('session.setReason', { reason: { text: 'Zusammenführung prüfen', reference: '' } });
  await call('duplicates.decide', { id, approve, reason: 'Geprüft.' });
}

export async function merge(
  office: TestOffice,
  leadingId: string,
  otherId: string,
  choices: Choices = ALL_LEADING,
): Promise<string> {
  const id = await propose(office, leadingId, otherId, choices);
  await decide(office, id);
  return id;
}

/** Both people take the merge back; `sideOf` says where each record goes that came since. */
export async function undo(
  office: TestOffice,
  id: string,
  sideOf: (label: string, title: string) => 'LEADING' | 'OTHER' = () => 'LEADING',
): Promise<void> {
  const call = await office.signIn('wendler');
  const { added } = await call('duplicates.get', { id });
  await call('duplicates.proposeUndo', {
    id,
    assignments: added.map(({ key, label, title, fixed }) => ({ key, side: fixed ?? sideOf(label, title) })),
    reason: 'Die Fingerabdrücke waren verwechselt.',
  });
  await decide(office, id);
}

/** What a merge and its undo themselves write. */
const OF_THE_MERGE = /^(?:audit|person_merge|sqlite|open_search)/u;

/** Every row of every table with its columns, in an order of its own. */
export function dump(office: TestOffice): Record<string, string[]> {
  const tables = office.db
    .prepare<[], { name: string }>("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    .all()
    .map(({ name }) => name)
    .filter((name) => !OF_THE_MERGE.test(name));
  expect(tables.length).toBeGreaterThan(30);
  return Object.fromEntries(
    tables.map((table) => {
      const rows = office.db.prepare<[], Record<string, unknown>>(`SELECT * FROM ${table}`).all();
      const kept = rows.filter((row) => !(table === 'history' && row['record'] === 'Zusammenführung'));
      return [table, kept.map((row) => JSON.stringify(table === 'person' ? settled(row) : row)).sort()];
    }),
  );
}

/** Revision and time of the last change only ever go forward: an old form must not save over what was restored. */
function settled({ revision: _revision, changed_at: _changedAt, ...row }: Record<string, unknown>): unknown {
  return row;
}
