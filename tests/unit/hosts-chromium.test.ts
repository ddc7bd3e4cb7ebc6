import { execFileSync, spawn } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createProfile, profileBases, removeLeftoverProfiles } from '../../electron/hosts/chromium/profile';
import { takeInstanceLock } from '../../electron/hosts/chromium/single-instance';
import { type StubShell, startStubShell } from '../support/shell';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Profile folders of this process, by full path; other tests and programs have theirs beside them. */
const profiles = () =>
  profileBases().flatMap((base) =>
    readdirSync(base)
      .filter((name) => name.startsWith('pmk-fallakte-profil-'))
      .map((name) => join(base, name))
      .filter((folder) => {
        try {
          const marker = readFileSync(join(folder, 'besitzer.json'), 'utf8');
          return (JSON.parse(marker) as { pid: number }).pid === process.pid;
        } catch {
          return false;
        }
      }),
  );

describe('the page in the Chromium host', () => {
  let shell: StubShell;
  let server: Server;
  let port: number;
  const reached: string[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      reached.push(request.url ?? '');
      response.setHeader('Access-Control-Allow-Origin', '*');
      response.end('<title>fremd</title>');
    });
    await new Promise<void>((resolve) => server.listen(0, resolve));
    port = (server.address() as AddressInfo).port;
    shell = await startStubShell();
  });

  afterAll(async () => {
    await shell.dispose();
    await new Promise((resolve) => server.close(resolve));
  });

  it('gets its calls through to the vault process and back, also a megabyte of umlauts', async () => {
    const text = 'äöüß€'.repeat(200_000);
    expect(await shell.call('stub.echo', { text })).toEqual({ ok: true, value: { text } });
  });

  it('sees a frozen window.fallakte with three members and nothing of Node', async () => {
    const seen = await shell.host.page.evaluate(() => {
      const api: unknown = Reflect.get(window, 'fallakte');
      return {
        names: Object.keys(api as object).sort(),
        frozen: Object.isFrozen(api),
        node: ['require', 'process', 'module', 'Buffer'].filter((name) => name in window),
        secure: window.isSecureContext,
      };
    });
    expect(seen).toEqual({ names: ['call', 'hostKind', 'subscribe'], frozen: true, node: [], secure: true });
  });

  it('uploads bytes unchanged and refuses more than 25 MB', async () => {
    const upload = (size: number) =>
      shell.host.page.evaluate(async (length) => {
        const bytes = new Uint8Array(length).map((_, index) => index % 251);
        const response = await fetch('/transfer', { method: 'POST', body: new Blob([bytes]) });
        const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
        const hash = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
        return { status: response.status, answer: (await response.json()) as Record<string, unknown>, hash };
      }, size);
    const small = await upload(3_000_000);
    expect(small.answer).toEqual({ transferId: small.hash });
    const large = await upload(25 * 1024 * 1024 + 1);
    expect(large.status).toBe(413);
    expect(large.answer).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT' } });
  });

  it('reaches no server: fetch, picture, frame, socket, navigation and form all fail, and each is counted', async () => {
    const before = shell.host.blockedRequests;
    const outcome = await shell.host.page.evaluate(async (target) => {
      const urls = ['127.0.0.1', 'localhost', 'app.localhost', '[::1]'].map(
        (host) => `http://${host}:${target}/leck`,
      );
      const fetched = await Promise.all(
        urls.map((url) =>
          fetch(url, { mode: 'no-cors' }).then(
            () => url,
            () => null,
          ),
        ),
      );
      for (const url of urls) {
        for (const kind of ['img', 'iframe', 'script', 'link'] as const) {
          const element = document.createElement(kind);
          element.setAttribute('rel', 'prefetch stylesheet dns-prefetch');
          element.setAttribute(kind === 'link' ? 'href' : 'src', url);
          document.body.append(element);
        }
      }
      const socket = await new Promise((resolve) => {
        const opened = new WebSocket(`ws://127.0.0.1:${target}/leck`);
        opened.onopen = () => resolve('open');
        opened.onerror = () => resolve('refused');
        opened.onclose = () => resolve('refused');
      });
      navigator.sendBeacon(`http://127.0.0.1:${target}/leck`, 'x');
      return { fetched: fetched.filter((url) => url !== null), socket };
    }, port);
    expect(outcome).toEqual({ fetched: [], socket: 'refused' });
    await shell.host.page.evaluate((target) => {
      window.location.href = `http://127.0.0.1:${target}/leck`;
    }, port);
    await pause(500);
    expect(reached).toEqual([]);
    expect(shell.host.page.url()).toBe('http://app.localhost/');
    expect(shell.host.blockedRequests).toBeGreaterThan(before);
    expect(await shell.call('stub.echo', 'noch da')).toEqual({ ok: true, value: 'noch da' });
  });

  it('stays the only page: windows that it opens are closed and get no answer', async () => {
    await shell.host.page.evaluate((target) => {
      window.open('about:blank');
      window.open(`http://127.0.0.1:${target}/leck`);
      window.open('/');
    }, port);
    await expect.poll(() => shell.host.page.context().pages().length).toBe(1);
    expect(reached).toEqual([]);
  });

  it('answers no call from a frame inside of the page', async () => {
    const before = shell.host.refusedCalls;
    const answers = await shell.host.page.evaluate(async () => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      await new Promise((resolve) => setTimeout(resolve, 100));
      const inside = frame.contentWindow as unknown as Record<string, unknown>;
      const binding = inside['__fallakteCall'];
      const reply =
        typeof binding === 'function'
          ? ((await binding(JSON.stringify({ op: 'stub.echo', input: 'geheim' }))) as string)
          : null;
      frame.remove();
      return { api: typeof inside['fallakte'], reply };
    });
    expect(answers.api).toBe('undefined');
    // Without a binding in the frame there is nothing to call; with one, the host must refuse.
    if (answers.reply !== null) {
      expect(JSON.parse(answers.reply)).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } });
      expect(shell.host.refusedCalls).toBe(before + 1);
    }
  });

  it('answers no call from another origin, even in the top frame', async () => {
    const before = shell.host.refusedCalls;
    await shell.host.page.goto('data:text/html,<title>fremd</title>').catch(() => undefined);
    const reply = await shell.host.page.evaluate(async () => {
      const binding: unknown = Reflect.get(window, '__fallakteCall');
      return typeof binding === 'function'
        ? ((await binding(JSON.stringify({ op: 'stub.echo', input: 'geheim' }))) as string)
        : null;
    });
    expect(shell.host.page.url()).toMatch(/^data:/u);
    expect(JSON.parse(reply ?? '{}')).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } });
    expect(shell.host.refusedCalls).toBe(before + 1);
    await shell.host.reload();
  });

  it('runs no inline script, no inline style sheet and no eval', async () => {
    const violations = await shell.host.page.evaluate(async () => {
      const seen: string[] = [];
      document.addEventListener('securitypolicyviolation', (event) => seen.push(event.effectiveDirective));
      const script = document.createElement('script');
      script.textContent = 'window.planted = true';
      const style = document.createElement('style');
      style.textContent = 'body { color: red }';
      document.head.append(script, style);
      // Later and on its own: what runs inside of the protocol's evaluation is exempt from the policy.
      setTimeout(() => {
        try {
          // biome-ignore lint/security/noGlobalEval: the planted violation that the policy must stop
          window.eval('window.planted = true');
        } catch {
          seen.push('eval');
        }
      }, 0);
      await new Promise((resolve) => setTimeout(resolve, 100));
      return { seen, planted: Reflect.get(window, 'planted') };
    });
    expect(violations.planted).toBeUndefined();
    expect(violations.seen).toEqual(expect.arrayContaining(['script-src-elem', 'style-src-elem', 'eval']));
  });

  it('grants no permission and starts no download', async () => {
    const refused = await shell.host.page.evaluate(async () => {
      const position = await new Promise((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve('granted'),
          () => resolve('refused'),
        ),
      );
      const camera = await navigator.mediaDevices.getUserMedia({ video: true }).then(
        () => 'granted',
        () => 'refused',
      );
      return { position, camera };
    });
    expect(refused).toEqual({ position: 'refused', camera: 'refused' });
    const download = shell.host.page.waitForEvent('download', { timeout: 5_000 });
    await shell.host.page.evaluate(() => {
      const anchor = document.createElement('a');
      anchor.href = URL.createObjectURL(new Blob(['inhalt']));
      anchor.download = 'inhalt.txt';
      anchor.click();
    });
    expect(await (await download).failure()).not.toBeNull();
  });

  it('saves the page as tagged landscape PDF under a free name that only the user can read', async () => {
    const input = {
      transmissionId: '0190c3c4-5f00-7000-8000-000000000001',
      mode: 'PDF',
      suggestedName: '../Akte: Ü/1.pdf',
    };
    const first = await shell.call('shell.printExport', input);
    expect(first).toMatchObject({ ok: true, value: { saved: true, name: '_Akte_ Ü_1.pdf' } });
    const file = join(shell.exportDir, '_Akte_ Ü_1.pdf');
    expect(lstatSync(file).mode & 0o777).toBe(0o600);
    expect(execFileSync('qpdf', ['--check', file], { encoding: 'utf8' })).toContain(
      'No syntax or stream encoding errors',
    );
    expect(execFileSync('pdfinfo', [file], { encoding: 'utf8' })).toMatch(
      /Tagged:\s+yes[\s\S]*Page size:\s+841\.\d+ x 594/u,
    );
    expect(await shell.call('shell.printExport', input)).toMatchObject({
      ok: false,
      error: { code: 'CONFLICT' },
    });
    const second = await shell.call('shell.printExport', {
      ...input,
      transmissionId: '0190c3c4-5f00-7000-8000-000000000002',
    });
    expect(second).toMatchObject({ ok: true, value: { name: '_Akte_ Ü_1 (2).pdf' } });
    expect(readdirSync(shell.exportDir).sort()).toEqual(['_Akte_ Ü_1 (2).pdf', '_Akte_ Ü_1.pdf']);
    const finished = shell.journal().filter((line) => line.startsWith('finish'));
    expect(finished).toHaveLength(2);
    expect(JSON.parse((finished[0] ?? '').slice('finish '.length))).toMatchObject({
      saved: true,
      bytes: readFileSync(file).byteLength,
      sha256: execFileSync('sha256sum', [file], { encoding: 'utf8' }).slice(0, 64),
    });
  });

  it('prints without writing a file', async () => {
    const before = readdirSync(shell.exportDir).length;
    const transmissionId = '0190c3c4-5f00-7000-8000-000000000003';
    expect(
      await shell.call('shell.printExport', { transmissionId, mode: 'PRINT', suggestedName: 'x' }),
    ).toEqual({
      ok: true,
      value: { saved: true, name: 'Drucker' },
    });
    expect(readdirSync(shell.exportDir)).toHaveLength(before);
  });
});

describe('the profile of the Chromium host', () => {
  let shell: StubShell | null = null;
  afterEach(async () => {
    await shell?.dispose();
    shell = null;
  });

  it('lies in a folder that only the user can read and is gone after quitting', async () => {
    expect(profiles()).toEqual([]);
    shell = await startStubShell();
    const [mine, ...others] = profiles();
    expect(others).toEqual([]);
    expect(lstatSync(mine ?? '').mode & 0o777).toBe(0o700);
    await shell.application.quit();
    expect(existsSync(mine ?? '')).toBe(false);
  });

  it('is removed at the next start when its owner was killed, and kept while its owner runs', async () => {
    const base = mkdtempSync(join(tmpdir(), 'fallakte-profile-'));
    const owner = spawn('sleep', ['60']);
    const dead = join(base, 'pmk-fallakte-profil-tot');
    const alive = join(base, 'pmk-fallakte-profil-lebt');
    const foreign = join(base, 'anderes');
    for (const folder of [dead, alive, foreign]) mkdirSync(folder);
    const started = readFileSync(`/proc/${owner.pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[19];
    writeFileSync(join(alive, 'besitzer.json'), JSON.stringify({ pid: owner.pid, startedAt: started }));
    // The same process id, but started at another time: the system has given it to somebody else.
    writeFileSync(join(dead, 'besitzer.json'), JSON.stringify({ pid: owner.pid, startedAt: '1' }));
    expect(removeLeftoverProfiles([base])).toBe(1);
    expect([dead, alive, foreign].map((folder) => existsSync(folder))).toEqual([false, true, true]);
    owner.kill('SIGKILL');
    await new Promise((resolve) => owner.once('exit', resolve));
    expect(removeLeftoverProfiles([base])).toBe(1);
    expect(readdirSync(base)).toEqual(['anderes']);
    const profile = createProfile([base]);
    expect(removeLeftoverProfiles([base])).toBe(0);
    profile.remove();
    rmSync(base, { recursive: true });
  });

  it('is in memory where the system offers that', () => {
    expect(profileBases()[0]).toBe('/dev/shm');
  });
});

describe('the window of the Chromium host', () => {
  it('opens on a screen, and its end closes the application and ends the vault process', async () => {
    expect(process.env['DISPLAY'], 'this test needs a screen: run it under xvfb-run').toBeTruthy();
    const shell = await startStubShell({ headless: false });
    const pid = shell.application.vault.pid ?? 0;
    expect(await shell.call('stub.echo', 1)).toEqual({ ok: true, value: 1 });
    await shell.host.page.close();
    await expect.poll(() => existsSync(`/proc/${pid}`), { timeout: 10_000 }).toBe(false);
    expect(shell.journal()).toContain('flush QUIT');
    await shell.dispose();
  });
});

describe('a second instance', () => {
  it('is refused while the first runs, allowed after it ended or died', () => {
    const base = mkdtempSync(join(tmpdir(), 'fallakte-lock-'));
    const release = takeInstanceLock('/tresor/a', [base]);
    expect(release).not.toBeNull();
    expect(takeInstanceLock('/tresor/a', [base])).toBeNull();
    expect(takeInstanceLock('/tresor/b', [base])).not.toBeNull();
    release?.();
    const again = takeInstanceLock('/tresor/a', [base]);
    expect(again).not.toBeNull();
    for (const name of readdirSync(base)) writeFileSync(join(base, name), '{"pid":1,"startedAt":"falsch"}');
    expect(takeInstanceLock('/tresor/a', [base])).not.toBeNull();
    rmSync(base, { recursive: true });
  });
});
