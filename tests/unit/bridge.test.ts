import { existsSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { readArguments, refusedSwitch } from '../../electron/bridge/arguments';
import { Bridge, MAX_REQUEST_LENGTH, type ShellHandlers } from '../../electron/bridge/bridge';
import { childStarter } from '../../electron/bridge/child-starter';
import { readFromVault, readToVault } from '../../electron/bridge/messages';
import { VaultProcess } from '../../electron/bridge/vault-process';
import { STUB_VAULT_PROCESS } from '../support/shell';
import { makeTempDir, removeTempDirs } from '../support/temp';

const request = (op: string, input: unknown = {}) => JSON.stringify({ op, input });

interface Started {
  readonly vault: VaultProcess;
  readonly bridge: Bridge;
  readonly events: string[];
  readonly ended: string[];
  readonly shellCalls: string[];
  call(op: string, input?: unknown): Promise<unknown>;
}

const running: VaultProcess[] = [];

async function start(extraArguments: readonly string[] = []): Promise<Started> {
  const events: string[] = [];
  const ended: string[] = [];
  const shellCalls: string[] = [];
  const vault = new VaultProcess(childStarter({ entry: STUB_VAULT_PROCESS, extraArguments }), makeTempDir(), {
    onEvent: (event) => events.push(event),
    onEnded: (message) => ended.push(message),
  });
  running.push(vault);
  const note = (name: string) => async () => {
    shellCalls.push(name);
    return {};
  };
  const shell: ShellHandlers = {
    'shell.lock': note('lock'),
    'shell.lockReady': note('lockReady'),
    'shell.quit': note('quit'),
    'shell.activity': async () => ({ lockInSeconds: 600 }),
    'shell.info': async () => {
      throw new Error('/home/geheim/pfad: Fehler mit Stapel');
    },
    'shell.printExport': async (input) => ({ saved: true, name: input.suggestedName }),
    'shell.saveLog': async (input) => ({ saved: true, name: input.suggestedName }),
  };
  const bridge = new Bridge(vault, shell);
  await vault.start();
  return {
    vault,
    bridge,
    events,
    ended,
    shellCalls,
    call: async (op, input) => JSON.parse(await bridge.call(request(op, input))),
  };
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((vault) => vault.stop(500)));
  removeTempDirs();
});

describe('the vault process', () => {
  it('runs in a process of its own, without NODE_OPTIONS and without core dumps', async () => {
    process.env['NODE_OPTIONS'] = '--no-warnings';
    try {
      const { call, vault } = await start();
      expect(await call('stub.pid')).toEqual({ ok: true, value: { pid: vault.pid, options: null } });
      expect(vault.pid).not.toBe(process.pid);
      const { readFileSync } = await import('node:fs');
      expect(readFileSync(`/proc/${vault.pid}/limits`, 'utf8')).toMatch(/Max core file size\s+0\s+0/u);
    } finally {
      delete process.env['NODE_OPTIONS'];
    }
  });

  it('answers pending calls with a German error when it dies, and a fresh one takes over', async () => {
    const { call, vault, ended } = await start();
    const first = vault.pid;
    const [pending, dying] = await Promise.all([call('stub.silent'), call('stub.die')]);
    for (const reply of [pending, dying]) {
      expect(reply).toMatchObject({
        ok: false,
        error: { code: 'INTERNAL', message: expect.stringContaining('Tresorprozess wurde beendet') },
      });
    }
    expect(ended).toHaveLength(1);
    expect(await call('stub.echo', 'wieder da')).toEqual({ ok: true, value: 'wieder da' });
    expect(vault.pid).not.toBe(first);
  });

  it('says so when it cannot be started, and does not try for ever', async () => {
    const { call, ended } = await start(['--dies-at-start']);
    expect(await call('stub.echo', 1)).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('startet nicht') },
    });
    expect(ended).toHaveLength(3);
    expect(ended.at(-1)).toContain('startet nicht');
  });

  it('is killed and replaced at a lock; calls made meanwhile are answered by the fresh one', async () => {
    const { vault, bridge, ended } = await start();
    const first = vault.pid;
    const swap = vault.replace('USER', 2_000);
    const reply = JSON.parse(await bridge.call(request('stub.pid'))) as { value: { pid: number } };
    await swap;
    expect(reply.value.pid).toBe(vault.pid);
    expect(vault.pid).not.toBe(first);
    expect(existsSync(`/proc/${first}`)).toBe(false);
    expect(ended).toEqual([]);
  });

  it('is killed even if it hangs at the flush', async () => {
    const { vault } = await start(['--hangs-at-flush']);
    const first = vault.pid;
    const began = performance.now();
    await vault.replace('IDLE', 300);
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(existsSync(`/proc/${first}`)).toBe(false);
  });

  it('ends with the main process: the line that breaks ends it', async () => {
    const { vault, call } = await start();
    const pid = vault.pid;
    expect(await call('stub.echo', 1)).toEqual({ ok: true, value: 1 });
    await vault.stop(500);
    expect(existsSync(`/proc/${pid}`)).toBe(false);
    expect(await call('stub.echo', 1)).toMatchObject({ ok: false });
  });
});

describe('the bridge', () => {
  it('answers operations of the shell itself and passes everything else on unread', async () => {
    const { call, shellCalls } = await start();
    expect(await call('shell.lock')).toEqual({ ok: true, value: {} });
    expect(shellCalls).toEqual(['lock']);
    expect(await call('shell.activity')).toEqual({ ok: true, value: { lockInSeconds: 600 } });
    expect(await call('stub.echo', { op: 'shell.quit' })).toEqual({ ok: true, value: { op: 'shell.quit' } });
    expect(shellCalls).toEqual(['lock']);
  });

  it.each([
    ['an unknown operation of the shell', request('shell.exec', {}), 'NOT_FOUND'],
    ['a name that every object has', request('shell.constructor', {}), 'NOT_FOUND'],
    [
      'an input of another shape',
      request('shell.printExport', { transmissionId: '../x', mode: 'PDF', suggestedName: 'x' }),
      'INVALID_INPUT',
    ],
    ['text that is no JSON', '{"op":"shell.lock", kaputt', 'INVALID_INPUT'],
    ['more than five megabytes', request('stub.echo', 'x'.repeat(MAX_REQUEST_LENGTH)), 'INVALID_INPUT'],
  ])('refuses %s', async (_name, text, code) => {
    const { bridge } = await start();
    expect(JSON.parse(await bridge.call(text))).toMatchObject({
      ok: false,
      error: { code, message: expect.stringMatching(/\.$/u) },
    });
  });

  it('keeps the text of an unexpected error to itself', async () => {
    const { call } = await start();
    const reply = await call('shell.info');
    expect(reply).toMatchObject({ ok: false, error: { code: 'INTERNAL' } });
    expect(JSON.stringify(reply)).not.toContain('geheim');
  });

  it('refuses more than 25 MB of bytes before they reach the vault process', async () => {
    const { bridge } = await start();
    await expect(bridge.receiveBytes(new Uint8Array(25 * 1024 * 1024 + 1))).rejects.toMatchObject({
      status: 413,
    });
    expect(JSON.parse(await bridge.receiveBytes(new Uint8Array([1, 2, 3])))).toEqual({
      transferId: '039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81',
    });
  });
});

describe('messages between the processes', () => {
  const nonsense = [
    null,
    1,
    'ready',
    {},
    { type: 'reply' },
    { type: 'reply', id: '1', reply: 'x' },
    { type: 'reply', id: 1 },
    { type: 'internal', id: 1, op: 'toString', payload: {} },
  ];
  it.each(nonsense)('leaves %j alone', (message) => {
    expect(readFromVault(message)).toBeNull();
    expect(readToVault(message)).toBeNull();
  });

  it('reads each kind of message', () => {
    expect(readFromVault({ type: 'ready' })).toEqual({ type: 'ready' });
    expect(
      readFromVault({ type: 'internalReply', id: 1, ok: false, error: { code: 'CONFLICT', message: 'm' } }),
    ).toEqual({
      type: 'internalReply',
      id: 1,
      ok: false,
      error: { code: 'CONFLICT', message: 'm' },
    });
    expect(readToVault({ type: 'call', id: 1, request: '{}' })).toEqual({
      type: 'call',
      id: 1,
      request: '{}',
    });
  });
});

describe('the command line', () => {
  it('knows the two folders and nothing else', () => {
    expect(readArguments(['--vault', '/a/b', '--export=/c'])).toEqual({ vaultDir: '/a/b', exportDir: '/c' });
    expect(() => readArguments(['--vault'])).toThrow('fehlt der Ordner');
    for (const foreign of ['--headless', '--clock', '--test-clock', '--kdf', '/a']) {
      expect(() => readArguments([foreign, 'x'])).toThrow('Unbekannte Angabe');
    }
  });

  it('refuses every switch that lets a debugger in', () => {
    for (const name of [
      '--remote-debugging-port=9222',
      '--remote-debugging-pipe',
      '--inspect',
      '--inspect-brk=1',
      '--js-flags=--x',
    ]) {
      expect(refusedSwitch(['--vault', '/a', name])).toBe(name);
    }
    expect(refusedSwitch(['--vault', '/a'])).toBeNull();
  });
});
