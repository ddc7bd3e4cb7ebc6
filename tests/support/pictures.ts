/** Invented pictures made of bytes: grey JPEGs and abstract portraits as PNG. No real face is in this project. */
import { crc32, deflateSync } from 'node:zlib';
import type { Input } from '#shared/contract/index';
import { LABEL } from './records';

const u16 = (value: number) => [value >> 8, value & 255];
const u32 = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
const segment = (marker: number, body: readonly number[]) => [0xff, marker, ...u16(body.length + 2), ...body];
const ascii = (text: string) => [...text].map((letter) => letter.charCodeAt(0));

/** A grey baseline JPEG of any size: every block has no coefficient. `extra`: segments right behind the start. */
export function greyJpeg(width: number, height: number, extra: readonly number[] = []): Uint8Array {
  const blocks = Math.ceil(width / 8) * Math.ceil(height / 8);
  const bits = blocks * 2;
  const scan = new Array<number>(Math.ceil(bits / 8)).fill(0);
  // Unused bits at the end are ones.
  if (bits % 8 !== 0) scan[scan.length - 1] = 0xff >> (bits % 8);
  return Uint8Array.from([
    0xff,
    0xd8,
    ...extra,
    ...segment(0xdb, [0, ...new Array<number>(64).fill(16)]),
    ...segment(0xc0, [8, ...u16(height), ...u16(width), 1, 1, 0x11, 0]),
    ...segment(0xc4, [0x00, 1, ...new Array<number>(15).fill(0), 0]),
    ...segment(0xc4, [0x10, 1, ...new Array<number>(15).fill(0), 0]),
    ...segment(0xda, [1, 1, 0x00, 0, 63, 0]),
    ...scan,
    0xff,
    0xd9,
  ]);
}

/** EXIF with a place, a camera and an orientation. */
export function exifSegment(orientation: number, secret: string): number[] {
  const entries = [
    [...u16(0x010f), ...u16(2), ...u32(secret.length), ...u32(8 + 2 + 24 + 4)],
    [...u16(0x0112), ...u16(3), ...u32(1), ...u16(orientation), 0, 0],
  ];
  const tiff = [0x4d, 0x4d, 0, 42, ...u32(8), ...u16(2), ...entries.flat(), ...u32(0), ...ascii(secret)];
  return segment(0xe1, [...ascii('Exif'), 0, 0, ...tiff]);
}

export const commentSegment = (text: string) => segment(0xfe, ascii(text));

export function chunk(type: string, data: Uint8Array): Uint8Array {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  return Buffer.concat([Uint8Array.from(u32(data.length)), typed, Uint8Array.from(u32(crc32(typed)))]);
}

const PNG_START = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/** `paint` gives the colour of a point; `extra` chunks stand before the pixels. */
export function png(
  width: number,
  height: number,
  paint: (x: number, y: number) => readonly [number, number, number],
  extra: readonly Uint8Array[] = [],
): Uint8Array {
  const raw = Buffer.alloc(height * (1 + width * 3));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) raw.set(paint(x, y), y * (1 + width * 3) + 1 + x * 3);
  }
  return Buffer.concat([
    PNG_START,
    chunk('IHDR', Uint8Array.from([...u32(width), ...u32(height), 8, 2, 0, 0, 0])),
    ...extra,
    chunk('IDAT', deflateSync(raw)),
    chunk('IEND', new Uint8Array()),
  ]);
}

/** Head and shoulders as two flat shapes before a plain ground. */
export function portrait(seed = 0, width = 360, height = 450): Uint8Array {
  const ground: [number, number, number] = [196 - seed * 9, 204, 212 - seed * 5];
  const skin: [number, number, number] = [150 + seed * 8, 132, 118];
  const cloth: [number, number, number] = [62, 78 + seed * 10, 96];
  return png(width, height, (x, y) => {
    const dx = (x - width / 2) / width;
    const dy = (y - height * 0.4) / height;
    if ((dx / 0.2) ** 2 + (dy / 0.22) ** 2 < 1) return skin;
    const sy = (y - height * 1.02) / height;
    return (dx / 0.42) ** 2 + (sy / 0.36) ** 2 < 1 ? cloth : ground;
  });
}

/** One transparent point, lossless. */
export const WEBP = Buffer.from('UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==', 'base64');

export function pictureInput(
  personId: string,
  transferIds: { transferId: string; previewTransferId: string },
  more: Partial<Input<'pictures.add'>> = {},
): Input<'pictures.add'> {
  return {
    personId,
    ...transferIds,
    takenOn: '2025-03',
    origin: 'ED_BEHANDLUNG',
    source: 'ED-Unterlagen 501000-012345-25/1',
    note: '',
    releasedTo: [],
    personCategory: 'VERDACHT_STRAFTAT',
    label: { ...LABEL, collectionMeans: 'ED_BEHANDLUNG' },
    ...more,
  };
}
