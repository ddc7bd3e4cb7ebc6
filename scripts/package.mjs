/**
 * `npm run package [-- --electron-dist DIR]`: stages the application folder and packs it with electron-builder for
 * the system on which it runs. Without Electron's archive it lists what would be packed and ends with exit 3.
 */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative, resolve } from 'node:path';
import {
  BIN,
  electronDist,
  ensureBuilt,
  ensureInstalled,
  fail,
  node24,
  ROOT,
  runProgram,
  say,
} from './lib.mjs';

const STAGED = join(ROOT, 'release', 'app');
const NO_ARCHIVE = 3;

/** Parts of the build that belong to Electron; the Chromium host and the tests' doors stay outside. */
const LEFT_OUT = new Set(['main-chromium.js', 'chromium-host.js', 'child-starter.js']);

function option(name) {
  const at = process.argv.indexOf(name);
  if (at === -1) return null;
  const value = process.argv[at + 1];
  if (value === undefined) fail(`Nach ${name} fehlt der Ordner.`, 2);
  return resolve(value);
}

/** The native packages with exactly the files that this system needs. */
function nativePackages() {
  const target = `${process.platform}-${process.arch}`;
  const modules = join(ROOT, 'node_modules');
  const argon = readdirSync(join(modules, '@node-rs')).filter(
    (name) => name === 'argon2' || name.startsWith(`argon2-${target}`),
  );
  return [
    {
      path: 'better-sqlite3',
      keeps: (file) =>
        /^(package\.json|LICENSE|lib(\/.*)?|prebuilds)$/u.test(file) || file === `prebuilds/${target}.node`,
    },
    ...argon.map((name) => ({ path: `@node-rs/${name}`, keeps: (file) => !/\.d\.ts$|README/u.test(file) })),
  ];
}

function stage() {
  rmSync(STAGED, { recursive: true, force: true });
  mkdirSync(STAGED, { recursive: true });
  const project = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const packages = nativePackages();
  const { name, version, description, license, type, main } = project;
  const dependencies = Object.fromEntries(
    packages.map(({ path }) => [
      path,
      JSON.parse(readFileSync(join(ROOT, 'node_modules', path, 'package.json'), 'utf8')).version,
    ]),
  );
  writeFileSync(
    join(STAGED, 'package.json'),
    `${JSON.stringify({ name, version, description, license, type, main, dependencies }, null, 2)}\n`,
  );
  cpSync(join(ROOT, 'dist'), join(STAGED, 'dist'), {
    recursive: true,
    filter: (from) =>
      !LEFT_OUT.has(relative(join(ROOT, 'dist', 'main'), from)) && !from.endsWith('vault-cli.js'),
  });
  for (const { path, keeps } of packages) {
    const from = join(ROOT, 'node_modules', path);
    cpSync(from, join(STAGED, 'node_modules', path), {
      recursive: true,
      dereference: true,
      filter: (file) => file === from || keeps(relative(from, file).replaceAll('\\', '/')),
    });
  }
}

function files(dir) {
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    const path = join(dir, entry.name);
    return entry.isDirectory() ? files(path) : [path];
  });
}

/** Every module that a staged program imports must be part of the folder, of Node or of Electron. */
function checkImports() {
  const { isBuiltin } = createRequire(import.meta.url)('node:module');
  for (const file of files(join(STAGED, 'dist')).filter(
    (path) => /\.c?js$/u.test(path) && !path.includes('renderer'),
  )) {
    const text = readFileSync(file, 'utf8');
    for (const [, name] of text.matchAll(/(?:^import [^;]*? from |^import |\brequire\()"([^"]+)"/gmu)) {
      if (isBuiltin(name) || name === 'electron') continue;
      const target = name.startsWith('.') ? join(file, '..', name) : join(STAGED, 'node_modules', name);
      if (!existsSync(target)) fail(`${relative(STAGED, file)} braucht ${name}, das nicht gepackt würde.`);
    }
  }
}

/** Lets electron-builder check its own configuration. */
function checkConfiguration() {
  const script = `
    const { getConfig, validateConfiguration } = require('app-builder-lib/out/util/config/config');
    const { DebugLogger } = require('builder-util');
    getConfig(${JSON.stringify(ROOT)}, 'electron-builder.yml', null)
      .then((config) => validateConfiguration(config, new DebugLogger(false)))
      .catch((error) => { process.stderr.write(String(error.message)); process.exit(1); });`;
  const result = spawnSync(node24(), ['-e', script], { cwd: ROOT, encoding: 'utf8' });
  if (result.status !== 0) fail(`electron-builder.yml ist fehlerhaft: ${result.stderr.trim()}`);
}

ensureInstalled();
await ensureBuilt('app');
stage();
checkImports();
checkConfiguration();

const given = option('--electron-dist');
if (given !== null && !existsSync(given)) fail(`Den Ordner ${given} gibt es nicht.`, 2);
const dist = given ?? electronDist();
if (dist === null) {
  const all = files(STAGED).sort();
  say('Gepackt würde:');
  for (const file of all) say(`  ${String(statSync(file).size).padStart(10)}  ${relative(STAGED, file)}`);
  say(
    `${all.length} Dateien, ${Math.round(all.reduce((sum, file) => sum + statSync(file).size, 0) / 1024)} KiB in release/app`,
  );
  fail(
    'Electrons Archiv ist nicht zu haben, darum wurde nichts gepackt; mit --electron-dist ORDNER lässt es sich angeben.',
    NO_ARCHIVE,
  );
}
const system = process.platform === 'win32' ? '--win' : '--linux';
process.exit(
  await runProgram(node24(), [
    join(BIN, '..', 'electron-builder', 'cli.js'),
    '--config',
    'electron-builder.yml',
    system,
    '--publish=never',
    `-c.electronDist=${dist}`,
  ]),
);
