/**
 * Reads an encrypted database file and its write-ahead log page by page, without SQLite: free pages, free room inside pages and
 * old frames included. For tests that look for bytes which must be gone (SQLCipher 4: AES-256-CBC, 80 bytes of reserve).
 */
import { createDecipheriv } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';

const PAGE = 4096;
const RESERVE = 80;
const IV = 16;
const SALT = 16;
const WAL_HEADER = 32;
const FRAME_HEADER = 24;

/** The plain bytes of all pages of `path` and of `path-wal`. */
export function decryptedPages(path: string, rawKey: Uint8Array): Buffer {
  const pages: Buffer[] = [];
  const file = readFileSync(path);
  for (let at = 0; at + PAGE <= file.length; at += PAGE)
    pages.push(decrypt(file.subarray(at, at + PAGE), rawKey, at === 0));
  if (existsSync(`${path}-wal`)) {
    const wal = readFileSync(`${path}-wal`);
    for (let at = WAL_HEADER; at + FRAME_HEADER + PAGE <= wal.length; at += FRAME_HEADER + PAGE) {
      const isFirst = wal.readUInt32BE(at) === 1;
      pages.push(decrypt(wal.subarray(at + FRAME_HEADER, at + FRAME_HEADER + PAGE), rawKey, isFirst));
    }
  }
  return Buffer.concat(pages);
}

function decrypt(page: Buffer, rawKey: Uint8Array, isFirst: boolean): Buffer {
  const end = PAGE - RESERVE;
  const decipher = createDecipheriv('aes-256-cbc', rawKey, page.subarray(end, end + IV)).setAutoPadding(
    false,
  );
  return Buffer.concat([decipher.update(page.subarray(isFirst ? SALT : 0, end)), decipher.final()]);
}

/** Which of the texts occur in the bytes, as SQLite stores them (UTF-8). */
export const foundIn = (bytes: Buffer, texts: readonly string[]): string[] =>
  texts.filter((text) => bytes.includes(Buffer.from(text, 'utf8')));
