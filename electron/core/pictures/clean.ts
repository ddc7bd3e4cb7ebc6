/**
 * Takes a picture apart and puts together again only what shows it: no EXIF (place, device, time), no comments, no
 * embedded previews, nothing behind its end. What it is, the first bytes decide, never a name. Pure functions on bytes.
 */
import { PICTURE_LIMITS, type PictureType } from '#shared/domain/picture';
import { cleanJpeg } from './jpeg';
import { cleanPng } from './png';
import { cleanWebp } from './webp';

export interface CleanPicture {
  readonly mediaType: PictureType;
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Damaged or not what it says; the text is a German sentence without data of the file. */
export class BadPicture extends Error {}

const CLEANERS: readonly {
  readonly mediaType: PictureType;
  readonly fits: (bytes: Uint8Array) => boolean;
  readonly clean: (bytes: Uint8Array) => Omit<CleanPicture, 'mediaType'> | null;
}[] = [
  { mediaType: 'image/jpeg', fits: (b) => begins(b, [0xff, 0xd8, 0xff]), clean: cleanJpeg },
  {
    mediaType: 'image/png',
    fits: (b) => begins(b, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    clean: cleanPng,
  },
  {
    mediaType: 'image/webp',
    fits: (b) => begins(b, [0x52, 0x49, 0x46, 0x46]) && begins(b.subarray(8), [0x57, 0x45, 0x42, 0x50]),
    clean: cleanWebp,
  },
];

/** @throws BadPicture */
export function cleanPicture(bytes: Uint8Array): CleanPicture {
  const cleaner = CLEANERS.find(({ fits }) => fits(bytes));
  if (!cleaner)
    throw new BadPicture(
      'Diese Datei ist kein Bild im Format JPEG, PNG oder WebP. Bitte in eines davon umwandeln.',
    );
  let cleaned: ReturnType<typeof cleaner.clean>;
  try {
    cleaned = cleaner.clean(bytes);
  } catch (error) {
    // A length that points behind the end of the file.
    if (!(error instanceof RangeError)) throw error;
    cleaned = null;
  }
  if (!cleaned)
    throw new BadPicture(
      'Das Bild ist beschädigt, bewegt oder in einer Form gespeichert, die hier nicht gelesen wird. Bitte neu als JPEG speichern.',
    );
  const { width, height } = cleaned;
  const { edge, pixels } = PICTURE_LIMITS;
  if (width < 1 || height < 1 || width > edge || height > edge || width * height > pixels)
    throw new BadPicture(
      `Das Bild ist zu groß (höchstens ${edge.toLocaleString('de-DE')} Bildpunkte je Kante und 60 Millionen im Ganzen). Bitte verkleinern.`,
    );
  return { mediaType: cleaner.mediaType, ...cleaned };
}

function begins(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((value, index) => bytes[index] === value);
}
