/**
 * Keys that people read from paper and type: the recovery key and one-time codes.
 *
 * Alphabet: Crockford's base 32, without I, L, O and U; what is easily misread is read as meant (O as 0, I and L as 1).
 * Recovery key: 256 bits in 52 characters, then 4 characters of checksum, 14 groups of 4.
 */
import { randomInt } from 'node:crypto';
import { AppError } from '../errors';
import { KEY_BYTES, sha256Hex, zero } from './keys';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUP = 4;
const DATA_CHARS = 52;
const CHECK_CHARS = 4;
/** 20 characters of 5 bits: with Argon2id far out of reach of guessing. */
const CODE_CHARS = 20;

/** Prints 32 bytes as `XXXX-XXXX-…`, 14 groups. */
export function formatRecoveryKey(key: Uint8Array): string {
  if (key.length !== KEY_BYTES) throw new RangeError('Der Wiederherstellungsschlüssel hat 32 Byte.');
  const bits = BigInt(`0x${Buffer.from(key).toString('hex')}`) << 4n;
  let text = '';
  for (let index = DATA_CHARS - 1; index >= 0; index -= 1)
    text += ALPHABET.charAt(Number((bits >> BigInt(5 * index)) & 31n));
  return grouped(text + checksum(text));
}

/**
 * Reads a typed key: case, spaces and dashes do not matter. Throws an AppError (INVALID_INPUT, field `recoveryKey`)
 * that names the group with the mistake where this can be told.
 */
export function parseRecoveryKey(typed: string): Buffer {
  const text = readable(typed);
  for (const [index, char] of [...text].entries()) {
    if (!ALPHABET.includes(char))
      throw typo(`In Gruppe ${groupOf(index)} steht ein Zeichen, das nicht vorkommt („${char}“).`);
  }
  if (text.length !== DATA_CHARS + CHECK_CHARS) {
    throw typo(
      `Es sind ${text.length} Zeichen; der Schlüssel hat ${DATA_CHARS + CHECK_CHARS} (14 Gruppen zu ${GROUP}).`,
    );
  }
  if (!isConsistent(text)) {
    const group = likelyGroup(text);
    throw typo(
      group
        ? `Bitte Gruppe ${group} mit dem Ausdruck vergleichen.`
        : 'Bitte jede Gruppe mit dem Ausdruck vergleichen.',
    );
  }
  return decode(text.slice(0, DATA_CHARS));
}

/** Whether a text has the form of a recovery key, so that a mistake in it is worth explaining. */
export function looksLikeRecoveryKey(typed: string): boolean {
  return (
    readable(typed).length === DATA_CHARS + CHECK_CHARS && /^([^\s-]{4}[\s-]+){13}[^\s-]{4}\s*$/u.test(typed)
  );
}

/** A code that an administrator hands over once: 100 random bits in five groups of four. */
export function generateOneTimeCode(): string {
  let code = '';
  for (let index = 0; index < CODE_CHARS; index += 1) code += ALPHABET.charAt(randomInt(ALPHABET.length));
  return grouped(code);
}

/** The form of a one-time code that goes into the key derivation, however it was typed. */
export const normaliseOneTimeCode = readable;

function readable(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}_.]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
}

const grouped = (text: string): string => text.match(/.{1,4}/g)?.join('-') ?? '';
const groupOf = (index: number): number => Math.floor(index / GROUP) + 1;

/** 20 bits of SHA-256 over the data characters. */
function checksum(data: string): string {
  const bits = Number.parseInt(sha256Hex(`pmk-fallakte/recovery-check\n${data}`).slice(0, 5), 16);
  let text = '';
  for (let index = CHECK_CHARS - 1; index >= 0; index -= 1)
    text += ALPHABET.charAt((bits >> (5 * index)) & 31);
  return text;
}

function isConsistent(text: string): boolean {
  const data = text.slice(0, DATA_CHARS);
  // 52 characters hold 260 bits: the last four are zero in a printed key.
  return (
    checksum(data) === text.slice(DATA_CHARS) && (ALPHABET.indexOf(data.charAt(DATA_CHARS - 1)) & 15) === 0
  );
}

function decode(data: string): Buffer {
  let bits = 0n;
  for (const char of data) bits = (bits << 5n) | BigInt(ALPHABET.indexOf(char));
  const key = Buffer.from((bits >> 4n).toString(16).padStart(2 * KEY_BYTES, '0'), 'hex');
  if (key.length === KEY_BYTES) return key;
  zero(key);
  throw typo('Bitte jede Gruppe mit dem Ausdruck vergleichen.');
}

/** The group in which one wrong character, or two swapped ones, would explain the checksum; null if none or several do. */
function likelyGroup(text: string): number | null {
  const groups = new Set<number>();
  for (let index = 0; index < text.length; index += 1) {
    const before = text.slice(0, index);
    for (const char of ALPHABET) {
      if (char !== text.charAt(index) && isConsistent(before + char + text.slice(index + 1)))
        groups.add(groupOf(index));
    }
    const swapped = before + text.charAt(index + 1) + text.charAt(index) + text.slice(index + 2);
    if (swapped !== text && isConsistent(swapped)) groups.add(groupOf(index));
  }
  const [only, ...others] = groups;
  return only !== undefined && others.length === 0 ? only : null;
}

function typo(hint: string): AppError {
  const message = `Der Wiederherstellungsschlüssel ist nicht richtig abgeschrieben. ${hint}`;
  return new AppError('INVALID_INPUT', message, { recoveryKey: message });
}
