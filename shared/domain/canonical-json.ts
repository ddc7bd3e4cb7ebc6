/**
 * Canonical JSON (RFC 8785, JSON Canonicalization Scheme) for everything that is hashed or signed: object keys sorted by
 * UTF-16 code units, no white space, numbers as ECMAScript writes them, strings left as they are (no normalisation).
 */

export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/** Deeper nesting than any record has; it stops circular structures with a clear error. */
const MAX_DEPTH = 100;

/**
 * Returns the canonical text. Throws TypeError for what JSON cannot carry unambiguously (undefined, NaN, infinity,
 * bigint, functions, lone surrogates, class instances, circular structures): a signature over a value that was
 * dropped in silence would prove something else than what the signer saw.
 */
export function canonicalJson(value: JsonValue): string {
  return write(value, 0);
}

function write(value: unknown, depth: number): string {
  if (depth > MAX_DEPTH) throw new TypeError('canonical JSON: nested too deeply or circular');
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return writeNumber(value);
  if (typeof value === 'string') return writeString(value);
  if (Array.isArray(value)) return `[${Array.from(value, (item) => write(item, depth + 1)).join(',')}]`;
  if (isPlainObject(value)) {
    const members = Object.keys(value)
      .sort()
      .map((key) => `${writeString(key)}:${write(value[key], depth + 1)}`);
    return `{${members.join(',')}}`;
  }
  throw new TypeError(`canonical JSON: ${typeof value} is not allowed`);
}

function writeNumber(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError('canonical JSON: number is not finite');
  return JSON.stringify(value);
}

function writeString(value: string): string {
  if (!value.isWellFormed()) throw new TypeError('canonical JSON: lone surrogate in string');
  return JSON.stringify(value);
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
