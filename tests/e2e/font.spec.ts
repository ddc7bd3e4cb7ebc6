/**
 * Every letter and sequence of DIN 91379 is shown in the product's own font. Two proofs together: the browser used no other
 * font for any of them, and each font file has a glyph for each character, so that none is the empty box of a missing one.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/app';
import { glyphOf } from '../support/cmap';
import { DIN_LETTERS, DIN_OTHERS, DIN_SEQUENCES } from '../support/din-91379';

const ROOT = join(import.meta.dirname, '..', '..');
/** Signs of the extended set, no letters, that Noto Sans leaves to its sister for mathematics. */
const NOT_IN_FONT = ['∞', '≤', '≥'];
const ALL = [...DIN_LETTERS, ...DIN_SEQUENCES, ...DIN_OTHERS.filter((sign) => !NOT_IN_FONT.includes(sign))];

interface Look {
  readonly weight: string;
  readonly style: string;
  /** Another font than the product's own: to see that the check would notice. */
  readonly family?: string;
}

/** Names of the fonts with which the browser draws the texts inside the product's page. */
async function fontsFor(page: Page, texts: readonly string[], look: Look): Promise<string[]> {
  await page.evaluate(
    async ([words, { weight, style, family }]) => {
      document.getElementById('probe')?.remove();
      const probe = document.createElement('p');
      probe.id = 'probe';
      probe.style.fontWeight = weight;
      probe.style.fontStyle = style;
      if (family) probe.style.fontFamily = family;
      probe.append(
        ...words.map((word) => {
          const span = document.createElement('span');
          span.textContent = word;
          return span;
        }),
      );
      document.body.append(probe);
      await document.fonts.load(`${style} ${weight} 16px "Noto Sans"`, 'a');
      await document.fonts.ready;
    },
    [texts, look] as const,
  );
  const browser = await page.context().newCDPSession(page);
  try {
    await browser.send('DOM.enable');
    await browser.send('CSS.enable');
    const { root } = await browser.send('DOM.getDocument');
    const { nodeId } = await browser.send('DOM.querySelector', { nodeId: root.nodeId, selector: '#probe' });
    const { fonts } = await browser.send('CSS.getPlatformFontsForNode', { nodeId });
    return fonts.map((font) => `${font.familyName}${font.isCustomFont ? '' : ' (System)'}`);
  } finally {
    await browser.detach();
  }
}

test('the table of the standard is complete: 500 letters and 149 sequences', () => {
  expect(new Set(DIN_LETTERS).size).toBe(500);
  expect(new Set(DIN_SEQUENCES).size).toBe(149);
});

test('no letter, sequence or sign of DIN 91379 falls back to another font', async ({ page }) => {
  await page.getByRole('heading', { level: 1 }).waitFor();
  for (const [weight, style] of [
    ['400', 'normal'],
    ['400', 'italic'],
    ['500', 'normal'],
    ['600', 'normal'],
    ['700', 'normal'],
  ] as const) {
    const fonts = await fontsFor(page, ALL, { weight, style });
    expect(
      fonts.map((name) => name.replace(/^Noto Sans.*(?<!\(System\))$/u, 'Noto Sans')),
      `${weight} ${style}`,
    ).toEqual(['Noto Sans']);
  }
  // The check finds what it looks for: the same letters in a font of the system.
  const planted = await fontsFor(page, ['a'], { weight: '400', style: 'normal', family: 'monospace' });
  expect(planted.join()).toContain('(System)');
});

test('each font file that the product brings has a glyph for each of these characters', () => {
  const css = readFileSync(join(ROOT, 'resources', 'fonts', 'noto-sans.css'), 'utf8');
  const files = [...css.matchAll(/url\("(?<file>[^"]+\.ttf)"\)/gu)].map(
    (match) => match.groups?.['file'] ?? '',
  );
  expect(files.length).toBeGreaterThanOrEqual(5);
  const codePoints = [
    ...new Set(ALL.flatMap((text) => Array.from(text, (char) => char.codePointAt(0) ?? 0))),
  ];
  for (const file of files) {
    const glyph = glyphOf(readFileSync(join(ROOT, 'node_modules', file)));
    const missing = codePoints.filter((code) => glyph(code) === 0).map((code) => code.toString(16));
    expect(missing, file).toEqual([]);
    for (const sign of [...NOT_IN_FONT, '漢']) expect(glyph(sign.codePointAt(0) ?? 0), sign).toBe(0);
  }
});
