/**
 * Looks into a ZIP before a library unpacks it: every entry is unpacked once with a hard limit and its checksum is
 * compared, because the sizes that a ZIP declares may be lies. ZIP64 and encrypted entries are refused; an office's
 * list of at most 25 MB has neither.
 */
import { crc32, inflateRawSync } from 'node:zlib';
import { ListFileError, MAX_UNPACKED_BYTES } from './read-errors';

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const MAX_ENTRIES = 5_000;

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly flags: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly offset: number;
}

function findEnd(zip: Buffer): number {
  const lowest = Math.max(0, zip.length - 65_557);
  for (let at = zip.length - 22; at >= lowest; at -= 1) {
    if (zip.readUInt32LE(at) === END) return at;
  }
  throw new ListFileError('DAMAGED');
}

function readDirectory(zip: Buffer): readonly Entry[] {
  const end = findEnd(zip);
  const count = zip.readUInt16LE(end + 10);
  if (count > MAX_ENTRIES) throw new ListFileError('ZIP_BOMB');
  let at = zip.readUInt32LE(end + 16);
  return Array.from({ length: count }, () => {
    if (zip.readUInt32LE(at) !== CENTRAL) throw new ListFileError('DAMAGED');
    const nameLength = zip.readUInt16LE(at + 28);
    const entry = {
      flags: zip.readUInt16LE(at + 8),
      method: zip.readUInt16LE(at + 10),
      crc: zip.readUInt32LE(at + 16),
      packedSize: zip.readUInt32LE(at + 20),
      offset: zip.readUInt32LE(at + 42),
      name: zip.toString('utf8', at + 46, at + 46 + nameLength),
    };
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
    return entry;
  });
}

function unpack(zip: Buffer, entry: Entry, room: number): Buffer {
  if ((entry.flags & 1) !== 0) throw new ListFileError('PASSWORD_PROTECTED');
  if (zip.readUInt32LE(entry.offset) !== LOCAL) throw new ListFileError('DAMAGED');
  const start = entry.offset + 30 + zip.readUInt16LE(entry.offset + 26) + zip.readUInt16LE(entry.offset + 28);
  const packed = zip.subarray(start, start + entry.packedSize);
  if (packed.length !== entry.packedSize) throw new ListFileError('DAMAGED');
  if (entry.method === 0) return packed;
  if (entry.method !== 8) throw new ListFileError('DAMAGED');
  try {
    return inflateRawSync(packed, { maxOutputLength: room });
  } catch (error) {
    const tooLarge =
      error instanceof RangeError ||
      (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE');
    throw new ListFileError(tooLarge ? 'ZIP_BOMB' : 'DAMAGED', { cause: error });
  }
}

export interface ZipContents {
  readonly names: readonly string[];
  /** Contents of the wanted entries that exist. */
  readonly wanted: ReadonlyMap<string, Buffer>;
}

/**
 * Checks the whole archive; throws ListFileError DAMAGED, ZIP_BOMB or PASSWORD_PROTECTED. `wanted` names entries whose
 * contents are returned.
 */
export function inspectZip(zip: Buffer, wanted: ReadonlySet<string>): ZipContents {
  const contents = new Map<string, Buffer>();
  try {
    const entries = readDirectory(zip);
    let room = MAX_UNPACKED_BYTES;
    for (const entry of entries) {
      const bytes = unpack(zip, entry, Math.max(1, room));
      room -= bytes.length;
      if (room <= 0) throw new ListFileError('ZIP_BOMB');
      if (crc32(bytes) !== entry.crc) throw new ListFileError('DAMAGED');
      if (wanted.has(entry.name)) contents.set(entry.name, bytes);
    }
    return { names: entries.map((entry) => entry.name), wanted: contents };
  } catch (error) {
    if (error instanceof ListFileError) throw error;
    // Reading beyond the end of the buffer: the directory points nowhere.
    throw new ListFileError('DAMAGED', { cause: error });
  }
}
