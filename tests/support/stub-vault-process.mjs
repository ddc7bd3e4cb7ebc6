/**
 * A vault process without a vault, for the tests of what lies above it: a real process behind the real port, that
 * does on command what a vault process may do (answer, stay silent, die). Writes what it was told to the journal.
 */

import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

const vaultDir = process.argv[process.argv.indexOf('--vault') + 1];
mkdirSync(vaultDir, { recursive: true });
const journal = (line) => appendFileSync(join(vaultDir, 'journal.txt'), `${line}\n`);
const used = new Set();
if (process.argv.includes('--dies-at-start')) process.exit(3);

function call(request) {
  const { op, input } = JSON.parse(request);
  switch (op) {
    case 'stub.echo':
      return { ok: true, value: input };
    case 'stub.pid':
      return { ok: true, value: { pid: process.pid, options: process.env.NODE_OPTIONS ?? null } };
    case 'stub.die':
      return process.exit(7);
    case 'stub.silent':
      return null;
    case 'stub.draft':
      journal(`draft ${input.text}`);
      return { ok: true, value: {} };
    case 'stub.login':
      process.send({
        type: 'event',
        event: JSON.stringify({ type: 'session', signedIn: true, idleMinutes: input.idleMinutes }),
      });
      return { ok: true, value: {} };
    case 'stub.event':
      process.send({ type: 'event', event: JSON.stringify(input) });
      return { ok: true, value: {} };
    default:
      return { ok: false, error: { code: 'NOT_FOUND', message: `Unbekannt: ${op}` } };
  }
}

const internal = {
  'transfer.put': ({ bytes }) => ({ transferId: createHash('sha256').update(bytes).digest('hex') }),
  'exports.begin': ({ transmissionId }) => {
    if (used.has(transmissionId))
      throw Object.assign(new Error('Dieses Exemplar wurde bereits ausgegeben.'), { code: 'CONFLICT' });
    used.add(transmissionId);
    return null;
  },
  'exports.finish': (payload) => journal(`finish ${JSON.stringify(payload)}`),
  'session.flush': ({ reason }) => journal(`flush ${reason}`),
};

process.on('message', (message) => {
  if (message.type === 'call') {
    const reply = call(message.request);
    if (reply !== null) process.send({ type: 'reply', id: message.id, reply: JSON.stringify(reply) });
    return;
  }
  if (message.op === 'session.flush' && process.argv.includes('--hangs-at-flush')) return;
  try {
    process.send({
      type: 'internalReply',
      id: message.id,
      ok: true,
      value: internal[message.op](message.payload) ?? null,
    });
  } catch (error) {
    process.send({
      type: 'internalReply',
      id: message.id,
      ok: false,
      error: { code: error.code, message: error.message },
    });
  }
});
process.on('disconnect', () => process.exit(0));
process.send({ type: 'ready' });
