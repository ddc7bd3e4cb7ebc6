/** Bytes on their way from the interface into an operation. They live in memory only and die with the process. */
import { newId } from './ids';

const MAX_WAITING = 4;
const MAX_BYTES = 25 * 1024 * 1024;

export class Transfers {
  readonly #waiting = new Map<string, { readonly bytes: Uint8Array }>();

  /** Keeps the bytes and returns their id; the oldest make room. Null if they are too large. */
  put(bytes: Uint8Array): string | null {
    if (bytes.byteLength > MAX_BYTES) return null;
    const id = newId();
    this.#waiting.set(id, { bytes });
    for (const oldest of this.#waiting.keys()) {
      if (this.#waiting.size <= MAX_WAITING) break;
      this.#waiting.delete(oldest);
    }
    return id;
  }

  get(id: string): { readonly bytes: Uint8Array } | undefined {
    return this.#waiting.get(id);
  }

  drop(id: string): void {
    this.#waiting.delete(id);
  }
}
