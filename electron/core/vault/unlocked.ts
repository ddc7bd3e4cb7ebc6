/** A vault whose key is in memory: accounts, signatures, the header's checkpoint. */

import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { AppError, ConflictError, NotFoundError, RuleError } from '../errors';
import { DamagedHeaderError, WrongPassphraseError } from './errors';
import {
  findSlot,
  type Header,
  type HeaderContent,
  type Slot,
  type SlotKind,
  sameLogin,
  sealHeader,
  slotSchema,
  writeHeader,
} from './header';
import {
  type ContentSignature,
  deriveKek,
  generateSigningKey,
  type KdfParams,
  SALT_BYTES,
  type SigningKeyPair,
  sign,
  subkey,
  unwrapKey,
  wrapKey,
  zero,
} from './keys';
import type { VaultLock } from './location';
import { normaliseOneTimeCode } from './recovery-key';

/** What `openSlot` finds behind a right secret. All buffers belong to the caller. */
export interface OpenedSlot {
  readonly vaultKey: Buffer;
  readonly signing: SigningKeyPair | null;
}

/** Wraps the vault key, and the signing key if there is one, for one account. */
export async function buildSlot(args: {
  readonly vaultId: string;
  readonly vaultKey: Uint8Array;
  readonly login: string;
  readonly secret: string;
  readonly kind: SlotKind;
  readonly kdf: KdfParams;
  readonly signing: SigningKeyPair | null;
}): Promise<Slot> {
  const { vaultId, vaultKey, login, kind, kdf, signing } = args;
  const salt = randomBytes(SALT_BYTES);
  const kek = await deriveKek(secretFor(kind, args.secret), salt, kdf);
  try {
    const { memoryKiB, timeCost, parallelism } = kdf;
    return slotSchema.parse({
      login,
      kind,
      kdf: { algorithm: 'argon2id', memoryKiB, timeCost, parallelism, salt: salt.toString('base64url') },
      wrappedVaultKey: wrapKey(vaultKey, kek, { vaultId, login, purpose: 'vault-key' }),
      signing: signing && {
        publicKey: signing.publicKey,
        wrappedPrivateKey: wrapKey(signing.privateKey, kek, { vaultId, login, purpose: 'signing-key' }),
      },
    } satisfies Slot);
  } finally {
    zero(kek);
  }
}

/** Null for a wrong secret. Throws DamagedHeaderError if the secret is right but the signing key does not open. */
export async function openSlot(vaultId: string, slot: Slot, secret: string): Promise<OpenedSlot | null> {
  const { login } = slot;
  const kek = await deriveKek(
    secretFor(slot.kind, secret),
    Buffer.from(slot.kdf.salt, 'base64url'),
    slot.kdf,
  );
  try {
    const vaultKey = unwrapKey(slot.wrappedVaultKey, kek, { vaultId, login, purpose: 'vault-key' });
    if (!vaultKey || !slot.signing) return vaultKey && { vaultKey, signing: null };
    const { publicKey, wrappedPrivateKey } = slot.signing;
    const privateKey = unwrapKey(wrappedPrivateKey, kek, { vaultId, login, purpose: 'signing-key' });
    if (privateKey) return { vaultKey, signing: { publicKey, privateKey } };
    zero(vaultKey);
    throw new DamagedHeaderError(`der Unterschriftsschlüssel von ${login} lässt sich nicht öffnen`);
  } finally {
    zero(kek);
  }
}

/** One-time codes are typed from paper, so their case and dashes do not matter; passphrases are taken as they are. */
const secretFor = (kind: SlotKind, secret: string): string =>
  kind === 'ONE_TIME' ? normaliseOneTimeCode(secret) : secret;

/** True if any of the parameters is below today's; such a slot is wrapped anew at login. */
export function isBelow(kdf: KdfParams, wanted: KdfParams): boolean {
  return (
    kdf.memoryKiB < wanted.memoryKiB || kdf.timeCost < wanted.timeCost || kdf.parallelism < wanted.parallelism
  );
}

export class UnlockedVault {
  readonly dir: string;
  readonly vaultId: string;
  #header: Header;
  #login: string;
  #signing: SigningKeyPair | null;
  readonly #vaultKey: Buffer;
  readonly #databaseKey: Buffer;
  readonly #lock: VaultLock | null;
  #closed = false;

  /** Takes over `vaultKey`, `signing` and `lock`: `close` zeroes and releases them. `login` is empty after recovery. */
  constructor(args: {
    readonly dir: string;
    readonly header: Header;
    readonly login: string;
    readonly opened: OpenedSlot;
    readonly lock: VaultLock | null;
  }) {
    this.dir = args.dir;
    this.vaultId = args.header.vaultId;
    this.#header = args.header;
    this.#login = args.login;
    this.#vaultKey = args.opened.vaultKey;
    this.#signing = args.opened.signing;
    this.#databaseKey = subkey(args.opened.vaultKey, 'database');
    this.#lock = args.lock;
  }

  /** As it stands in the header; empty after `unlockWithRecovery` until `resetOwnSlot`. */
  get login(): string {
    return this.#login;
  }

  /** Null after `unlockWithRecovery`. */
  get slotKind(): SlotKind | null {
    return findSlot(this.#header, this.#login)?.kind ?? null;
  }

  get publicKey(): string | null {
    return this.#signing?.publicKey ?? null;
  }

  get header(): Readonly<Header> {
    return this.#header;
  }

  get logins(): string[] {
    return this.#header.slots.map((slot) => slot.login);
  }

  /** The raw key of vault.db. The buffer stays this object's and is zeroed by `close`. */
  databaseKey(): Buffer {
    this.#mustBeOpen();
    return this.#databaseKey;
  }

  /** The raw key of one backup's database copy; the caller zeroes it. */
  backupKey(backupId: string): Buffer {
    this.#mustBeOpen();
    return subkey(this.#vaultKey, `backup:${backupId}`);
  }

  /** Signs a SHA-256 value (hex) with the user's own key, see `sign`. Throws for an account without one. */
  signContent(contentHash: string): ContentSignature {
    this.#mustBeOpen();
    if (!this.#signing)
      throw new RuleError('Dieses Konto kann erst unterschreiben, wenn es eine eigene Passphrase hat.');
    return { publicKey: this.#signing.publicKey, signature: sign(this.#signing.privateKey, contentHash) };
  }

  /** Makes a slot without placing it: it waits for a second person's word. A passphrase slot gets a new signing key. */
  async prepareSlot(login: string, secret: string, kind: SlotKind, kdf: KdfParams): Promise<Slot> {
    this.#mustBeOpen();
    const signing = kind === 'PASSPHRASE' ? generateSigningKey() : null;
    try {
      return await this.#build(login, secret, kind, kdf, signing);
    } finally {
      zero(signing?.privateKey);
    }
  }

  /** Places a prepared slot; an older one of the same login stops working at once. */
  putSlot(slot: Slot): void {
    const checked = slotSchema.parse(slot);
    const others = this.#header.slots.filter((other) => !sameLogin(other.login, checked.login));
    this.#write({ slots: [...others, checked] }, true);
  }

  /** Takes an account's key away. The own account and the last one stay. */
  removeSlot(login: string): void {
    if (sameLogin(login, this.#login)) throw new RuleError('Das eigene Konto kann niemand selbst entfernen.');
    const slots = this.#header.slots.filter((slot) => !sameLogin(slot.login, login));
    if (slots.length === this.#header.slots.length) throw new NotFoundError('Das Konto');
    this.#write({ slots }, true);
  }

  /** Takes the keys of all other accounts away; each needs a new one-time code afterwards. */
  disableAllSlotsExcept(login: string): void {
    const slots = this.#header.slots.filter((slot) => sameLogin(slot.login, login));
    if (slots.length === 0) throw new NotFoundError('Das Konto');
    this.#write({ slots }, true);
  }

  /** Wraps both keys of the own account anew; the signing key stays the same. Throws WrongPassphraseError. */
  async changePassphrase(current: string, next: string, kdf: KdfParams): Promise<void> {
    const slot = this.#ownSlot();
    if (slot.kind !== 'PASSPHRASE')
      throw new RuleError('Bitte zuerst den Einmalcode durch eine Passphrase ersetzen.');
    const opened = await openSlot(this.vaultId, slot, current);
    if (!opened) throw new WrongPassphraseError('Die bisherige Passphrase stimmt nicht.');
    zero(opened.vaultKey, opened.signing?.privateKey);
    this.putSlot(await this.#build(slot.login, next, 'PASSPHRASE', kdf, this.#signing));
  }

  /** Replaces the one-time code by a passphrase and makes the signing key. Returns its public key. */
  async activateSlot(passphrase: string, kdf: KdfParams): Promise<string> {
    const slot = this.#ownSlot();
    if (slot.kind !== 'ONE_TIME') throw new ConflictError('Das Konto');
    return this.#replaceOwn(slot.login, passphrase, kdf);
  }

  /** After recovery: gives the named account a new passphrase and signing key and makes it the own one. */
  async resetOwnSlot(login: string, passphrase: string, kdf: KdfParams): Promise<string> {
    if (this.#login !== '')
      throw new RuleError('Das geht nur nach dem Öffnen mit dem Wiederherstellungsschlüssel.');
    return this.#replaceOwn(findSlot(this.#header, login)?.login ?? login, passphrase, kdf);
  }

  /** Keeps the newest checkpoint of the log outside the database. */
  setCheckpoint(checkpoint: { readonly seq: number; readonly hash: string }): void {
    this.#write({ checkpoint: { seq: checkpoint.seq, hash: checkpoint.hash } }, false);
  }

  /** After a login with weaker parameters than today's. The passphrase has just been proven right. */
  async raiseKdf(secret: string, wanted: KdfParams): Promise<void> {
    const slot = this.#ownSlot();
    const kdf: KdfParams = {
      memoryKiB: Math.max(slot.kdf.memoryKiB, wanted.memoryKiB),
      timeCost: Math.max(slot.kdf.timeCost, wanted.timeCost),
      parallelism: Math.max(slot.kdf.parallelism, wanted.parallelism),
    };
    this.putSlot(await this.#build(slot.login, secret, slot.kind, kdf, this.#signing));
  }

  /** Zeroes all keys and frees the folder. Close the database before. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    zero(this.#vaultKey, this.#databaseKey, this.#signing?.privateKey);
    this.#lock?.release();
  }

  async #replaceOwn(login: string, passphrase: string, kdf: KdfParams): Promise<string> {
    const signing = generateSigningKey();
    this.putSlot(await this.#build(login, passphrase, 'PASSPHRASE', kdf, signing));
    zero(this.#signing?.privateKey);
    this.#signing = signing;
    this.#login = login;
    return signing.publicKey;
  }

  #build(
    login: string,
    secret: string,
    kind: SlotKind,
    kdf: KdfParams,
    signing: SigningKeyPair | null,
  ): Promise<Slot> {
    this.#mustBeOpen();
    return buildSlot({ vaultId: this.vaultId, vaultKey: this.#vaultKey, login, secret, kind, kdf, signing });
  }

  #ownSlot(): Slot {
    this.#mustBeOpen();
    const slot = findSlot(this.#header, this.#login);
    if (!slot) throw new NotFoundError('Das Konto');
    return slot;
  }

  #write(change: Partial<HeaderContent>, revokes: boolean): void {
    this.#mustBeOpen();
    // Somebody may have taken the folder away (a stick, a renamed directory): a header alone would be no vault.
    if (!existsSync(this.dir))
      throw new AppError('VAULT_MISSING', 'Der Tresorordner ist nicht mehr erreichbar.');
    const header = sealHeader({ ...this.#header, ...change }, this.#vaultKey);
    writeHeader(this.dir, header, { revokes });
    this.#header = header;
  }

  #mustBeOpen(): void {
    if (this.#closed)
      throw new AppError('NOT_SIGNED_IN', 'Der Tresor ist geschlossen. Bitte melden Sie sich an.');
  }
}
