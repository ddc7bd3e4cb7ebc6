/** PNG (ISO/IEC 15948): keeps the chunks that make the picture; texts, times, EXIF and frames of a moving one go. */
import { concat, view } from './bytes';

const KEPT: ReadonlySet<string> = new Set([
  'IHDR',
  'PLTE',
  'IDAT',
  'IEND',
  'tRNS',
  'gAMA',
  'cHRM',
  'sRGB',
  'iCCP',
  'sBIT',
  'pHYs',
]);

/** Null for a file that does not hold together. */
export function cleanPng(bytes: Uint8Array): { bytes: Uint8Array; width: number; height: number } | null {
  const data = view(bytes);
  const kept: Uint8Array[] = [bytes.subarray(0, 8)];
  let size: { width: number; height: number } | null = null;
  let hasPixels = false;
  let at = 8;
  for (;;) {
    const length = data.getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const end = at + 12 + length;
    if (end > bytes.length || !/^[A-Za-z]{4}$/u.test(type)) return null;
    if (size === null) {
      if (type !== 'IHDR' || length !== 13) return null;
      size = { width: data.getUint32(at + 8), height: data.getUint32(at + 12) };
    }
    if (KEPT.has(type)) kept.push(bytes.subarray(at, end));
    // An unknown chunk that a decoder may not skip.
    else if (/^[A-Z]/u.test(type)) return null;
    hasPixels ||= type === 'IDAT';
    if (type === 'IEND') break;
    at = end;
  }
  return hasPixels ? { bytes: concat(kept), ...size } : null;
}
