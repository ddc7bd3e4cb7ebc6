/**
 * Stichprobe: entries in the order of SHA-256(seed ‖ ":" ‖ number), the first `size` of them. Anybody who has seed, filter and
 * the log draws the same ones; whoever wants to avoid an entry would have to find another seed, and every drawing is logged.
 */
import { hash as digest } from 'node:crypto';
import type { Sample, SampleEntry, SampleFilter } from '#shared/contract/audit';
import type { SampleResult } from '#shared/domain/audit';
import { canonicalJson } from '#shared/domain/canonical-json';
import type { Context } from '../context';
import { statement } from '../database/statements';
import { NotFoundError, RuleError } from '../errors';
import { newId } from '../ids';
import { chainHead } from './chain';
import { asLogFilter, findEntry, numbersOf, rowsOf } from './reader';

/** The drawn numbers, ascending. */
export function drawNumbers(seed: string, numbers: readonly number[], size: number): number[] {
  return numbers
    .map((seq) => ({ seq, place: digest('sha256', `${seed}:${seq}`, 'hex') }))
    .sort((a, b) => (a.place < b.place ? -1 : 1))
    .slice(0, size)
    .map(({ seq }) => seq)
    .sort((a, b) => a - b);
}

export function drawSample(
  ctx: Context,
  { seed, size, filter, reason }: { seed: string; size: number; filter: SampleFilter; reason: string },
): string {
  const head = chainHead(ctx.db);
  const numbers = numbersOf(ctx.db, asLogFilter(filter), head.seq);
  if (numbers.length === 0)
    throw new RuleError('Zu dieser Auswahl gibt es keinen Eintrag. Bitte Zeitraum oder Filter erweitern.');
  const id = newId();
  statement(
    ctx.db,
    `INSERT INTO audit_sample (id, seed, size, filter, population, head_seq, head_hash, reason, drawn_by, drawn_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    id,
    seed,
    size,
    canonicalJson(filter),
    numbers.length,
    head.seq,
    head.hash,
    reason,
    ctx.session.user.id,
    ctx.clock.now(),
  );
  const insert = statement(
    ctx.db,
    'INSERT INTO audit_sample_entry (sample_id, position, seq, hash) VALUES (?, ?, ?, ?)',
  );
  for (const [index, seq] of drawNumbers(seed, numbers, size).entries())
    insert.run(id, index + 1, seq, findEntry(ctx.db, seq)?.hash ?? '');
  return id;
}

const SAMPLE = `SELECT s.id, s.seed, s.size, s.filter, s.population, s.head_seq AS headSeq, s.head_hash AS headHash, s.reason,
    u.full_name AS drawnBy, s.drawn_at AS drawnAt, s.summary, s.finished_at AS finishedAt,
    (SELECT count(*) FROM audit_sample_entry e WHERE e.sample_id = s.id) AS drawn,
    (SELECT count(e.result) FROM audit_sample_entry e WHERE e.sample_id = s.id) AS checked,
    (SELECT count(*) FROM audit_sample_entry e WHERE e.sample_id = s.id AND e.result = 'BEANSTANDUNG') AS objections
  FROM audit_sample s JOIN user u ON u.id = s.drawn_by`;
type Row = Omit<Sample, 'filter'> & { readonly filter: string };
const toSample = (row: Row): Sample => ({ ...row, filter: JSON.parse(row.filter) as SampleFilter });

/** Newest first. */
export function listSamples(ctx: Context): Sample[] {
  return statement<[], Row>(ctx.db, `${SAMPLE} ORDER BY s.drawn_at DESC LIMIT 500`).all().map(toSample);
}

export function findSample(ctx: Context, id: string): Sample {
  const row = statement<[string], Row>(ctx.db, `${SAMPLE} WHERE s.id = ?`).get(id);
  if (!row) throw new NotFoundError('Die Stichprobe');
  return toSample(row);
}

export function sampleEntries(ctx: Context, id: string): SampleEntry[] {
  const drawn = statement<[string], Omit<SampleEntry, 'row'>>(
    ctx.db,
    'SELECT position, seq, result, note FROM audit_sample_entry WHERE sample_id = ? ORDER BY position',
  ).all(id);
  const rows = rowsOf(
    ctx.db,
    drawn.map(({ seq }) => seq),
  );
  return drawn.map((entry) => ({ ...entry, row: rows.get(entry.seq) ?? null }));
}

export function rateEntry(
  ctx: Context,
  id: string,
  { seq, result, note }: { seq: number; result: SampleResult; note: string },
): void {
  mustBeOpen(findSample(ctx, id));
  if (result !== 'IN_ORDNUNG' && note === '')
    throw new RuleError('Rückfrage und Beanstandung brauchen eine Bemerkung.', { note: 'Bitte ausfüllen.' });
  const changed = statement(
    ctx.db,
    'UPDATE audit_sample_entry SET result = ?, note = ?, checked_at = ? WHERE sample_id = ? AND seq = ?',
  ).run(result, note, ctx.clock.now(), id, seq);
  if (changed.changes === 0) throw new NotFoundError('Der Eintrag der Stichprobe');
}

export function finishSample(ctx: Context, id: string, summary: string): void {
  const sample = findSample(ctx, id);
  mustBeOpen(sample);
  const open = sample.drawn - sample.checked;
  if (open > 0)
    throw new RuleError(
      open === 1 ? 'Ein Eintrag ist noch nicht bewertet.' : `${open} Einträge sind noch nicht bewertet.`,
    );
  statement(ctx.db, 'UPDATE audit_sample SET summary = ?, finished_at = ? WHERE id = ?').run(
    summary,
    ctx.clock.now(),
    id,
  );
}

/** Whether seed, filter and the log of that day give the same entries again. Cut entries cannot be drawn any more. */
export function isRedrawnSame(ctx: Context, id: string): boolean {
  const sample = findSample(ctx, id);
  const numbers = numbersOf(ctx.db, asLogFilter(sample.filter), sample.headSeq);
  const stored = statement<[string], { seq: number; hash: string }>(
    ctx.db,
    'SELECT seq, hash FROM audit_sample_entry WHERE sample_id = ? ORDER BY position',
  ).all(id);
  const drawn = drawNumbers(sample.seed, numbers, sample.size);
  return (
    numbers.length === sample.population &&
    drawn.length === stored.length &&
    drawn.every(
      (seq, index) => stored[index]?.seq === seq && findEntry(ctx.db, seq)?.hash === stored[index]?.hash,
    )
  );
}

function mustBeOpen(sample: Sample): void {
  if (sample.finishedAt !== null)
    throw new RuleError('Diese Stichprobe ist abgeschlossen und wird nicht mehr geändert.');
}
