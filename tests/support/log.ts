/** What tests of the log need: the file as the shell fetches it, its lines, a chain computed anew by hand. */
import { createHash } from 'node:crypto';
import type { Input } from '#shared/contract/index';
import { internalOperations } from '../../electron/core/internal';
import type { Call, TestOffice } from './office';

export const CONTROL_REASON = { text: 'Jährliche Kontrolle', reference: 'DSB 4/26' };

export const ALL: Omit<Input<'audit.list'>, 'upTo' | 'offset' | 'limit'> = {
  personId: null,
  userId: null,
  action: '',
  from: null,
  to: null,
  recipient: '',
  outcome: null,
};

export const page = (filter: Partial<typeof ALL> = {}): Input<'audit.list'> => ({
  ...ALL,
  ...filter,
  upTo: null,
  offset: 0,
  limit: 200,
});

/** Signs in as Datenschutz and states the purpose. */
export async function beginControl(office: TestOffice): Promise<Call> {
  const call = await office.signIn('datenschutz');
  await call('session.setReason', { reason: CONTROL_REASON });
  return call;
}

/** The whole file of a prepared export, fetched and confirmed as the shell does it. */
export function fetchLogFile(office: TestOffice, exportId: string): string {
  const internal = internalOperations(office.kernel);
  let text = '';
  for (let isLast = false; !isLast; ) {
    const part = internal['audit.part']?.({ exportId }) as { bytes: Uint8Array; isLast: boolean };
    text += Buffer.from(part.bytes).toString('utf8');
    isLast = part.isLast;
  }
  const sha256 = createHash('sha256').update(text).digest('hex');
  internal['audit.finish']?.({ exportId, sha256, saved: true });
  return text;
}

export async function exportLog(
  office: TestOffice,
  call: Call,
  options: Partial<Input<'audit.prepareExport'>> = {},
): Promise<string> {
  const { id } = await call('audit.prepareExport', {
    ...ALL,
    withTexts: false,
    reason: 'Vorlage bei der LDI',
    ...options,
  });
  return fetchLogFile(office, id);
}

// biome-ignore lint/suspicious/noExplicitAny: lines are spoilt in every way
export type Line = Record<string, any>;
export const linesOf = (file: string): Line[] =>
  file
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
export const fileOf = (lines: readonly Line[]): string => lines.map((line) => `${sorted(line)}\n`).join('');

/** Canonical JSON, written here again: the tests judge the program's. */
export function sorted(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sorted).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${sorted(part)}`).join(',')}}`;
}

const sha = (...parts: Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest();

/** hash(n) by the documented formula. */
export function hashOfEntry(prevHash: string, body: object): string {
  return sha(Buffer.from(prevHash, 'hex'), sha(Buffer.from(sorted(body)))).toString('hex');
}

/** Entries from `seq` on linked and hashed anew, as somebody who knows the formula would do it. */
export function rewritten(entries: readonly Line[], seq: number): Line[] {
  let previous = '';
  return entries.map((entry) => {
    const { prevHash, hash, ...body } = entry;
    if (body['seq'] < seq) {
      previous = String(hash);
      return entry;
    }
    const link = previous || String(prevHash);
    previous = hashOfEntry(link, body);
    return { ...body, prevHash: link, hash: previous };
  });
}
