/**
 * Key material of the vault (architecture.md §5): derivation, wrapping, subkeys, signatures, printed keys.
 *
 *   passphrase ─Argon2id→ KEK ─AES-256-GCM→ vault key ─HKDF-SHA256→ one subkey per purpose
 *
 * Buffers that hold key material are zeroed by whoever made them as soon as they are used (`zero`). JavaScript strings
 * cannot be zeroed; they die with the vault process, which is killed at lock.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
  sign as signBytes,
  verify as verifyBytes,
} from 'node:crypto';
import { hashRaw } from '@node-rs/argon2';
import { canonicalJson } from '#shared/domain/canonical-json';

export const KEY_BYTES = 32;
export const SALT_BYTES = 16;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** `Algorithm.Argon2id` of the package; a const enum cannot be imported under `isolatedModules`. */
const ARGON2ID = 2;

export interface KdfParams {
  readonly memoryKiB: number;
  readonly timeCost: number;
  readonly parallelism: number;
}

/** Argon2id with 256 MiB, 3 passes, 4 lanes (architecture.md §5). Only tests pass cheaper ones. */
export const PRODUCTION_KDF: KdfParams = { memoryKiB: 256 * 1024, timeCost: 3, parallelism: 4 };

/**
 * Derives the key-encryption key (32 bytes) from a passphrase.
 *
 * The passphrase is normalised to NFKC first: keyboards and systems write the same umlaut as one or as two code points,
 * and both must open the vault. Nothing is trimmed, spaces count.
 */
export async function deriveKek(passphrase: string, salt: Uint8Array, params: KdfParams): Promise<Buffer> {
  const secret = Buffer.from(passphrase.normalize('NFKC'), 'utf8');
  try {
    return await hashRaw(secret, {
      algorithm: ARGON2ID,
      memoryCost: params.memoryKiB,
      timeCost: params.timeCost,
      parallelism: params.parallelism,
      outputLen: KEY_BYTES,
      salt,
    });
  } finally {
    zero(secret);
  }
}

/** What a wrapped key is bound to: it does not open in another vault, for another login or for another purpose. */
export interface WrapContext {
  readonly vaultId: string;
  readonly login: string;
  readonly purpose: 'vault-key' | 'signing-key' | 'recovery';
}

const associatedData = (context: WrapContext): Buffer => Buffer.from(canonicalJson({ ...context }), 'utf8');

/** AES-256-GCM; the result is base64url of nonce (12) ‖ ciphertext ‖ tag (16). */
export function wrapKey(key: Uint8Array, kek: Uint8Array, context: WrapContext): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', kek, nonce).setAAD(associatedData(context));
  return Buffer.concat([nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()]).toString(
    'base64url',
  );
}

/** The key, or null if the KEK is the wrong one or the text was changed (GCM cannot tell these apart). */
export function unwrapKey(wrapped: string, kek: Uint8Array, context: WrapContext): Buffer | null {
  const bytes = Buffer.from(wrapped, 'base64url');
  if (bytes.length !== NONCE_BYTES + KEY_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv('aes-256-gcm', kek, bytes.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  })
    .setAAD(associatedData(context))
    .setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
  const key = decipher.update(bytes.subarray(NONCE_BYTES, bytes.length - TAG_BYTES));
  try {
    decipher.final();
    return key;
  } catch {
    zero(key);
    return null;
  }
}

export type SubkeyPurpose = 'database' | 'header' | `backup:${string}`;

/** 32 bytes of HKDF-SHA256 of the vault key, without salt, with the purpose as info. */
export function subkey(vaultKey: Uint8Array, purpose: SubkeyPurpose): Buffer {
  return Buffer.from(hkdfSync('sha256', vaultKey, Buffer.alloc(0), `pmk-fallakte/${purpose}`, KEY_BYTES));
}

/** The KEK of the recovery key. It has 256 bits of its own, so a slow derivation would add nothing. */
export function recoveryKek(recoveryKey: Uint8Array, vaultId: string): Buffer {
  return Buffer.from(
    hkdfSync('sha256', recoveryKey, Buffer.from(vaultId), 'pmk-fallakte/recovery-kek', KEY_BYTES),
  );
}

/* ── signatures ── */

/** Ed25519. Both are raw 32 bytes; the public key travels as base64url (43 characters), the private one as a buffer. */
export interface SigningKeyPair {
  readonly publicKey: string;
  readonly privateKey: Buffer;
}

export interface ContentSignature {
  readonly publicKey: string;
  /** base64url of 64 bytes. */
  readonly signature: string;
}

// RFC 8410: DER around a raw Ed25519 key, because Node takes raw keys only inside such a frame.
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
const SIGNATURE_CONTEXT = 'pmk-fallakte/signature/v1\n';

export function generateSigningKey(): SigningKeyPair {
  const pair = generateKeyPairSync('ed25519');
  const pkcs8 = pair.privateKey.export({ format: 'der', type: 'pkcs8' });
  const spki = pair.publicKey.export({ format: 'der', type: 'spki' });
  const privateKey = Buffer.from(pkcs8.subarray(PKCS8_PREFIX.length));
  zero(pkcs8);
  return { publicKey: spki.subarray(SPKI_PREFIX.length).toString('base64url'), privateKey };
}

/**
 * Signs a content hash (SHA-256 in lower-case hex). The signed bytes are the UTF-8 text
 * `pmk-fallakte/signature/v1`, a line feed and the hex hash, so that any Ed25519 program can check it elsewhere.
 */
export function sign(privateKey: Uint8Array, contentHash: string): string {
  const der = Buffer.concat([PKCS8_PREFIX, privateKey]);
  try {
    const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
    return signBytes(null, signedBytes(contentHash), key).toString('base64url');
  } finally {
    zero(der);
  }
}

/** False for a wrong signature and for a key or signature that is none. */
export function verifySignature(publicKey: string, contentHash: string, signature: string): boolean {
  const raw = Buffer.from(publicKey, 'base64url');
  const signatureBytes = Buffer.from(signature, 'base64url');
  if (raw.length !== KEY_BYTES || signatureBytes.length !== 64 || !/^[0-9a-f]{64}$/.test(contentHash))
    return false;
  // Base64url has several spellings of the same bytes; only the one that we write counts.
  if (raw.toString('base64url') !== publicKey || signatureBytes.toString('base64url') !== signature)
    return false;
  const key = createPublicKey({ key: Buffer.concat([SPKI_PREFIX, raw]), format: 'der', type: 'spki' });
  return verifyBytes(null, signedBytes(contentHash), key, signatureBytes);
}

function signedBytes(contentHash: string): Buffer {
  if (!/^[0-9a-f]{64}$/.test(contentHash))
    throw new TypeError('Unterschrieben wird ein SHA-256-Wert in Hexziffern.');
  return Buffer.from(SIGNATURE_CONTEXT + contentHash, 'utf8');
}

/* ── helpers ── */

export function zero(...buffers: readonly (Uint8Array | null | undefined)[]): void {
  for (const buffer of buffers) buffer?.fill(0);
}

export function sha256Hex(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}
