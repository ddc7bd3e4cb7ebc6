import { existsSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { IdleLock } from '../../electron/bridge/idle';
import { type StubShell, startStubShell } from '../support/shell';

describe('the idle time', () => {
  const seen: string[] = [];
  let now = 0;
  const idle = new IdleLock(
    { onWarning: (seconds) => seen.push(`warning ${seconds}`), onIdle: () => seen.push('idle') },
    () => now,
  );

  afterEach(() => {
    idle.stop();
    seen.length = 0;
    vi.useRealTimers();
  });

  /** Moves clock and timers together, or the clock alone (the machine slept). */
  function pass(seconds: number, timersToo = true): void {
    if (!timersToo) now += seconds * 1000;
    else {
      for (let second = 0; second < seconds; second += 1) {
        now += 1000;
        vi.advanceTimersByTime(1000);
      }
    }
  }

  it('warns two minutes before the end, once, and then locks', () => {
    vi.useFakeTimers();
    idle.session(true, 10);
    pass(479);
    expect(seen).toEqual([]);
    pass(1);
    expect(seen).toEqual(['warning 120']);
    pass(119);
    expect(seen).toEqual(['warning 120']);
    pass(1);
    expect(seen).toEqual(['warning 120', 'idle']);
    pass(1200);
    expect(seen).toEqual(['warning 120', 'idle']);
  });

  it('starts anew with each sign of the user, and warns again', () => {
    vi.useFakeTimers();
    idle.session(true, 3);
    pass(100);
    idle.activity();
    expect(idle.secondsLeft).toBe(180);
    pass(60);
    expect(seen).toEqual(['warning 120', 'warning 120']);
  });

  it('does not run while nobody is signed in', () => {
    vi.useFakeTimers();
    idle.session(false, 1);
    idle.activity();
    pass(3600);
    expect(seen).toEqual([]);
    expect(idle.secondsLeft).toBeNull();
  });

  it('locks after a sleep that was longer than the rest, whatever the user does first', () => {
    vi.useFakeTimers();
    idle.session(true, 10);
    pass(3600, false);
    idle.activity();
    pass(1);
    expect(seen).toEqual(['idle']);
  });

  it.each([
    [0, 1],
    [1, 1],
    [60, 60],
    [600, 60],
    [10.4, 10],
  ])('takes %d minutes as %d', (given, taken) => {
    idle.session(false, given);
    expect(idle.minutes).toBe(taken);
  });
});

describe('a lock of the application', () => {
  let shell: StubShell | null = null;
  afterEach(async () => {
    await shell?.dispose();
    shell = null;
  });

  it('takes over the last draft, flushes, kills the vault process, reloads the page and starts afresh', async () => {
    shell = await startStubShell();
    await shell.call('stub.login', { idleMinutes: 10 });
    await shell.host.page.evaluate(() => Object.assign(window, { geheim: 'Klardaten' }));
    const first = shell.application.vault.pid;
    const began = performance.now();
    await shell.application.lock('SCREEN_LOCK');
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(shell.journal()).toEqual(['draft letzter Stand', 'flush SCREEN_LOCK']);
    expect(existsSync(`/proc/${first}`)).toBe(false);
    expect(shell.application.vault.pid).not.toBe(first);
    expect(await shell.host.page.evaluate(() => Reflect.get(window, 'geheim'))).toBeUndefined();
    expect(await shell.host.page.evaluate(() => window.history.length)).toBe(1);
    expect(await shell.call('stub.echo', 'frisch')).toEqual({ ok: true, value: 'frisch' });
    expect(await shell.call('shell.info')).toMatchObject({
      value: { lockInSeconds: null, forRealData: false },
    });
  });

  it('does not wait for a page that stays silent', async () => {
    shell = await startStubShell();
    await shell.call('stub.login', { idleMinutes: 10 });
    await shell.host.page.evaluate(() => sessionStorage.setItem('silent', '1'));
    const began = performance.now();
    await shell.application.lock('IDLE');
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(shell.journal()).toEqual(['flush IDLE']);
  });

  it('happens once when several reasons come together', async () => {
    shell = await startStubShell();
    await shell.call('stub.login', { idleMinutes: 10 });
    const { application } = shell;
    await Promise.all([
      application.lock('SUSPEND'),
      application.lock('SCREEN_LOCK'),
      application.lock('USER'),
    ]);
    expect(shell.journal()).toEqual(['draft letzter Stand', 'flush SUSPEND']);
  });

  it('comes by itself when the idle time is over, after a warning to the page', async () => {
    let skipped = 0;
    shell = await startStubShell({ now: () => Date.now() + skipped });
    await shell.call('stub.login', { idleMinutes: 3 });
    expect(await shell.call('shell.activity')).toMatchObject({ value: { lockInSeconds: 180 } });
    skipped = 61_000;
    await expect
      .poll(() => shell?.host.page.textContent('#events'), { timeout: 5_000 })
      .toContain('lock-warning');
    skipped = 181_000;
    await expect.poll(() => shell?.journal(), { timeout: 5_000 }).toContain('flush IDLE');
  });

  it('comes when the vault process asks for it, and passes other events on to the page', async () => {
    shell = await startStubShell();
    await shell.call('stub.event', { type: 'progress', job: 'x', done: 1, total: 2 });
    await expect.poll(() => shell?.host.page.textContent('#events')).toContain('progress');
    // The page may go before its answer comes: nothing waits for it.
    void shell.call('stub.event', { type: 'lock-request' }).catch(() => undefined);
    await expect.poll(() => shell?.journal()).toContain('flush VAULT');
  });

  it('leaves the window open when the vault process crashes, and tells the page', async () => {
    shell = await startStubShell();
    await shell.call('stub.login', { idleMinutes: 10 });
    process.kill(shell.application.vault.pid ?? 0, 'SIGKILL');
    await expect.poll(() => shell?.host.page.textContent('#events')).toContain('vault-ended');
    expect(await shell.call('shell.info')).toMatchObject({ value: { lockInSeconds: null } });
    expect(await shell.call('stub.echo', 1)).toEqual({ ok: true, value: 1 });
  });

  it('can be asked for by the page, which gets its answer before it goes', async () => {
    shell = await startStubShell();
    expect(await shell.call('shell.lock')).toEqual({ ok: true, value: {} });
    await expect.poll(() => shell?.journal()).toContain('flush USER');
  });
});
