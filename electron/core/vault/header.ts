/**
 * vault.json: login names and wrapped keys, nothing else (architecture.md §5).
 *
 * `checksum` is SHA-256 over the canonical JSON without `checksum` and `mac`: it needs no key and so tells a damaged
 * file from a wrong passphrase. `mac` is HMAC-SHA256 with the HKDF key "header" over the canonical JSON without `mac`:
 * it tells whether somebody without the vault key changed the file.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { canonicalJson } from '#shared/domain/canonical-json';
import { CIPHERS } from '../database/open';
import { DamagedHeaderError, ForeignFileError, NewerVaultError, VaultMissingError } from './errors';
import { writeFileAtomic } from './files';
import { KEY_BYTES, SALT_BYTES, sha256Hex, subkey, zero } from './keys';

export const HEADER_FILE = 'vault.json';
export const PREVIOUS_HEADER_FILE = 'vault.json.previous';
export const HEADER_FORMAT = 'pmk-fallakte-vault';
export const HEADER_VERSION = 1;
/** A header of 100 accounts has about 80 KB; more than this is none. */
const MAX_HEADER_BYTES = 1024 * 1024;
const MAX_SLOTS = 500;

/** Base64url of exactly `bytes` bytes, in the one spelling that we write. */
const base64url = (bytes: number) =>
  z.string().refine((text) => {
    const raw = Buffer.from(text, 'base64url');
    return raw.length === bytes && raw.toString('base64url') === text;
  });
const hex64 = z.string().regex(/^[0-9a-f]{64}$/);
const wrappedKey = base64url(12 + KEY_BYTES + 16);

// Bounded before use (architecture.md §5): a changed header must not make the login eat the machine's memory.
const kdfSchema = z.strictObject({
  algorithm: z.literal('argon2id'),
  memoryKiB: z
    .int()
    .min(8)
    .max(1024 * 1024),
  timeCost: z.int().min(1).max(10),
  parallelism: z.int().min(1).max(16),
  salt: base64url(SALT_BYTES),
});

export const SLOT_KINDS = ['PASSPHRASE', 'ONE_TIME'] as const;
export type SlotKind = (typeof SLOT_KINDS)[number];

/** One account's way to the vault key. `signing` is null until a one-time code is replaced by a passphrase. */
export const slotSchema = z.strictObject({
  login: z.string().min(1).max(100),
  kind: z.enum(SLOT_KINDS),
  kdf: kdfSchema,
  wrappedVaultKey: wrappedKey,
  signing: z.strictObject({ publicKey: base64url(KEY_BYTES), wrappedPrivateKey: wrappedKey }).nullable(),
});
export type Slot = z.infer<typeof slotSchema>;

const headerSchema = z.strictObject({
  format: z.literal(HEADER_FORMAT),
  version: z.literal(HEADER_VERSION),
  vaultId: z.uuid(),
  cipher: z.enum(CIPHERS),
  createdAt: z.iso.datetime(),
  slots: z.array(slotSchema).min(1).max(MAX_SLOTS),
  recovery: z.strictObject({ wrappedVaultKey: wrappedKey }),
  checkpoint: z.strictObject({ seq: z.int().min(1), hash: hex64 }).nullable(),
  checksum: hex64,
  mac: base64url(32),
});
export type Header = z.infer<typeof headerSchema>;
/** What callers change; checksum and MAC follow from it when it is written. */
export type HeaderContent = Omit<Header, 'checksum' | 'mac'>;

/** Logins are compared without regard to case, as people type them. */
export const sameLogin = (a: string, b: string): boolean => loginKey(a) === loginKey(b);
const loginKey = (login: string): string => login.normalize('NFC').trim().toLocaleLowerCase('de-DE');

export function findSlot(header: Pick<Header, 'slots'>, login: string): Slot | undefined {
  return header.slots.find((slot) => sameLogin(slot.login, login));
}

/**
 * Reads and checks vault.json as far as that is possible without a key. Throws VaultMissingError, ForeignFileError,
 * NewerVaultError or DamagedHeaderError.
 */
export function readHeader(dir: string): Header {
  const path = join(dir, HEADER_FILE);
  if (!existsSync(path)) throw new VaultMissingError(dir);
  const hasPrevious = existsSync(join(dir, PREVIOUS_HEADER_FILE));
  if (statSync(path).size > MAX_HEADER_BYTES) throw new ForeignFileError(NOT_OURS);
  return parseHeader(readFileSync(path), hasPrevious);
}

const NOT_OURS = 'Die Datei vault.json gehört nicht zu dieser Anwendung.';

/** As `readHeader`, from the file's bytes. `hasPrevious` only shapes the advice in the message. */
export function parseHeader(bytes: Buffer, hasPrevious = false): Header {
  const raw = parseJson(bytes, hasPrevious);
  const lead = z.object({ format: z.string(), version: z.int() }).safeParse(raw);
  if (!lead.success || lead.data.format !== HEADER_FORMAT) throw new ForeignFileError(NOT_OURS);
  if (lead.data.version > HEADER_VERSION) throw new NewerVaultError('Dieser Tresor');
  const parsed = headerSchema.safeParse(raw);
  if (!parsed.success) {
    const where = parsed.error.issues[0]?.path.join('.') ?? '';
    throw new DamagedHeaderError(
      where ? `Angabe „${where}“ ist ungültig` : 'der Aufbau stimmt nicht',
      hasPrevious,
    );
  }
  const header = parsed.data;
  if (checksumOf(header) !== header.checksum)
    throw new DamagedHeaderError('die Prüfsumme stimmt nicht', hasPrevious);
  if (new Set(header.slots.map((slot) => loginKey(slot.login))).size < header.slots.length) {
    throw new DamagedHeaderError('ein Anmeldename kommt doppelt vor', hasPrevious);
  }
  return header;
}

function parseJson(bytes: Buffer, hasPrevious: boolean): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    // What still carries our mark, or is empty or all zeros as after a power cut, was a header once.
    const wasOurs = bytes.includes(HEADER_FORMAT) || bytes.every((byte) => byte === 0);
    if (wasOurs) throw new DamagedHeaderError('sie ist kein gültiges JSON mehr', hasPrevious);
    throw new ForeignFileError(NOT_OURS);
  }
}

/** True if the header is the one that a holder of the vault key wrote last. */
export function headerMacHolds(header: Header, vaultKey: Uint8Array): boolean {
  const { mac, ...rest } = header;
  return timingSafeEqual(macOf(rest, vaultKey), Buffer.from(mac, 'base64url'));
}

/** Adds checksum and MAC; those of an earlier version that come along are replaced, not sealed in. */
export function sealHeader(content: HeaderContent & Partial<Header>, vaultKey: Uint8Array): Header {
  const { checksum: _checksum, mac: _mac, ...bare } = content;
  const withSum = { ...bare, checksum: checksumOf(bare) };
  return { ...withSum, mac: macOf(withSum, vaultKey).toString('base64url') };
}

/** The bytes of the file; there is one form only, so that `verify` sees every changed byte. */
export function headerText(header: Header): string {
  return `${JSON.stringify(headerSchema.parse(header), null, 2)}\n`;
}

/**
 * Replaces vault.json and keeps the version before it. With `revokes` the previous file is replaced as well, first:
 * otherwise a removed account or an old passphrase would still open the vault through it.
 */
export function writeHeader(dir: string, header: Header, options: { readonly revokes?: boolean } = {}): void {
  const path = join(dir, HEADER_FILE);
  const previous = join(dir, PREVIOUS_HEADER_FILE);
  const text = headerText(header);
  if (options.revokes) writeFileAtomic(previous, text);
  else if (existsSync(path)) writeFileAtomic(previous, readFileSync(path));
  writeFileAtomic(path, text);
}

function checksumOf(header: HeaderContent & { checksum?: string; mac?: string }): string {
  const { checksum: _checksum, mac: _mac, ...content } = header;
  return sha256Hex(canonicalJson(content));
}

function macOf(header: Omit<Header, 'mac'>, vaultKey: Uint8Array): Buffer {
  const key = subkey(vaultKey, 'header');
  try {
    return createHmac('sha256', key).update(canonicalJson(header)).digest();
  } finally {
    zero(key);
  }
}
