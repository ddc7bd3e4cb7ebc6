/** Which installed browser the Chromium host uses and with which switches it runs. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
];

function windowsCandidates(): readonly string[] {
  const roots = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap(
    (name) => process.env[name] ?? [],
  );
  return roots.flatMap((root) => [
    join(root, 'Google', 'Chrome', 'Application', 'chrome.exe'),
    join(root, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
    join(root, 'Chromium', 'Application', 'chrome.exe'),
  ]);
}

/** Path of an installed Chromium, Chrome or Edge, or null. */
export function findBrowser(): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const candidates =
    process.platform === 'win32'
      ? windowsCandidates()
      : NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return candidates.find((file) => existsSync(file)) ?? null;
}

/** Origin of the application's page. `*.localhost` is a secure context; nothing listens there. */
export const APP_ORIGIN = 'http://app.localhost';

/**
 * Switches of the browser. The page is answered by interception, so the browser needs no network at all: every
 * name and address resolves to nothing, no proxy is asked, background services are off.
 */
export const BROWSER_ARGUMENTS: readonly string[] = [
  // An empty page first: the own address is answered only once interception is set up, and a first navigation that
  // fails makes about one start in thirty on a busy machine hang for good.
  '--app=data:text/html,<title>PMK-Fallakte</title>',
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--no-proxy-server',
  '--disable-quic',
  '--dns-prefetch-disable',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--disable-breakpad',
  '--disable-crash-reporter',
  '--disable-extensions',
  '--disable-notifications',
  '--disable-translate',
  '--deny-permission-prompts',
  '--disk-cache-size=1',
  '--media-cache-size=1',
  '--no-first-run',
  '--no-default-browser-check',
  '--no-pings',
  '--password-store=basic',
  '--lang=de-DE',
];
