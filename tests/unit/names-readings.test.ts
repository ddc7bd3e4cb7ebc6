import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endsOf, longWords, partedReadings, piecesOf, plainReadings } from '#shared/domain/names-readings';

const NOBODY: ReadonlySet<string> = new Set();
const texts = (text: string, names = NOBODY) => plainReadings(text, names).map((reading) => reading.text);
const parted = (text: string, known: string, how: 'WHOLLY' | 'PARTLY' = 'PARTLY') =>
  partedReadings(text, new Set(known.split(' ')), how).map((reading) => reading.text);

describe('Readings that a text gives by itself', () => {
  it.each([
    ['EwaldRosenstiel', 'Ewald Rosenstiel'],
    ['KH Dinkelacker', 'K H Dinkelacker'],
    ['Krzstzna Yawadyka', 'Krystyna Zawadzka'],
    ['Y[gmund', 'Zügmund'],
    ['Le0nhard', 'Leonhard'],
    ['A7med', 'Ahmed'],
    ['5aled Al1', 'khaled Ali'],
  ])('„%s“ may mean „%s“', (typed, meant) => {
    expect(texts(typed)).toContain(meant);
  });

  it.each(['Ewald Rosenstiel', 'Müller', 'DO-AB 123', 'ST-2026-00123', 'Rosenstr. 12a', '1985', ''])(
    '„%s“ has none',
    (typed) => {
      expect(texts(typed)).toEqual([]);
    },
  );

  it('leave the keyboard as it is where a word with y or z is a name', () => {
    expect(texts('Zeynep Kryz', new Set(['Zeynep']))).toEqual([]);
    expect(texts('Anna Kryz', new Set(['Anna']))).toEqual(['Anna Krzy']);
  });

  it('give back the text when y and z are exchanged twice', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'abyzYZ äü'), maxLength: 20 });
    const exchanged = (text: string) =>
      plainReadings(text, NOBODY).find(({ reason }) => reason === 'y und z vertauscht')?.text ?? text;
    fc.assert(
      fc.property(letters, (text) => {
        expect(exchanged(exchanged(text))).toBe(text);
      }),
    );
  });
});

describe('Words that run together', () => {
  it.each([
    ['danakaltofen', 'dana', ['dana kaltofen']],
    ['danakaltofen', 'kaltofen', ['dana kaltofen']],
    ['Karl danakaltofen', 'dana kaltofen', ['Karl dana kaltofen']],
    ['mohammadalhajali', 'mohammad al haj ali', ['mohammad al haj ali']],
    ['danakaltofen', 'otto', []],
    ['danaka', 'dan', ['dan aka']],
    ['danak', 'dana', []],
    ['danakaltofen', 'dana danakaltofen', []],
  ])('„%s“ with %s: %j', (typed, known, expected) => {
    const found = parted(typed, known);
    if (expected.length === 0) expect(found).toEqual([]);
    else expect(found).toContain(expected[0]);
  });

  it('begin and end with the names that are asked for first', () => {
    expect(longWords('Dana danakaltofen')).toEqual(['danakaltofen']);
    expect(endsOf('danaka')).toEqual(['dan', 'aka', 'dana', 'naka', 'danak', 'anaka']);
  });

  it('are taken apart wholly or not at all where a typing error explains them', () => {
    expect(parted('danakaltofen', 'dana', 'WHOLLY')).toEqual([]);
    expect(parted('danakaltofen', 'dana kaltofen', 'WHOLLY')).toEqual(['dana kaltofen']);
  });

  it('keep every letter in its order, and are few, whatever is known', () => {
    const text = fc.string({ unit: fc.constantFrom(...'abcä 1-'), maxLength: 45 });
    fc.assert(
      fc.property(text, fc.infiniteStream(fc.boolean()), (typed, coin) => {
        const known = new Set(
          longWords(typed)
            .flatMap(piecesOf)
            .filter(() => coin.next().value),
        );
        const found = partedReadings(typed, known, 'PARTLY');
        expect(found.length).toBeLessThanOrEqual(6);
        for (const reading of found) {
          expect(reading.text).not.toBe(typed);
          expect(reading.text.replaceAll(' ', '')).toBe(typed.replaceAll(' ', ''));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('take any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const pieces = new Set(
          longWords(text).flatMap((word) => piecesOf(word).filter((piece) => piece !== word)),
        );
        for (const reading of [...plainReadings(text, NOBODY), ...partedReadings(text, pieces, 'PARTLY')])
          expect(reading.text).not.toBe(text);
      }),
      { numRuns: 60 },
    );
  });
});
