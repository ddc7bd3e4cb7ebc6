import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const CSS = readFileSync(new URL('../../renderer/ui/tokens.css', import.meta.url), 'utf8');
const THEMES = ['light', 'dark'] as const;
type Theme = (typeof THEMES)[number];
type Palette = Record<Theme, Map<string, string>>;

/** Reads `--name: light-dark(#…, #…)`; tokens with alpha are not text colours and stay out. */
function readPalette(css: string): Palette {
  const palette: Palette = { light: new Map(), dark: new Map() };
  for (const [, name, light, dark] of css.matchAll(
    /--([\w-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)/g,
  )) {
    palette.light.set(name!, light!);
    palette.dark.set(name!, dark!);
  }
  return palette;
}

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}
function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light! + 0.05) / (dark! + 0.05);
}

const SURFACES = ['canvas', 'paper', 'sunken', 'raised', 'hover', 'selected'];
const MEANINGS = ['overdue', 'due-soon', 'done', 'protected', 'restricted'];
/** [foreground, background, least contrast]: 4.5 for text (1.4.3), 3 for the outline of controls and focus (1.4.11). */
const PAIRS: (readonly [string, string, number])[] = [
  ...['ink', 'ink-2', 'ink-3', 'accent'].flatMap((ink) =>
    SURFACES.map((surface) => [ink, surface, 4.5] as const),
  ),
  ...['ink', 'ink-2'].map((ink) => [ink, 'pressed', 4.5] as const),
  ...MEANINGS.flatMap((meaning) =>
    [`${meaning}-soft`, ...SURFACES].map((surface) => [meaning, surface, 4.5] as const),
  ),
  ...['accent-fill', 'accent-fill-hover', 'accent-fill-pressed'].map(
    (fill) => ['on-accent', fill, 4.5] as const,
  ),
  ['accent', 'accent-soft', 4.5],
  ['ink', 'accent-soft', 4.5],
  ['on-danger', 'danger-fill', 4.5],
  ['on-danger', 'danger-fill-hover', 4.5],
  ['on-vs', 'vs', 7],
  ['vs-notice', 'vs', 4.5],
  ...['paper', 'raised', 'sunken', 'canvas'].map((surface) => ['line-control', surface, 3] as const),
  ...[...SURFACES, 'pressed'].map((surface) => ['focus', surface, 3] as const),
];

function violations(css: string): string[] {
  const palette = readPalette(css);
  return THEMES.flatMap((theme) =>
    PAIRS.flatMap(([ink, surface, least]) => {
      const [one, other] = [palette[theme].get(ink), palette[theme].get(surface)];
      if (!one || !other) return [`${theme}: --${ink} oder --${surface} fehlt`];
      const ratio = contrast(one, other);
      return ratio < least ? [`${theme}: --${ink} auf --${surface} ${ratio.toFixed(2)} < ${least}`] : [];
    }),
  );
}

describe('the design tokens', () => {
  it('computes contrast as WCAG does', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  });

  it('keep AA contrast for every pair that components use, in both themes', () => {
    expect(violations(CSS)).toEqual([]);
  });

  it('are caught when a planted colour is too pale', () => {
    const planted = CSS.replace(/--ink-3: light-dark\(#[0-9a-f]{6}/, '--ink-3: light-dark(#9aa4b0');
    expect(planted).not.toBe(CSS);
    expect(violations(planted).some((found) => found.startsWith('light: --ink-3 auf --paper'))).toBe(true);
  });

  it('are caught when a token that components name is missing', () => {
    expect(violations(CSS.replace('--overdue-soft:', '--overdue-weich:')).join()).toContain(
      '--overdue-soft fehlt',
    );
  });
});
