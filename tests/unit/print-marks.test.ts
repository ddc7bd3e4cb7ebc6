import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cssString, pageSheet } from '../../renderer/print/marks';

const marks = {
  title: 'Dossier',
  fileNo: 'ST-2024-031',
  recipient: 'Stadt Hagen, Ausländerbehörde',
  copyNo: 2,
  printedBy: 'KHK’in Weber',
  printedAt: '23.11.2026, 14:05 Uhr',
  checkpoint: { seq: 1284, hash: '9f2c1a7be04d55c38a6f1e90b7d2436c0e8fa1459b7c3d2e6f80a1b2c3d4e5f6' },
};
const box = (sheet: string, name: string) => new RegExp(`@${name} \\{([^}]*)\\}`).exec(sheet)?.[1] ?? '';

/** Reads a CSS string back as CSS Syntax 3 §4.3.5 says; an own reader, so that the writer is not its own judge. */
function readCssString(css: string): string {
  return css
    .slice(1, -1)
    .replace(/\\([0-9a-f]{1,6}) ?/g, (_all, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)));
}

describe('the page marks', () => {
  const sheet = pageSheet(marks);

  it('put the VS mark at head and foot', () => {
    expect(box(sheet, 'top-center')).toContain('VS – NUR FÜR DEN DIENSTGEBRAUCH');
    expect(box(sheet, 'bottom-center')).toContain('VS – NUR FÜR DEN DIENSTGEBRAUCH');
  });

  it('carry copy number, page of pages, recipient, user, time and the whole checkpoint hash', () => {
    expect(box(sheet, 'top-right')).toMatch(
      /"Ausfertigung 2" "\\a " "Seite " counter\(page\) " von " counter\(pages\)/,
    );
    expect(box(sheet, 'bottom-left')).toContain('Stadt Hagen, Ausländerbehörde');
    expect(box(sheet, 'bottom-left')).toContain('KHK’in Weber');
    expect(box(sheet, 'bottom-left')).toContain('23.11.2026, 14:05 Uhr');
    expect(box(sheet, 'bottom-right').replaceAll('" "\\a " "', '')).toContain(marks.checkpoint.hash);
  });

  it('let no text end the string or add a rule', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const css = cssString(text);
        expect(css.slice(1, -1)).not.toMatch(/["\n\r\f]|\\(?![0-9a-f]{1,6} )/);
        expect(readCssString(css)).toBe(text.replace(/\p{Cc}+/gu, ' '));
      }),
    );
    expect(pageSheet({ ...marks, recipient: '"; } body { display: none } @page { x: "' })).not.toContain(
      '"; }',
    );
  });
});
