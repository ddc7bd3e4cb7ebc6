/**
 * Builds what is out of date (Node 24). `node scripts/build.mjs [app] [test] [tools]`
 *   app    dist/renderer, dist/main, dist/core, dist/preload – the product
 *   test   dist-test – entries that only tests use; never part of the product
 *   tools  dist-tools – demonstration and benchmarks
 */
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { isBuiltin } from 'node:module';
import { join, relative } from 'node:path';
import { ROOT, say } from './lib.mjs';

/** Packages that stay outside of the bundles: they bring native programs or are the shell itself. */
const EXTERNAL = /^(?:electron|better-sqlite3|@node-rs\/argon2|playwright-core|@playwright\/test)(?:\/|$)/u;
const LOCK = join(ROOT, 'node_modules', '.cache', 'fallakte-build.lock');
const LOCK_WAIT_MS = 180_000;

const exists = (file) => existsSync(join(ROOT, file));
/** Entries that are there; a name is the path in the output folder without its extension. */
const entries = (candidates) =>
  Object.fromEntries(
    Object.entries(candidates)
      .filter(([, file]) => exists(file))
      .map(([name, file]) => [name, join(ROOT, file)]),
  );

/** A build goes beside its place and takes it when it is complete: a broken one leaves the last good one there. */
const fresh = (outDir) => `${outDir}.neu`;

function takePlace(outDir) {
  rmSync(join(ROOT, outDir), { recursive: true, force: true });
  renameSync(join(ROOT, fresh(outDir)), join(ROOT, outDir));
}

async function nodeBundle(outDir, input, { format = 'es', extension = 'js', external = EXTERNAL } = {}) {
  const { build } = await import('vite');
  await build({
    root: ROOT,
    configFile: false,
    envDir: false,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: true,
      outDir: join(ROOT, fresh(outDir)),
      emptyOutDir: true,
      target: 'node24',
      minify: false,
      sourcemap: false,
      rolldownOptions: {
        input,
        external: (id) => isBuiltin(id) || external.test(id),
        output: {
          format,
          entryFileNames: `[name].${extension}`,
          chunkFileNames: `chunks/[name]-[hash].${extension}`,
        },
      },
    },
  });
}

async function renderer() {
  const { build } = await import('vite');
  const { default: react } = await import('@vitejs/plugin-react');
  await build({
    root: join(ROOT, 'renderer'),
    configFile: false,
    envDir: false,
    logLevel: 'warn',
    publicDir: false,
    plugins: [react()],
    build: {
      outDir: join(ROOT, fresh('dist/renderer')),
      emptyOutDir: true,
      target: 'chrome130',
      sourcemap: false,
      // The content security policy takes files of the application only: no data: addresses, no inline script.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 2_000,
    },
  });
  takePlace('dist/renderer');
}

async function shell() {
  await nodeBundle(
    'dist/main',
    entries({
      main: 'electron/main.ts',
      'main-chromium': 'electron/main-chromium.ts',
      application: 'electron/bridge/application.ts',
      'chromium-host': 'electron/hosts/chromium/host.ts',
      'child-starter': 'electron/bridge/child-starter.ts',
    }),
  );
  // A sandboxed window loads one CommonJS file and nothing else.
  await nodeBundle('dist/preload', entries({ preload: 'electron/preload.ts' }), {
    format: 'cjs',
    extension: 'cjs',
  });
  for (const outDir of ['dist/main', 'dist/preload']) takePlace(outDir);
}

async function core() {
  await nodeBundle(
    'dist/core',
    entries({ process: 'electron/core/process.ts', 'vault-cli': 'electron/core/vault-cli.ts' }),
  );
  takePlace('dist/core');
}

async function test() {
  await nodeBundle('dist-test', entries({ 'vault-process-entry': 'tests/support/vault-process-entry.ts' }));
  takePlace('dist-test');
}

async function tools() {
  const input = entries({
    demo: 'scripts/demo/demo.ts',
    bench: 'tests/bench/bench.ts',
    'eval-names': 'tests/eval/eval-names.ts',
  });
  if (Object.keys(input).length === 0) return;
  await nodeBundle('dist-tools', input);
  takePlace('dist-tools');
}

const COMMON = ['shared', 'resources', 'package.json', 'package-lock.json', 'scripts/build.mjs'];
const STEPS = {
  // The help reads the manual's chapters.
  renderer: {
    run: renderer,
    sources: ['renderer', 'docs/handbuch', ...COMMON],
    result: 'dist/renderer/index.html',
  },
  shell: {
    run: shell,
    sources: [
      'electron/bridge',
      'electron/hosts',
      'electron/main.ts',
      'electron/main-chromium.ts',
      'electron/preload.ts',
      ...COMMON,
    ],
    result: 'dist/main/main.js',
  },
  core: {
    run: core,
    sources: ['electron/core', 'electron/bridge', ...COMMON],
    result: 'dist/core/process.js',
  },
  test: { run: test, sources: ['electron', 'tests/support', ...COMMON], result: 'dist-test' },
  tools: {
    run: tools,
    sources: ['electron', 'scripts/demo', 'tests/bench', 'tests/eval', 'tests/support', ...COMMON],
    result: 'dist-tools',
  },
};
const TARGETS = {
  app: ['renderer', 'shell', 'core'],
  renderer: ['renderer'],
  shell: ['shell'],
  core: ['core'],
  test: ['test'],
  tools: ['tools'],
};

function files(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => files(join(path, name)));
}

/** One hash over the paths and contents of the sources. */
function fingerprint(sources) {
  const hash = createHash('sha256');
  for (const file of sources.flatMap((source) => files(join(ROOT, source)))) {
    hash
      .update(`${relative(ROOT, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  }
  return hash.digest('hex');
}

/** One build at a time in this folder; a lock whose owner has died is taken over. */
async function withLock(work) {
  mkdirSync(join(LOCK, '..'), { recursive: true });
  const until = Date.now() + LOCK_WAIT_MS;
  for (;;) {
    try {
      writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
      break;
    } catch {
      let alive = true;
      try {
        process.kill(Number(readFileSync(LOCK, 'utf8')), 0);
      } catch {
        alive = false;
      }
      if (!alive || Date.now() > until) rmSync(LOCK, { force: true });
      else await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
  try {
    await work();
  } finally {
    rmSync(LOCK, { force: true });
  }
}

const targets = process.argv.slice(2);
const unknown = targets.find((target) => TARGETS[target] === undefined);
if (unknown !== undefined) throw new Error(`Unbekanntes Bauziel: ${unknown}`);
const steps = (targets.length === 0 ? ['app'] : targets).flatMap((target) => TARGETS[target]);

await withLock(async () => {
  for (const name of steps) {
    const step = STEPS[name];
    const stamp = join(ROOT, 'node_modules', '.cache', `fallakte-build-${name}`);
    const print = fingerprint(step.sources);
    if (exists(step.result) && existsSync(stamp) && readFileSync(stamp, 'utf8') === print) continue;
    say(`Baue ${name} …`);
    rmSync(stamp, { force: true });
    try {
      await step.run();
    } catch (error) {
      // The bundler's own stack says nothing about our code.
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 1;
      return;
    }
    writeFileSync(stamp, print);
  }
});
