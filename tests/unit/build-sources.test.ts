import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
/** Paths in quotes that climb: `'../../../docs/handbuch/*.md'`. */
const RELATIVE = /['"`]((?:\.\.\/)+[\w./*-]+)['"`]/gu;

const sources = readdirSync(join(ROOT, 'renderer'), { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(?:tsx?|css)$/u.test(name))
  .map((name) => join(ROOT, 'renderer', name));

/** Folders outside of the renderer that its files read, e.g. `docs/handbuch`. */
const outside = new Set(
  sources.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(RELATIVE)]
      .map(([, path = '']) => relative(ROOT, resolve(file, '..', path.replace(/\/\*.*$/u, ''))))
      .filter((path) => !path.startsWith('renderer') && !path.startsWith('..')),
  ),
);

describe('the build of the renderer', () => {
  it('is out of date when a file changes that the renderer reads from outside its folder', () => {
    const build = readFileSync(join(ROOT, 'scripts/build.mjs'), 'utf8');
    const common = /const COMMON = \[([^\]]*)\]/u.exec(build)?.[1] ?? '';
    const own = /run: renderer,\s*sources: \[([^\]]*)\]/u.exec(build)?.[1] ?? '';
    const listed = [...`${common},${own}`.matchAll(/'([^']+)'/gu)].map(([, path = '']) => path);
    const missing = [...outside].filter(
      (path) => !listed.some((source) => path === source || path.startsWith(`${source}/`)),
    );
    expect(outside).toContain('docs/handbuch');
    expect(missing).toEqual([]);
  });
});
