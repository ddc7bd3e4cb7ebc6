/**
 * Checks every page of a SQLCipher 4 file without SQLite. `integrity_check` only reads pages in use and
 * `cipher_integrity_check` is ignored by this build; here free pages count as well, and nothing is decrypted.
 *
 * A page (4096 bytes): content, then 80 bytes of reserve: IV (16) ‖ HMAC-SHA512 (64). The HMAC covers everything before
 * it (on page 1 without the 16 bytes of salt) and the page number as a 32-bit little-endian integer. Its key is
 * PBKDF2-HMAC-SHA512(raw key, salt with every byte XOR 0x3a, 2 rounds, 32 bytes). Source: SQLCipher's design page.
 */
import { createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { zero } from '../vault/keys';

export const PAGE_SIZE = 4096;
const SALT_BYTES = 16;
const HMAC_BYTES = 64;
const PAGES_PER_READ = 1024;
/** SQLite never uses the page with its lock bytes (at 1 GiB); it stays a hole of zeros. */
const LOCK_PAGE = 0x40000000 / PAGE_SIZE + 1;

export interface PageReport {
  readonly count: number;
  readonly damaged: number;
  /** Number of the first damaged page, from 1; null if all are sound. */
  readonly firstDamaged: number | null;
  /** Bytes after the last whole page. */
  readonly trailingBytes: number;
}

/** Reads the whole file once. Do not call it on a database that this process has open: see location.ts on file locks. */
export function checkPages(path: string, rawKey: Uint8Array): PageReport {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const count = Math.floor(size / PAGE_SIZE);
    const salt = Buffer.alloc(SALT_BYTES);
    readSync(file, salt, 0, SALT_BYTES, 0);
    const hmacKey = pbkdf2Sync(rawKey, Buffer.from(salt.map((byte) => byte ^ 0x3a)), 2, 32, 'sha512');
    const chunk = Buffer.alloc(PAGE_SIZE * PAGES_PER_READ);
    let damaged = 0;
    let firstDamaged: number | null = null;
    for (let first = 1; first <= count; first += PAGES_PER_READ) {
      readSync(file, chunk, 0, chunk.length, (first - 1) * PAGE_SIZE);
      const last = Math.min(count, first + PAGES_PER_READ - 1);
      for (let page = first; page <= last; page += 1) {
        const bytes = chunk.subarray((page - first) * PAGE_SIZE, (page - first + 1) * PAGE_SIZE);
        if (pageIsSound(bytes, page, hmacKey)) continue;
        damaged += 1;
        firstDamaged ??= page;
      }
    }
    zero(hmacKey);
    return { count, damaged, firstDamaged, trailingBytes: size - count * PAGE_SIZE };
  } finally {
    closeSync(file);
  }
}

function pageIsSound(bytes: Buffer, page: number, hmacKey: Buffer): boolean {
  if (page === LOCK_PAGE) return bytes.every((byte) => byte === 0);
  const number = Buffer.alloc(4);
  number.writeUInt32LE(page);
  const expected = createHmac('sha512', hmacKey)
    .update(bytes.subarray(page === 1 ? SALT_BYTES : 0, PAGE_SIZE - HMAC_BYTES))
    .update(number)
    .digest();
  return timingSafeEqual(expected, bytes.subarray(PAGE_SIZE - HMAC_BYTES));
}
