/** Searches what a program has left on the disk for texts that must not be there in the clear. */
import { randomInt } from 'node:crypto';
import { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';

/** A name that is in no file of this machine: a stem with an umlaut and a tail of plain letters (names have no digits). */
export function newCanary(stem: string): string {
  const letters = Array.from({ length: TAIL }, () => 'abcdefghijklmnoprstuvwz'[randomInt(23)]).join('');
  return `${stem}ü${letters}`;
}
const TAIL = 12;

/**
 * What is searched for: the tail, which reads the same in UTF-8, Latin-1, addresses and JSON, in both cases and in both
 * orders of UTF-16, and the beginning of the whole in Base64.
 */
export function needlesOf(canary: string): readonly Buffer[] {
  const tail = canary.slice(-TAIL);
  const spellings = [tail, tail.toUpperCase()];
  return [
    ...spellings.flatMap((text) => [
      Buffer.from(text, 'utf8'),
      Buffer.from(text, 'utf16le'),
      Buffer.from(text, 'utf16le').swap16(),
    ]),
    Buffer.from(Buffer.from(canary).toString('base64').replace(/=+$/u, '').slice(0, -2)),
  ];
}

export interface SearchOptions {
  /** Files older than this (ms since the epoch) were not written by the program. */
  readonly since?: number;
  /** Folders that are left out: the documents that were asked for, packages. */
  readonly except?: readonly string[];
}

/** Largest file that is read; larger ones are reported, so that nothing is passed over in silence. */
const MAX_BYTES = 512 * 1024 * 1024;

/** Path and canary of every find, in content and in names of files and folders. */
export function tracesIn(
  roots: readonly string[],
  canaries: readonly string[],
  options: SearchOptions = {},
): { readonly finds: readonly string[]; readonly files: number } {
  const needles = canaries.flatMap((canary) => needlesOf(canary).map((needle) => ({ canary, needle })));
  const finds: string[] = [];
  let files = 0;
  const look = (path: string) => {
    if (options.except?.some((folder) => path === folder || path.startsWith(folder + sep))) return;
    const stat = quietly(() => lstatSync(path));
    if (!stat) return;
    for (const { canary, needle } of needles)
      if (Buffer.from(path).includes(needle)) finds.push(`Name ${path}: ${canary}`);
    if (stat.isDirectory()) {
      for (const name of quietly(() => readdirSync(path)) ?? []) look(join(path, name));
      return;
    }
    if (!stat.isFile() || Math.max(stat.mtimeMs, stat.ctimeMs) < (options.since ?? 0)) return;
    files += 1;
    if (stat.size > MAX_BYTES) finds.push(`zu groß zum Lesen: ${path}`);
    else finds.push(...findsIn(path, needles));
  };
  for (const root of roots) if (existsSync(root)) look(root);
  return { finds, files };
}

function findsIn(path: string, needles: readonly { canary: string; needle: Buffer }[]): string[] {
  const bytes = quietly(() => readFileSync(path));
  if (!bytes) return [];
  const texts = [bytes, ...unpacked(bytes)];
  const found = new Set(
    needles.filter(({ needle }) => texts.some((text) => text.includes(needle))).map(({ canary }) => canary),
  );
  return [...found].map((canary) => `${path}: ${canary}`);
}

/** What a compressed file holds; a cache may keep its entries so. */
function unpacked(bytes: Buffer): Buffer[] {
  return [gunzipSync, inflateSync, brotliDecompressSync].flatMap(
    (unpack) => quietly(() => unpack(bytes)) ?? [],
  );
}

/** Files may go while they are looked at: the program is running. */
function quietly<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}

/** This process's descendants (Linux). */
export function descendants(pid: number): number[] {
  const children = quietly(() => readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')) ?? '';
  const own = children.trim().split(' ').filter(Boolean).map(Number);
  return [...own, ...own.flatMap(descendants)];
}

/** Files on a disk (not in memory) that the processes hold open, those included that have no name any more. */
export function openFilesOf(pids: readonly number[]): string[] {
  return pids.flatMap((pid) => {
    const folder = `/proc/${pid}/fd`;
    return (quietly(() => readdirSync(folder)) ?? []).flatMap((fd) => {
      const path = join(folder, fd);
      const target = quietly(() => readlinkSync(path)) ?? '';
      const stat = quietly(() => statSync(path));
      const inMemory = /^\/(?:dev\/shm|memfd:)/u.test(target);
      return stat?.isFile() && target.startsWith('/') && !inMemory ? [path] : [];
    });
  });
}

/** As `tracesIn` for files that only an open handle reaches. */
export function tracesInOpenFiles(pids: readonly number[], canaries: readonly string[]): string[] {
  const needles = canaries.flatMap((canary) => needlesOf(canary).map((needle) => ({ canary, needle })));
  return openFilesOf(pids).flatMap((path) => findsIn(path, needles));
}
