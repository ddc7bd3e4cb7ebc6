/** What every refused call must look like: a code of the contract, a German sentence, no data, a trace in the log. */
import { expect } from 'vitest';
import { ERROR_CODES, type Reply } from '#shared/contract/errors';
import { Pipeline } from '../../electron/core/pipeline';
import type { TestOffice } from './office';

/** Words that nearly every German sentence of the program has at least one of. */
const GERMAN =
  /(?:^|[\s„(])(?:Bitte|bitte|nicht|ist|sind|Sie|der|die|das|den|ein|eine|kein|keine|wurde|nur|für|schon|es|Diese|Dieses|Dieser|und|mit|von|zu|im)(?=[\s,.:“)])/u;
const TECHNICAL =
  /SQLITE|SELECT |INSERT |UPDATE |\bat .*\.(?:ts|js):|undefined|\[object|Error:|Invalid|expected|received|Too (?:big|small)|Unrecognized/u;

export interface LogRow {
  readonly action: string;
  readonly outcome: string;
  readonly detail: string;
  readonly user_id: string | null;
}

/** Sends any text as the renderer's bridge does. */
export async function sendText(office: TestOffice, text: string): Promise<Reply> {
  return JSON.parse(await new Pipeline(office.kernel).call(text)) as Reply;
}

export function lastSeq(office: TestOffice): number {
  return (
    office.db.prepare<[], { seq: number | null }>('SELECT max(seq) AS seq FROM audit_entry').get()?.seq ?? 0
  );
}

export function entriesSince(office: TestOffice, seq: number): LogRow[] {
  return office.db
    .prepare<[number], LogRow>(
      'SELECT action, outcome, detail, user_id FROM audit_entry WHERE seq > ? ORDER BY seq',
    )
    .all(seq);
}

/** The answer refuses with one of `codes`, in German, and carries nothing but the refusal. */
export function expectRefusal(reply: Reply, codes: readonly string[], context: string): void {
  expect(reply.ok, `${context}: accepted`).toBe(false);
  if (reply.ok) return;
  const { code, message, fields = {} } = reply.error;
  expect(ERROR_CODES, context).toContain(code);
  expect(codes, `${context}: ${code} ${message}`).toContain(code);
  expect(Object.keys(reply).sort(), context).toEqual(['error', 'ok']);
  for (const key of Object.keys(reply.error)) expect(['code', 'message', 'fields'], context).toContain(key);
  expect(message, context).toMatch(GERMAN);
  for (const text of [message, ...Object.values(fields)]) {
    expect(text, context).not.toMatch(TECHNICAL);
    expect(text.length, context).toBeLessThan(600);
  }
}

/** Exactly one entry for the refused call, by the signed-in user, with the code that the caller got. */
export function expectLogged(office: TestOffice, seq: number, reply: Reply, context: string): void {
  const entries = entriesSince(office, seq).filter((entry) => entry.outcome !== 'OK');
  expect(entries, context).toHaveLength(1);
  const [entry] = entries;
  const code = reply.ok ? '' : reply.error.code;
  expect(JSON.parse(entry?.detail ?? '{}'), context).toEqual({ code });
  expect(entry?.user_id, context).toBe(office.kernel.open?.session?.user.id);
}
