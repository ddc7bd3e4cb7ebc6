/** Every static guard must find what was planted for it; a guard that finds nothing proves nothing. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeTempDir, removeTempDirs } from '../support/temp';

const ROOT = join(import.meta.dirname, '..', '..');
const BIN = join(ROOT, 'node_modules', '.bin');

afterAll(removeTempDirs);

/** A small copy of the project: its configuration, its packages, and the given files. */
function plant(files: Readonly<Record<string, string>>): string {
  const dir = makeTempDir();
  for (const name of [
    '.dependency-cruiser.cjs',
    'knip.json',
    'biome.json',
    'tsconfig.json',
    'package.json',
  ]) {
    cpSync(join(ROOT, name), join(dir, name));
  }
  symlinkSync(join(ROOT, 'node_modules'), join(dir, 'node_modules'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
  return dir;
}

function run(dir: string, program: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(BIN, program), ...args], {
    cwd: dir,
    encoding: 'utf8',
  });
  return { status, output: stdout + stderr };
}

/** Rule of the boundary lint → the file that breaks it and nothing else. */
const BOUNDARIES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'no-circular': { 'renderer/a.ts': "import './b';\n", 'renderer/b.ts': "import './a';\n" },
  'domain-imports-nothing': { 'shared/domain/a.ts': "import { z } from 'zod';\nexport const x = z;\n" },
  'shared-stays-shared': {
    'shared/contract/a.ts': "import '../../electron/x';\n",
    'electron/x.ts': 'export {};\n',
  },
  'shared-without-node': { 'shared/contract/a.ts': "import 'node:fs';\n" },
  'renderer-not-to-electron': {
    'renderer/a.ts': "import type { X } from '../electron/x';\nexport type Y = X;\n",
    'electron/x.ts': 'export type X = 1;\n',
  },
  'renderer-without-node': { 'renderer/a.ts': "import 'node:fs';\n" },
  'electron-not-to-renderer': {
    'electron/core/a.ts': "import '../../renderer/x';\n",
    'renderer/x.ts': 'export {};\n',
  },
  'core-not-to-shell': {
    'electron/core/a.ts': "import '../bridge/bridge';\n",
    'electron/bridge/bridge.ts': 'export {};\n',
  },
  'shell-not-to-core': {
    'electron/bridge/a.ts': "import '../core/persons/rules';\n",
    'electron/core/persons/rules.ts': 'export {};\n',
  },
  'bridge-not-to-a-host': {
    'electron/bridge/a.ts': "import '../hosts/chromium/host';\n",
    'electron/hosts/chromium/host.ts': 'export {};\n',
  },
  'electron-only-in-its-host': { 'electron/bridge/a.ts': "import 'electron';\n" },
  'playwright-only-in-its-host': { 'electron/bridge/a.ts': "import 'playwright-core';\n" },
  'database-only-in-core': { 'electron/bridge/a.ts': "import 'better-sqlite3';\n" },
  'repository-is-private': {
    'electron/core/tasks/rules.ts': "import '../persons/repository';\n",
    'electron/core/persons/repository.ts': 'export {};\n',
  },
  'product-not-to-tests': {
    'electron/core/a.ts': "import '../../tests/support/x';\n",
    'tests/support/x.ts': 'export {};\n',
  },
  resolvable: { 'shared/contract/a.ts': "import '#shared/contract/fehlt';\n" },
};

describe('the boundary lint', () => {
  const rules = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as {
    forbidden: { name: string }[];
  };

  it('has a planted violation for each of its rules', () => {
    expect(rules.forbidden.map((rule) => rule.name).sort()).toEqual(Object.keys(BOUNDARIES).sort());
  });

  it.each(Object.entries(BOUNDARIES))('finds what breaks %s', (rule, files) => {
    const dir = plant({
      'electron/ok.ts': 'export {};\n',
      'renderer/ok.ts': 'export {};\n',
      'shared/ok.ts': 'export {};\n',
      ...files,
    });
    const { status, output } = run(
      dir,
      'depcruise',
      '--config',
      '.dependency-cruiser.cjs',
      '--output-type',
      'err',
      'electron',
      'renderer',
      'shared',
    );
    expect(output).toContain(`error ${rule}:`);
    expect(status).toBeGreaterThan(0);
  });

  it('finds nothing in what is allowed, also through #shared', () => {
    const dir = plant({
      'shared/domain/a.ts': 'export const a = 1;\n',
      'shared/contract/b.ts':
        "import { z } from 'zod';\nimport { a } from '#shared/domain/a';\nexport const b = z.literal(a);\n",
      'renderer/c.ts': "import { b } from '#shared/contract/b';\nexport const c = b;\n",
      'electron/core/persons/repository.ts':
        "import Driver from 'better-sqlite3';\nexport const d = Driver;\n",
      'electron/core/persons/service.ts': "export { d } from './repository';\n",
      'electron/core/tasks/rules.ts': "export { d } from '../persons/service';\n",
    });
    expect(
      run(dir, 'depcruise', '--config', '.dependency-cruiser.cjs', 'electron', 'renderer', 'shared'),
    ).toMatchObject({ status: 0 });
  });
});

describe('the check for unused code', () => {
  const base = {
    'electron/main.ts': "import { used } from './parts';\nused();\n",
    'electron/parts.ts': 'export const used = () => 1;\n',
  };

  it('finds an unused file, an unused export and a package that nobody named', () => {
    const dir = plant({
      ...base,
      'electron/parts.ts': 'export const used = () => 1;\nexport const niemandBrauchtMich = 2;\n',
      'electron/verwaist.ts': 'export const x = 1;\n',
      'electron/preload.ts': "import 'nicht-eingetragen';\n",
    });
    const { status, output } = run(dir, 'knip', '--no-progress');
    for (const planted of ['niemandBrauchtMich', 'electron/verwaist.ts', 'nicht-eingetragen'])
      expect(output).toContain(planted);
    expect(status).toBe(1);
  });

  it('is satisfied with code that is used', () => {
    const { status, output } = run(
      plant(base),
      'knip',
      '--no-progress',
      '--no-config-hints',
      '--include',
      'files,exports,unlisted',
    );
    expect([status, output.trim()]).toEqual([0, '']);
  });
});

describe('the linter', () => {
  const PLANTED: Readonly<Record<string, readonly [file: string, text: string]>> = {
    noConsole: ['electron/a.ts', "export const a = () => console.log('Name');\n"],
    noRestrictedGlobals: ['shared/domain/a.ts', 'export const a = () => new Date();\n'],
    noExplicitAny: ['electron/a.ts', 'export const a = (x: any) => x;\n'],
    noNonNullAssertion: ['electron/a.ts', 'export const a = (x: string | null) => x!.length;\n'],
    noDefaultExport: ['electron/a.ts', 'export default 1;\n'],
    noUnusedVariables: ['electron/a.ts', 'const unbenutzt = 1;\nexport {};\n'],
    format: ['electron/a.ts', 'export   const a = "x"\n'],
  };

  it.each(Object.entries(PLANTED))('finds %s', (rule, [file, text]) => {
    const { status, output } = run(
      plant({ [file]: text }),
      'biome',
      'ci',
      '--max-diagnostics=none',
      '--colors=off',
      file,
    );
    expect(output).toContain(rule);
    expect(status).toBe(1);
  });
});

describe('the type check', () => {
  it('covers every folder with code and allows no loose spot', () => {
    const config = JSON.parse(readFileSync(join(ROOT, 'tsconfig.json'), 'utf8')) as {
      compilerOptions: Record<string, unknown>;
      include: string[];
    };
    expect(config.compilerOptions).toMatchObject({
      strict: true,
      noUncheckedIndexedAccess: true,
      erasableSyntaxOnly: true,
    });
    expect(config.include).toEqual(expect.arrayContaining(['electron', 'renderer', 'shared', 'tests']));
    const dir = plant({ 'electron/a.ts': 'export const a: string = 1;\n' });
    const { status, output } = run(dir, 'tsc', '-p', '.');
    expect(output).toContain('electron/a.ts(1,14): error TS2322');
    expect(status).toBeGreaterThan(0);
  });
});
