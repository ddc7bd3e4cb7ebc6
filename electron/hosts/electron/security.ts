/**
 * What the Electron window may do: nothing but show the application's own page. Everything here refuses; there is
 * no list of exceptions.
 */
import type { App, BrowserWindowConstructorOptions, Session, WebContents } from 'electron';

export const APP_SCHEME = 'app';
export const APP_ORIGIN = 'app://fallakte';

/**
 * True for an address of the application itself. Compared part by part: a test for a substring would let
 * `https://evil.example/app://fallakte` pass.
 */
export function isOwnUrl(url: string): boolean {
  try {
    const { protocol, host, username, password } = new URL(url);
    return protocol === `${APP_SCHEME}:` && host === 'fallakte' && username === '' && password === '';
  } catch {
    return false;
  }
}

/** Options of the one window. `session` is the in-memory one. */
export function windowOptions(session: Session, preload: string): BrowserWindowConstructorOptions {
  return {
    width: 1600,
    height: 1000,
    minWidth: 960,
    minHeight: 600,
    show: false,
    title: 'PMK-Fallakte',
    backgroundColor: '#f4f6f8',
    autoHideMenuBar: true,
    webPreferences: {
      session,
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      navigateOnDragDrop: false,
      plugins: false,
      webgl: false,
      // The spell checker would download dictionaries.
      spellcheck: false,
      devTools: false,
      disableDialogs: true,
      safeDialogs: true,
    },
  };
}

/** Refuses navigation, windows and web views of every page that ever comes to be. */
export function refuseNavigation(app: App): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => {
      if (!isOwnUrl(event.url)) event.preventDefault();
    });
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => {
      if (!event.isMainFrame || !isOwnUrl(event.url)) event.preventDefault();
    });
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}

/** Refuses permissions, devices, downloads and the network; `onBlocked` counts each refused request. */
export async function hardenSession(session: Session, onBlocked: (url: string) => void): Promise<void> {
  session.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, callback) => callback(null));
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest((details, callback) => {
    // Pictures made by the page itself (blob:, data:) never leave the process.
    const own = isOwnUrl(details.url) || /^(?:blob:app:\/\/fallakte\/|data:image\/)/u.test(details.url);
    if (!own) onBlocked(details.url);
    callback({ cancel: !own });
  });
  // A proxy from the system would be asked for names; a proxy that is nowhere answers nothing.
  await session.setProxy({
    mode: 'fixed_servers',
    proxyRules: 'http://0.0.0.0:0',
    proxyBypassRules: '<-loopback>',
  });
}

/** The sender of a call must be the window's own page in its top frame. */
export function isOwnSender(
  event: {
    readonly sender: WebContents;
    readonly senderFrame: { readonly url: string; readonly parent: unknown } | null;
  },
  own: WebContents,
): boolean {
  return (
    event.sender === own &&
    event.senderFrame !== null &&
    event.senderFrame.parent === null &&
    isOwnUrl(event.senderFrame.url)
  );
}
