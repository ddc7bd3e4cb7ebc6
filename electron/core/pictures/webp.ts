/** WebP (RFC 9649): keeps the one picture, its alpha channel and its colour profile; a moving one is refused. */
import { concat, view } from './bytes';

const KEPT: ReadonlySet<string> = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ICCP']);
/** Bits of the extended header that announce EXIF and XMP. */
const METADATA_BITS = 0x0c;

/** Null for a file that does not hold together. */
export function cleanWebp(bytes: Uint8Array): { bytes: Uint8Array; width: number; height: number } | null {
  const data = view(bytes);
  const declared = data.getUint32(4, true) + 8;
  if (declared > bytes.length) return null;
  const kept: Uint8Array[] = [];
  let size: { width: number; height: number } | null = null;
  for (let at = 12; at + 8 <= declared; ) {
    const type = String.fromCharCode(...bytes.subarray(at, at + 4));
    const length = data.getUint32(at + 4, true);
    const end = at + 8 + length + (length % 2);
    if (at + 8 + length > declared) return null;
    if (type === 'ANIM' || type === 'ANMF') return null;
    // A copy: what was handed over stays as it is.
    const chunk = Uint8Array.from(bytes.subarray(at, Math.min(end, declared)));
    if (type === 'VP8X') chunk[8] = (chunk[8] ?? 0) & ~METADATA_BITS;
    if (KEPT.has(type)) kept.push(chunk);
    size ??= sizeOf(type, chunk);
    at = end;
  }
  if (!size || !kept.some((chunk) => chunk[0] === 0x56 && chunk[3] !== 0x58)) return null;
  const body = concat(kept);
  const head = new Uint8Array(12);
  head.set(bytes.subarray(0, 12));
  view(head).setUint32(4, body.length + 4, true);
  return { bytes: concat([head, body]), ...size };
}

function sizeOf(type: string, chunk: Uint8Array): { width: number; height: number } | null {
  const data = view(chunk);
  const uint24 = (at: number) => data.getUint16(at, true) + data.getUint8(at + 2) * 0x10000;
  switch (type) {
    case 'VP8X':
      return { width: uint24(12) + 1, height: uint24(15) + 1 };
    case 'VP8L': {
      const bits = data.getUint32(9, true);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8 ':
      return { width: data.getUint16(14, true) & 0x3fff, height: data.getUint16(16, true) & 0x3fff };
    default:
      return null;
  }
}
