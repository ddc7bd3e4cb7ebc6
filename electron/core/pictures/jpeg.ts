/** JPEG (ITU-T T.81): keeps what decodes the picture, its colour profile and its orientation. */
import { concat, view } from './bytes';

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const APP0 = 0xe0;
const APP1 = 0xe1;
const APP2 = 0xe2;
const APP14 = 0xee;
const DHT = 0xc4;
const DAC = 0xcc;
const JPG = 0xc8;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Null for a file that does not hold together. */
export function cleanJpeg(bytes: Uint8Array): (Size & { bytes: Uint8Array }) | null {
  const data = view(bytes);
  const kept: Uint8Array[] = [Uint8Array.of(0xff, SOI)];
  let size: Size | null = null;
  let orientation = 1;
  let at = 2;
  for (;;) {
    if (data.getUint8(at) !== 0xff) return null;
    const marker = data.getUint8(at + 1);
    // Fill bytes may stand before a marker.
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === EOI) break;
    if (marker < 0xc0) return null;
    const length = data.getUint16(at + 2);
    if (length < 2) return null;
    const end = at + 2 + length;
    const segment = bytes.subarray(at, end);
    if (segment.length !== length + 2) return null;
    if (isFrame(marker)) size = { height: data.getUint16(at + 5), width: data.getUint16(at + 7) };
    if (marker === APP1) orientation = orientationOf(segment) ?? orientation;
    if (isKept(marker, segment)) kept.push(segment);
    at = end;
    if (marker === SOS) {
      const next = endOfScan(bytes, at);
      if (next === null) return null;
      kept.push(bytes.subarray(at, next));
      at = next;
    }
  }
  if (!size) return null;
  const [start = new Uint8Array(), ...rest] = kept;
  const turned = orientation === 1 ? [] : [orientationSegment(orientation)];
  return {
    ...upright(size, orientation),
    bytes: concat([start, ...turned, ...rest, Uint8Array.of(0xff, EOI)]),
  };
}

const isFrame = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && marker !== DHT && marker !== DAC && marker !== JPG;

function isKept(marker: number, segment: Uint8Array): boolean {
  // JFIF with an embedded preview (JFXX) goes; the colour profile and Adobe's colour transform stay.
  if (marker === APP0) return textAt(segment, 4) === 'JFIF' && segment.length === 18;
  if (marker === APP2) return textAt(segment, 4) === 'ICC_PROFILE';
  if (marker === APP14) return textAt(segment, 4) === 'Adobe';
  const isApplication = marker >= APP0 && marker <= 0xef;
  const isComment = marker === 0xfe;
  return !isApplication && !isComment;
}

/** First marker behind the coded data that begins at `at`; null where there is none. */
function endOfScan(bytes: Uint8Array, at: number): number | null {
  for (let index = at; index + 1 < bytes.length; index += 1) {
    if (bytes[index] !== 0xff) continue;
    const next = bytes[index + 1] ?? 0;
    const isData = next === 0 || next === 0xff || (next >= 0xd0 && next <= 0xd7);
    if (!isData) return index;
  }
  return null;
}

function textAt(bytes: Uint8Array, at: number): string {
  const end = bytes.indexOf(0, at);
  return end === -1 || end - at > 20 ? '' : String.fromCharCode(...bytes.subarray(at, end));
}

/** The one thing of EXIF that is needed to see the picture upright. */
function orientationOf(segment: Uint8Array): number | null {
  if (textAt(segment, 4) !== 'Exif' || segment.length < 24) return null;
  const tiff = segment.subarray(10);
  const data = view(tiff);
  const little = data.getUint16(0) === 0x4949;
  const start = data.getUint32(4, little);
  if (start + 2 > tiff.length) return null;
  const entries = data.getUint16(start, little);
  for (let index = 0; index < entries; index += 1) {
    const at = start + 2 + index * 12;
    if (at + 12 > tiff.length) return null;
    if (data.getUint16(at, little) !== 0x0112) continue;
    const value = data.getUint16(at + 8, little);
    return value >= 1 && value <= 8 ? value : null;
  }
  return null;
}

/** EXIF with the orientation and nothing else. */
function orientationSegment(orientation: number): Uint8Array {
  const tiff = [
    0x4d,
    0x4d,
    0,
    42,
    0,
    0,
    0,
    8,
    0,
    1,
    0x01,
    0x12,
    0,
    3,
    0,
    0,
    0,
    1,
    0,
    orientation,
    0,
    0,
    0,
    0,
    0,
    0,
  ];
  const body = [0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff];
  return Uint8Array.of(0xff, APP1, 0, body.length + 2, ...body);
}

function upright({ width, height }: Size, orientation: number): Size {
  return orientation >= 5 ? { width: height, height: width } : { width, height };
}
