import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App, Session } from 'electron';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { ElectronHost, type ElectronModules, registerScheme } from '../../electron/hosts/electron/host';
import { isOwnUrl, refuseNavigation, windowOptions } from '../../electron/hosts/electron/security';
import type { PowerReason } from '../../electron/hosts/host';
import { TransferRefused } from '../../electron/hosts/transfer';
import { refusable, strict, strictEvents } from '../support/strict-fake';
import { makeTempDir, removeTempDirs } from '../support/temp';

const FOREIGN = [
  'https://evil.example/',
  'https://evil.example/app://fallakte/',
  'https://app.fallakte/',
  'http://fallakte/',
  'app://evil/',
  'app://fallakte.evil/',
  'app://fallakte@evil/',
  'app://user@fallakte/',
  'app://fallakte:80/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:text/html,x',
  'about:blank',
  'devtools://devtools/',
  'chrome://version',
  'app:fallakte',
  'kein url',
  '',
];

interface Recorded {
  readonly loaded: string[];
  readonly sent: unknown[][];
  readonly options: unknown[];
  readonly log: string[];
  permissionRequest?: (contents: unknown, permission: string, callback: (granted: boolean) => void) => void;
  permissionCheck?: () => boolean;
  device?: () => boolean;
  display?: (request: unknown, callback: (streams: unknown) => void) => void;
  beforeRequest?: (details: { url: string }, callback: (answer: { cancel: boolean }) => void) => void;
  protocol?: (request: Request) => Promise<Response>;
  call?: (event: unknown, request: unknown) => Promise<string>;
  proxy?: unknown;
  partition?: unknown[];
}

/** Electron as the host may use it: one window, one session, nothing else. */
function fakeElectron(saveTo: { canceled: boolean; filePath: string }) {
  const recorded: Recorded = { loaded: [], sent: [], options: [], log: [] };
  const downloads = strictEvents('session', ['will-download']);
  const session = strict<Session>('session', {
    setPermissionRequestHandler: (handler: Recorded['permissionRequest']) => {
      recorded.permissionRequest = handler;
    },
    setPermissionCheckHandler: (handler: Recorded['permissionCheck']) => {
      recorded.permissionCheck = handler;
    },
    setDevicePermissionHandler: (handler: Recorded['device']) => {
      recorded.device = handler;
    },
    setDisplayMediaRequestHandler: (handler: Recorded['display']) => {
      recorded.display = handler;
    },
    setSpellCheckerEnabled: (enabled: boolean) => recorded.log.push(`spellcheck ${enabled}`),
    on: downloads.on,
    webRequest: strict('webRequest', {
      onBeforeRequest: (handler: Recorded['beforeRequest']) => {
        recorded.beforeRequest = handler;
      },
    }),
    setProxy: async (config: unknown) => {
      recorded.proxy = config;
    },
    clearStorageData: async () => {
      recorded.log.push('clearStorageData');
    },
    protocol: strict('session.protocol', {
      handle: (scheme: string, handler: Recorded['protocol']) => {
        expect(scheme).toBe('app');
        recorded.protocol = handler;
      },
    }),
  });
  const contentsEvents = strictEvents('webContents', ['render-process-gone']);
  const frame = { url: 'app://fallakte/', parent: null };
  const webContents = strict('webContents', {
    on: contentsEvents.on,
    session,
    loadURL: async (url: string) => {
      recorded.loaded.push(url);
    },
    send: (...args: unknown[]) => recorded.sent.push(args),
    navigationHistory: strict('navigationHistory', { clear: () => recorded.log.push('history cleared') }),
    print: (options: unknown, callback: (printed: boolean, reason: string) => void) => {
      recorded.options.push(options);
      callback(true, '');
    },
    printToPDF: async (options: unknown) => {
      recorded.options.push(options);
      return Buffer.from('%PDF-1.7');
    },
  });
  const windowEvents = strictEvents('BrowserWindow', ['ready-to-show', 'closed']);
  class FakeWindow {
    constructor(options: unknown) {
      recorded.options.push(options);
      // biome-ignore lint/correctness/noConstructorReturn: the stand-in replaces the instance by a strict one
      return strict<FakeWindow>('BrowserWindow', {
        webContents,
        on: windowEvents.on,
        once: windowEvents.once,
        show: () => recorded.log.push('show'),
        destroy: () => recorded.log.push('destroy'),
        setContentProtection: (on: boolean) => recorded.log.push(`content protection ${on}`),
        loadURL: async (url: string) => {
          recorded.loaded.push(url);
        },
      });
    }
  }
  const power = strictEvents('powerMonitor', ['lock-screen', 'suspend', 'user-did-resign-active']);
  const modules = {
    app: strict('app', {}),
    BrowserWindow: FakeWindow,
    dialog: strict('dialog', { showSaveDialog: async () => saveTo }),
    ipcMain: strict('ipcMain', {
      handle: (channel: string, handler: Recorded['call']) => {
        expect(channel).toBe('fallakte:call');
        recorded.call = handler;
      },
    }),
    Menu: strict('Menu', {
      setApplicationMenu: (menu: unknown) => recorded.log.push(`menu ${String(menu)}`),
    }),
    powerMonitor: strict('powerMonitor', { on: power.on }),
    protocol: strict('protocol', {}),
    session: strict('session module', {
      fromPartition: (...args: unknown[]) => {
        recorded.partition = args;
        return session;
      },
    }),
  };
  return {
    electron: modules as unknown as ElectronModules,
    recorded,
    webContents,
    frame,
    windowEvents,
    contentsEvents,
    power,
    downloads,
  };
}

describe('the Electron host', () => {
  let dir: string;
  let fake: ReturnType<typeof fakeElectron>;
  let host: ElectronHost;
  let closed: number;
  const requests: string[] = [];

  beforeEach(async () => {
    dir = makeTempDir();
    mkdirSync(join(dir, 'renderer', 'assets'), { recursive: true });
    writeFileSync(join(dir, 'renderer', 'index.html'), '<title>da</title>');
    writeFileSync(join(dir, 'renderer', 'assets', 'a.js'), 'export {}');
    writeFileSync(join(dir, 'geheim.json'), '{"geheim":true}');
    fake = fakeElectron({ canceled: false, filePath: join(dir, 'Dossier.pdf') });
    host = new ElectronHost({
      electron: fake.electron,
      rendererDir: join(dir, 'renderer'),
      preload: '/dist/preload.cjs',
    });
    closed = 0;
    requests.length = 0;
    await host.open({
      call: async (request) => {
        requests.push(request);
        return '{"ok":true}';
      },
      receiveBytes: async (bytes) => {
        if (bytes.byteLength === 3)
          throw new TransferRefused(422, { code: 'INVALID_INPUT', message: 'Nein.' });
        return JSON.stringify({ transferId: String(bytes.byteLength) });
      },
      closed: () => {
        closed += 1;
      },
    });
  });

  afterAll(removeTempDirs);

  it('opens one hardened window on an in-memory session, without menu, protected from screen capture', () => {
    expect(fake.recorded.options).toHaveLength(1);
    expect(fake.recorded.options[0]).toMatchObject({
      webPreferences: {
        preload: '/dist/preload.cjs',
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webviewTag: false,
        webSecurity: true,
        devTools: false,
        spellcheck: false,
        navigateOnDragDrop: false,
        plugins: false,
        allowRunningInsecureContent: false,
        experimentalFeatures: false,
      },
    });
    expect(fake.recorded.partition?.[0]).not.toMatch(/^persist:/u);
    expect(fake.recorded.partition?.[1]).toEqual({ cache: false });
    expect(fake.recorded.log).toEqual(['menu null', 'spellcheck false', 'content protection true']);
    expect(fake.recorded.loaded).toEqual(['app://fallakte/']);
  });

  it('refuses permissions, devices, screen capture, downloads and every foreign request, and counts them', () => {
    const { recorded } = fake;
    const answers: unknown[] = [];
    recorded.permissionRequest?.(null, 'media', (granted) => answers.push(granted));
    recorded.display?.({}, (streams) => answers.push(streams));
    answers.push(recorded.permissionCheck?.(), recorded.device?.());
    expect(answers).toEqual([false, null, false, false]);
    const download = refusable();
    fake.downloads.fire('will-download', download);
    expect(download.refused).toBe(true);
    const cancelled = (url: string) => {
      let cancel: boolean | undefined;
      recorded.beforeRequest?.({ url }, (answer) => {
        cancel = answer.cancel;
      });
      return cancel;
    };
    for (const url of FOREIGN) expect(cancelled(url), url).toBe(true);
    expect(host.blockedRequests).toBe(FOREIGN.length);
    for (const url of [
      'app://fallakte/',
      'app://fallakte/assets/a.js',
      'blob:app://fallakte/1',
      'data:image/png;base64,x',
    ]) {
      expect(cancelled(url), url).toBe(false);
    }
    expect(recorded.proxy).toMatchObject({ mode: 'fixed_servers' });
  });

  it('answers calls of its own top frame and of nobody else', async () => {
    const { recorded, webContents, frame } = fake;
    const call = (event: unknown, request: unknown = '{}') => recorded.call?.(event, request);
    expect(await call({ sender: webContents, senderFrame: frame })).toBe('{"ok":true}');
    const refused = [
      { sender: {}, senderFrame: frame },
      { sender: webContents, senderFrame: null },
      { sender: webContents, senderFrame: { url: 'app://fallakte/', parent: frame } },
      ...FOREIGN.map((url) => ({ sender: webContents, senderFrame: { url, parent: null } })),
    ];
    for (const event of refused)
      expect(JSON.parse((await call(event)) ?? '')).toMatchObject({
        ok: false,
        error: { code: 'FORBIDDEN' },
      });
    for (const request of [null, 1, {}, ['{}']]) {
      expect(
        JSON.parse((await call({ sender: webContents, senderFrame: frame }, request)) ?? ''),
      ).toMatchObject({ ok: false });
    }
    expect(requests).toEqual(['{}']);
  });

  it('serves its own files with the content security policy and nothing outside of its folder', async () => {
    const get = async (path: string) => {
      const response = await fake.recorded.protocol?.(
        new Request(path.startsWith('app:') ? path : `app://fallakte${path}`),
      );
      return { status: response?.status, body: await response?.text(), headers: response?.headers };
    };
    expect(await get('/')).toMatchObject({ status: 200, body: '<title>da</title>' });
    expect(await get('/personen/0190')).toMatchObject({ status: 200, body: '<title>da</title>' });
    const script = await get('/assets/a.js');
    expect(script.headers?.get('content-type')).toContain('javascript');
    expect(script.headers?.get('content-security-policy')).toMatch(
      /^default-src 'none'; script-src 'self'; style-src 'self';/u,
    );
    expect(script.headers?.get('content-security-policy')).not.toMatch(/unsafe|https?:|\*/u);
    expect(script.headers?.get('cache-control')).toBe('no-store');
    const outside = [
      '/../geheim.json',
      '/%2e%2e/geheim.json',
      '/..%2fgeheim.json',
      '/%2e%2e%2fgeheim.json',
      '/assets/..%2f..%2fgeheim.json',
      '/..%5cgeheim.json',
      '/assets/%00.json',
      '/C:/geheim.json',
      '//geheim.json',
      `/${dir}/geheim.json`,
      '/%',
      '/fehlt.js',
      'app://evil/index.html',
    ];
    for (const path of outside) {
      const { status, body } = await get(path);
      expect([status, body], path).toEqual([404, '']);
    }
  });

  it('takes bytes by POST and only there', async () => {
    const post = async (path: string, size: number, headers: Record<string, string> = {}) => {
      const response = await fake.recorded.protocol?.(
        new Request(`app://fallakte${path}`, { method: 'POST', body: new Uint8Array(size), headers }),
      );
      return { status: response?.status, body: await response?.text() };
    };
    expect(await post('/transfer', 5)).toEqual({ status: 200, body: '{"transferId":"5"}' });
    expect(await post('/transfer', 3)).toMatchObject({ status: 422, body: expect.stringContaining('Nein.') });
    expect(await post('/index.html', 5)).toMatchObject({ status: 405 });
    expect(await post('/transfer', 5, { 'content-length': '99999999' })).toMatchObject({ status: 413 });
  });

  it("prints to paper with a dialogue and to a tagged PDF with outline and the page's own size", async () => {
    await host.print();
    expect(Buffer.from(await host.printToPdf()).toString()).toBe('%PDF-1.7');
    expect(fake.recorded.options.slice(1)).toEqual([
      { silent: false, printBackground: true },
      {
        printBackground: true,
        preferCSSPageSize: true,
        generateTaggedPDF: true,
        generateDocumentOutline: true,
        displayHeaderFooter: false,
      },
    ]);
  });

  it('saves where the user chose, and nothing when he changed his mind', async () => {
    expect(await host.saveFile('Dossier.pdf', new Uint8Array([1, 2]))).toEqual({
      saved: true,
      name: 'Dossier.pdf',
    });
    expect(readFileSync(join(dir, 'Dossier.pdf'))).toEqual(Buffer.from([1, 2]));
    const cancelled = new ElectronHost({
      electron: fakeElectron({ canceled: true, filePath: '' }).electron,
      rendererDir: dir,
      preload: 'p',
    });
    await cancelled.open({ call: async () => '', receiveBytes: async () => '', closed: () => undefined });
    expect(await cancelled.saveFile('a/b.pdf', new Uint8Array())).toEqual({ saved: false, name: 'a_b.pdf' });
  });

  it('reports screen lock, user switch and sleep', () => {
    const heard: PowerReason[] = [];
    host.onPower((reason) => heard.push(reason));
    expect(fake.power.heard()).toEqual(['lock-screen', 'suspend', 'user-did-resign-active']);
    for (const event of fake.power.heard()) fake.power.fire(event);
    expect(heard).toEqual(['SCREEN_LOCK', 'SUSPEND', 'SCREEN_LOCK']);
  });

  it('reloads to an empty history, also after the renderer died, and hands events to the page', async () => {
    await host.reload();
    expect(fake.recorded.loaded).toEqual(['app://fallakte/', 'about:blank', 'app://fallakte/']);
    expect(fake.recorded.log).toEqual(expect.arrayContaining(['clearStorageData', 'history cleared']));
    fake.contentsEvents.fire('render-process-gone');
    await expect.poll(() => fake.recorded.loaded.length).toBe(5);
    host.send('{"type":"session"}');
    expect(fake.recorded.sent).toEqual([['fallakte:event', '{"type":"session"}']]);
  });

  it('tells of a window that the user closed, but not of one that it closes itself', async () => {
    fake.windowEvents.fire('closed');
    expect(closed).toBe(1);
    await host.quit();
    expect(closed).toBe(1);
    await expect(host.printToPdf()).rejects.toThrow('nicht geöffnet');
  });
});

describe('the guards of the Electron shell', () => {
  it('take only the address of the application for its own', () => {
    expect(['app://fallakte/', 'app://fallakte/personen/1?x=https://a#b'].map(isOwnUrl)).toEqual([
      true,
      true,
    ]);
    expect(FOREIGN.filter(isOwnUrl)).toEqual([]);
  });

  it('refuse navigation, redirects, frames, windows and web views of every page', () => {
    const app = strictEvents('app', ['web-contents-created']);
    refuseNavigation(strict<App>('app', { on: app.on }));
    const events = strictEvents('webContents', [
      'will-navigate',
      'will-redirect',
      'will-frame-navigate',
      'will-attach-webview',
    ]);
    let openHandler: (details: { url: string }) => { action: string } = () => ({ action: 'allow' });
    app.fire(
      'web-contents-created',
      {},
      strict('webContents', {
        on: events.on,
        setWindowOpenHandler: (handler: typeof openHandler) => {
          openHandler = handler;
        },
      }),
    );
    const refused = (name: string, fields: Record<string, unknown>) => {
      const event = refusable(fields);
      events.fire(name, event);
      return event.refused;
    };
    for (const url of FOREIGN) {
      expect(refused('will-navigate', { url }), url).toBe(true);
      expect(refused('will-frame-navigate', { url, isMainFrame: true }), url).toBe(true);
      expect(openHandler({ url })).toEqual({ action: 'deny' });
    }
    expect(openHandler({ url: 'app://fallakte/' })).toEqual({ action: 'deny' });
    expect(refused('will-navigate', { url: 'app://fallakte/personen' })).toBe(false);
    expect(refused('will-frame-navigate', { url: 'app://fallakte/', isMainFrame: false })).toBe(true);
    expect(refused('will-redirect', { url: 'app://fallakte/' })).toBe(true);
    expect(refused('will-attach-webview', {})).toBe(true);
  });

  it('make app:// a secure standard scheme without further rights', () => {
    const registered: unknown[] = [];
    registerScheme(
      strict('protocol', { registerSchemesAsPrivileged: (schemes: unknown) => registered.push(schemes) }),
    );
    expect(registered).toEqual([
      [{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }],
    ]);
  });

  it('set no window option beyond those that are listed here', () => {
    const options = windowOptions(strict<Session>('session', {}), 'p');
    expect(Object.keys(options.webPreferences ?? {}).sort()).toEqual([
      'allowRunningInsecureContent',
      'contextIsolation',
      'devTools',
      'disableDialogs',
      'experimentalFeatures',
      'navigateOnDragDrop',
      'nodeIntegration',
      'nodeIntegrationInSubFrames',
      'nodeIntegrationInWorker',
      'plugins',
      'preload',
      'safeDialogs',
      'sandbox',
      'session',
      'spellcheck',
      'webSecurity',
      'webgl',
      'webviewTag',
    ]);
  });

  it('cannot be talked out of it: the strict stand-in refuses what the contract does not name', () => {
    const fake = strict<{ shell: unknown }>('electron', {});
    expect(() => fake.shell).toThrow('electron.shell is not part of the contract');
    expect(() => strictEvents('webContents', ['a']).on('b', () => undefined)).toThrow('has no event b');
  });
});
