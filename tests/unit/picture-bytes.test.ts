import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { previewSize } from '#shared/domain/picture';
import { BadPicture, cleanPicture } from '../../electron/core/pictures/clean';
import { chunk, commentSegment, exifSegment, greyJpeg, png, portrait, WEBP } from '../support/pictures';

const holds = (bytes: Uint8Array, text: string) => Buffer.from(bytes).includes(text);
const utf8 = (text: string) => Uint8Array.from(Buffer.from(text));

/** WebP with an extended header that announces EXIF, and the EXIF behind the picture. */
function extendedWebp(secret: string): Uint8Array {
  const riff = (type: string, data: Uint8Array) => {
    const head = Buffer.alloc(8);
    head.write(type, 'latin1');
    head.writeUInt32LE(data.length, 4);
    return Buffer.concat([head, data, new Uint8Array(data.length % 2)]);
  };
  const body = Buffer.concat([
    Buffer.from('WEBP'),
    riff('VP8X', Uint8Array.of(0x18, 0, 0, 0, 0, 0, 0, 0, 0, 0)),
    WEBP.subarray(12),
    riff('EXIF', utf8(secret)),
  ]);
  return Buffer.concat([riff('RIFF', body)]);
}

/** Says 11 000 × 6 000 and has a few pixels only. */
function giantPng(): Uint8Array {
  const head = Uint8Array.from(Buffer.from('00002af80000177008020000 00'.replace(' ', ''), 'hex'));
  const small = Buffer.from(png(1, 1, () => [0, 0, 0]));
  return Buffer.concat([small.subarray(0, 8), chunk('IHDR', head), small.subarray(33)]);
}

describe('a picture that is taken in', () => {
  it('as JPEG loses place, camera, comments and what stands behind its end, and stays upright', () => {
    const extra = [...exifSegment(6, 'GPS 51.4556 N Kamera'), ...commentSegment('von K. Muster')];
    const file = Buffer.concat([greyJpeg(40, 24, extra), utf8('<script>versteckt</script>')]);
    const clean = cleanPicture(file);
    // Orientation 6 turns it: 40 × 24 is seen as 24 × 40.
    expect(clean).toMatchObject({ mediaType: 'image/jpeg', width: 24, height: 40 });
    for (const secret of ['GPS', 'Kamera', 'Muster', 'script']) {
      expect(holds(file, secret)).toBe(true);
      expect(holds(clean.bytes, secret)).toBe(false);
    }
    const exif = Buffer.from(clean.bytes).indexOf('Exif');
    expect([...clean.bytes.subarray(exif + 14, exif + 28)]).toEqual([
      0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0,
    ]);
    expect(cleanPicture(clean.bytes)).toEqual(clean);
  });

  it('as JPEG without metadata stays as it is', () => {
    const file = greyJpeg(16, 9);
    expect(Buffer.from(cleanPicture(file).bytes).equals(Buffer.from(file))).toBe(true);
  });

  it('as PNG loses texts, times and EXIF', () => {
    const extra = [
      chunk('tEXt', utf8('Author\0Muster')),
      chunk('eXIf', utf8('GPS')),
      chunk('tIME', new Uint8Array(7)),
    ];
    const plain = png(5, 4, () => [10, 20, 30]);
    const clean = cleanPicture(png(5, 4, () => [10, 20, 30], extra));
    expect(clean).toMatchObject({ mediaType: 'image/png', width: 5, height: 4 });
    expect(Buffer.from(clean.bytes).equals(Buffer.from(plain))).toBe(true);
  });

  it('as WebP loses EXIF and the bit that announces it', () => {
    const file = extendedWebp('GPS 51.4556');
    const clean = cleanPicture(file);
    expect(clean).toMatchObject({ mediaType: 'image/webp', width: 1, height: 1 });
    expect([holds(file, 'GPS'), holds(clean.bytes, 'GPS')]).toEqual([true, false]);
    expect([file[20], clean.bytes[20]]).toEqual([0x18, 0x10]);
    expect(Buffer.from(clean.bytes).readUInt32LE(4)).toBe(clean.bytes.length - 8);
  });

  it.each<[string, Uint8Array, string]>([
    [
      'an SVG',
      utf8('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'),
      'JPEG, PNG oder WebP',
    ],
    ['a GIF', utf8('GIF89a\x01\0\x01\0'), 'JPEG, PNG oder WebP'],
    ['a PDF', utf8('%PDF-1.7'), 'JPEG, PNG oder WebP'],
    ['nothing', new Uint8Array(), 'JPEG, PNG oder WebP'],
    ['half a JPEG', greyJpeg(16, 9).subarray(0, 90), 'beschädigt'],
    ['half a PNG', portrait().subarray(0, 200), 'beschädigt'],
    [
      'a moving PNG of which only the frames are there',
      png(0, 0, () => [0, 0, 0]).subarray(0, 33),
      'beschädigt',
    ],
    ['a JPEG without a frame', Uint8Array.of(0xff, 0xd8, 0xff, 0xd9), 'beschädigt'],
    ['a picture of 60 000 points on an edge', greyJpeg(8, 60_000), 'zu groß'],
    ['a PNG that would unfold to gigabytes', giantPng(), 'zu groß'],
  ])('is refused if it is %s', (_name, bytes, sentence) => {
    expect(() => cleanPicture(bytes)).toThrow(BadPicture);
    expect(() => cleanPicture(bytes)).toThrow(sentence);
  });

  it('may be anything: damaged bytes end in a sentence or in a picture, never in a crash', () => {
    const originals = [greyJpeg(24, 16, exifSegment(3, 'x')), portrait(0, 12, 15), extendedWebp('x')];
    fc.assert(
      fc.property(
        fc.constantFrom(...originals),
        fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { maxLength: 6 }),
        fc.nat(400),
        (original, changes, length) => {
          const bytes = Uint8Array.from(original.subarray(0, length));
          for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
          try {
            const clean = cleanPicture(bytes);
            expect(clean.width).toBeGreaterThan(0);
          } catch (error) {
            expect(error).toBeInstanceOf(BadPicture);
          }
        },
      ),
      { numRuns: 400 },
    );
  });
});

describe('the size of a preview', () => {
  it.each([
    [3000, 4000, 480, 640],
    [4000, 3000, 640, 480],
    [100, 80, 100, 80],
    [12_000, 1, 640, 1],
  ])('of %i × %i is %i × %i', (width, height, w, h) => {
    expect(previewSize(width, height)).toEqual({ width: w, height: h });
  });
});
