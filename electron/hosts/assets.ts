/**
 * How the application's own page is served, the same in each host: which file a path means, which headers it
 * gets. Nothing outside the renderer's folder can be named, and nothing but the page's own origin can be used.
 */
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

/** Content security policy of the page. No inline code, no inline style sheet, no foreign origin, no plug-in. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ');

const PERMISSIONS_POLICY = [
  'camera',
  'microphone',
  'geolocation',
  'display-capture',
  'usb',
  'serial',
  'hid',
  'bluetooth',
  'midi',
  'payment',
  'idle-detection',
]
  .map((feature) => `${feature}=()`)
  .join(', ');

/** Headers of every answer. `no-store`: nothing of the page may reach an HTTP cache. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'Permissions-Policy': PERMISSIONS_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

/** Path under which the page posts bytes to the vault process. */
export const TRANSFER_PATH = '/transfer';

export interface Asset {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

const NOT_FOUND: Asset = {
  status: 404,
  headers: { ...SECURITY_HEADERS, 'Content-Type': 'text/plain; charset=utf-8' },
  body: new Uint8Array(),
};

/**
 * The file that a URL path means, or null if it would lie outside of `rendererDir` or has no known type.
 * A path without extension is an address of the application (client-side route) and means `index.html`.
 */
export function assetPath(rendererDir: string, pathname: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  // A NUL byte, a backslash, a colon (drive, stream) or a dot segment has no business in a name of ours.
  if (/[\0\\:]/u.test(decoded) || decoded.split('/').some((part) => part === '..' || part === '.'))
    return null;
  const relative = extname(decoded) === '' ? 'index.html' : decoded.replace(/^\/+/u, '');
  if (CONTENT_TYPES[extname(relative).toLowerCase()] === undefined) return null;
  const root = normalize(rendererDir);
  const file = join(root, relative);
  return file.startsWith(root.endsWith(sep) ? root : root + sep) ? file : null;
}

/** Answers a GET for `pathname` from `rendererDir`; 404 for everything that is not there or not allowed. */
export async function loadAsset(rendererDir: string, pathname: string): Promise<Asset> {
  const file = assetPath(rendererDir, pathname);
  if (file === null) return NOT_FOUND;
  try {
    const body = await readFile(file);
    const type = CONTENT_TYPES[extname(file).toLowerCase()] ?? 'application/octet-stream';
    return { status: 200, headers: { ...SECURITY_HEADERS, 'Content-Type': type }, body };
  } catch {
    return NOT_FOUND;
  }
}

/** Headers of a JSON answer to an upload. */
export const JSON_HEADERS: Readonly<Record<string, string>> = {
  ...SECURITY_HEADERS,
  'Content-Type': 'application/json; charset=utf-8',
};
