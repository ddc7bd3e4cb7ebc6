/** Numbers and addresses under which persons are found. Other features hand theirs over through `service.ts`. */
import type { Database } from 'better-sqlite3';
import { type Identifier, identifierKeys } from '#shared/domain/identifiers';
import type { Context } from '../context';
import { statement } from '../database/statements';

/**
 * Replaces what is kept of one person from one record. `source`: id of that record; a person's own id for the Personalien.
 * Call it in the transaction that writes the record, with an empty list when the record goes.
 */
export function indexIdentifiers(
  ctx: Pick<Context, 'db'>,
  personId: string,
  source: string,
  identifiers: readonly Identifier[],
): void {
  statement(ctx.db, 'DELETE FROM person_identifier WHERE source = ? AND person_id = ?').run(source, personId);
  const insert = statement(
    ctx.db,
    'INSERT OR IGNORE INTO person_identifier (key, person_id, source, kind, label) VALUES (?, ?, ?, ?, ?)',
  );
  for (const { kind, label } of identifiers) {
    if (label.trim() === '') continue;
    for (const key of identifierKeys({ kind, label })) insert.run(key, personId, source, kind, label.trim());
  }
}

/** What the head of the file holds: its number and the addresses. */
export function indexPersonHead(
  ctx: Pick<Context, 'db'>,
  personId: string,
  fileNo: string,
  addresses: readonly { street: string; postcode: string; city: string }[],
): void {
  indexIdentifiers(ctx, personId, personId, [
    { kind: 'FILE_NO', label: fileNo },
    ...addresses.map((entry) => ({ kind: 'ADDRESS' as const, label: addressLabel(entry) })),
  ]);
}

export function addressLabel({
  street,
  postcode,
  city,
}: {
  street: string;
  postcode: string;
  city: string;
}): string {
  return [street, [postcode, city].filter(Boolean).join(' ')].filter(Boolean).join(', ');
}

/** Writes the keys of all heads anew, hidden files included: at sign-in, before anybody searches. */
export function rebuildPersonHeads(db: Database): void {
  const addresses = new Map<string, { street: string; postcode: string; city: string }[]>();
  for (const { personId, ...entry } of statement<
    [],
    { personId: string; street: string; postcode: string; city: string }
  >(
    db,
    'SELECT person_id AS personId, street, postcode, city FROM address ORDER BY person_id, position',
  ).iterate()) {
    const list = addresses.get(personId);
    if (list) list.push(entry);
    else addresses.set(personId, [entry]);
  }
  const heads = statement<[], { id: string; fileNo: string; mergedInto: string | null }>(
    db,
    'SELECT p.id, p.file_no AS fileNo, p.merged_into AS mergedInto FROM person p',
  ).all();
  const leadsTo = new Map(heads.map(({ id, mergedInto }) => [id, mergedInto]));
  for (const { id, fileNo } of heads) {
    // The number of a merged-away file leads to the one that remained, however often it was merged on.
    let remaining = id;
    for (let next = leadsTo.get(id); next; next = leadsTo.get(next)) remaining = next;
    if (remaining === id) indexPersonHead({ db }, id, fileNo, addresses.get(id) ?? []);
    else indexIdentifiers({ db }, remaining, id, [{ kind: 'FILE_NO', label: fileNo }]);
  }
}
