/**
 * List of all deletions beside the vault, so that a restored older backup does not bring anybody back unnoticed: `restore` takes the
 * list along, and files whose deletion it names are shown until they are deleted again. It holds hashes of random ids and
 * days, nothing about a person; whoever tampers with it gains a hint too many or too few, never an access.
 */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { DELETION_GROUNDS } from '#shared/domain/deletion';
import type { Context } from '../context';
import { statement } from '../database/statements';
import { DELETIONS_FILE } from '../vault/backup';
import { writeFileAtomic } from '../vault/files';
import { personHash } from './signing';

const MAX_BYTES = 16 * 1024 * 1024;

const entry = z.object({
  id: z.uuid(),
  personHash: z.string().regex(/^[0-9a-f]{64}$/),
  ground: z.enum(DELETION_GROUNDS),
  decidedAt: z.iso.datetime(),
});
type Entry = z.infer<typeof entry>;

const ledger = z.object({
  format: z.literal('pmk-fallakte-deletions'),
  version: z.literal(1),
  deletions: z.array(entry),
});

/** What the database knows is added to what the list knew already: after a restore it may know more. */
export function writeLedger(ctx: Context): void {
  const recorded = statement<[], Entry>(
    ctx.db,
    'SELECT id, person_hash AS personHash, ground, decided_at AS decidedAt FROM deletion_record ORDER BY decided_at',
  ).all();
  const all = new Map([...readLedger(ctx), ...recorded].map((deletion) => [deletion.id, deletion]));
  const content = { format: 'pmk-fallakte-deletions', version: 1, deletions: [...all.values()] };
  writeFileAtomic(join(ctx.vault.dir, DELETIONS_FILE), `${JSON.stringify(content, null, 2)}\n`);
}

/** A list that is missing or unreadable names nothing. */
function readLedger(ctx: Context): Entry[] {
  const path = join(ctx.vault.dir, DELETIONS_FILE);
  try {
    if (statSync(path).size > MAX_BYTES) return [];
    return ledger.parse(JSON.parse(readFileSync(path, 'utf8'))).deletions;
  } catch {
    return [];
  }
}

export interface Repeat extends Omit<Entry, 'personHash'> {
  readonly personId: string;
}

/** Files of the caller's scope that were deleted once and are here again. */
export function deletionsToRepeat(ctx: Context): Repeat[] {
  const done = statement<[string], { id: string }>(ctx.db, 'SELECT id FROM deletion_record WHERE id = ?');
  const missing = readLedger(ctx).filter(({ id }) => done.get(id) === undefined);
  if (missing.length === 0) return [];
  const byHash = new Map(missing.map((deletion) => [deletion.personHash, deletion]));
  return statement<[], { id: string }>(ctx.db, 'SELECT id FROM visible_person')
    .all()
    .flatMap(({ id: personId }) => {
      const deletion = byHash.get(personHash(personId));
      return deletion
        ? [{ id: deletion.id, ground: deletion.ground, decidedAt: deletion.decidedAt, personId }]
        : [];
    });
}
