/** Names and writing of documents that leave the application on the user's request. */
import { randomUUID } from 'node:crypto';
import { link, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';

const RESERVED_ON_WINDOWS = /^(con|prn|aux|nul|com\d|lpt\d)$/iu;
const MAX_NAME_LENGTH = 120;

/**
 * A file name that is valid on Windows and Linux and says nothing about a path: separators, control characters
 * and characters that Windows refuses become `_`, leading dots go, the length is bounded. Never empty.
 */
export function safeFileName(suggested: string): string {
  const cleaned = suggested
    .normalize('NFC')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what has to go
    .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069<>:"/\\|?*]/gu, '_')
    .replace(/^[.\s]+|[.\s]+$/gu, '');
  const last = extname(cleaned);
  const extension = /^\.[a-z0-9]{1,8}$/iu.test(last) ? last : '';
  const stem = cleaned
    .slice(0, cleaned.length - extension.length)
    .slice(0, MAX_NAME_LENGTH - extension.length);
  const trimmed = stem.trim() === '' ? 'Dokument' : stem.trim();
  return (RESERVED_ON_WINDOWS.test(trimmed) ? `_${trimmed}` : trimmed) + extension;
}

/** Writes a private (0600) sibling of `target`, flushed to the disk, and returns its path. */
async function writeSibling(target: string, bytes: Uint8Array): Promise<string> {
  const temporary = join(dirname(target), `.${randomUUID()}.teil`);
  const handle = await open(temporary, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } catch (error) {
    await handle.close();
    await rm(temporary, { force: true });
    throw error;
  }
  await handle.close();
  return temporary;
}

/** Writes `bytes` to `file` in one step: the old content or the whole new one, nothing between. */
export async function replaceFile(file: string, bytes: Uint8Array): Promise<void> {
  const temporary = await writeSibling(file, bytes);
  try {
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Gives `temporary` the name `target` if that is free; false if it is taken. */
async function claim(temporary: string, target: string): Promise<boolean> {
  try {
    await link(temporary, target);
    await rm(temporary, { force: true });
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'EEXIST') return false;
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS') throw error;
  }
  // File systems without hard links (FAT): reserve the name, then put the content there.
  try {
    await (await open(target, 'wx', 0o600)).close();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
  await rename(temporary, target);
  return true;
}

/**
 * Writes `bytes` into `folder` without ever overwriting: a name that is taken gets " (2)", " (3)" …
 * @returns the name of the file inside of `folder`
 */
export async function writeNewFile(
  folder: string,
  suggestedName: string,
  bytes: Uint8Array,
): Promise<string> {
  const name = safeFileName(suggestedName);
  const extension = extname(name);
  const stem = basename(name, extension);
  const temporary = await writeSibling(join(folder, name), bytes);
  try {
    for (let copy = 1; copy < 10_000; copy += 1) {
      const candidate = copy === 1 ? name : `${stem} (${copy})${extension}`;
      if (await claim(temporary, join(folder, candidate))) return candidate;
    }
    throw new Error('Kein freier Dateiname im Ablageordner');
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
