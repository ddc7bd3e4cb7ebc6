/**
 * `npm test`: installs what is missing, then type check, lint, boundaries, unused code, unit, integration and
 * end-to-end tests. The last line is exactly `N passed, N failed`; each static stage counts as one test.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  BIN,
  ensureInstalled,
  installTools,
  node24,
  ROOT,
  runNode24,
  runProgram,
  say,
  toolEnvironment,
  which,
} from './lib.mjs';

const RESULTS = join(ROOT, 'test-results');
const TOOLS = ['chromium', 'xvfb', 'poppler', 'qpdf'];

/** Without a terminal there is nobody to see colours. */
const PLAIN = process.stdout.isTTY ? [] : ['--colors=off'];

const total = { passed: 0, failed: 0 };
const failures = [];

function count(name, passed, failed) {
  total.passed += passed;
  total.failed += failed;
  if (failed > 0) failures.push(`${name}: ${failed} fehlgeschlagen`);
  say(`${failed > 0 ? '✗' : '✓'} ${name}: ${passed} bestanden, ${failed} fehlgeschlagen`);
}

async function staticStage(name, run) {
  say(`\n── ${name}`);
  const ok = (await run()) === 0;
  count(name, ok ? 1 : 0, ok ? 0 : 1);
  return ok;
}

/** A program of the project under Node 24, by its file in node_modules. */
const tool = (name, ...args) => runProgram(node24(), [join(BIN, name), ...args], { env: toolEnvironment() });

/** As `tool`, on a virtual screen where that is available: windows are part of what is tested. */
function toolOnScreen(name, ...args) {
  const xvfb = process.platform === 'linux' ? which('xvfb-run') : null;
  const wrap = xvfb === null ? [] : [xvfb, '-a', '-s', '-screen 0 1920x1200x24'];
  return runProgram(node24(), [join(BIN, name), ...args], { env: toolEnvironment(), wrap });
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(join(RESULTS, file), 'utf8'));
  } catch {
    return null;
  }
}

/** Sums vitest's report; a file that could not even be loaded and a skipped test are failures. */
function countVitest(report) {
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  const skipped = report.numPendingTests + report.numTodoTests;
  return [report.numPassedTests, report.numFailedTests + skipped + broken.length];
}

/** Sums Playwright's report; skipped, flaky and not loadable are failures. */
function countPlaywright({ stats, errors }) {
  return [stats.expected, stats.unexpected + stats.flaky + stats.skipped + errors.length];
}

async function reportStage(name, file, run, sum) {
  say(`\n── ${name}`);
  const status = await run();
  const report = readReport(file);
  if (report === null) return count(`${name} (kein Bericht)`, 0, 1);
  const [passed, failed] = sum(report);
  // A run that failed without a failed test (an error outside of any) must not look like a success.
  count(name, passed, failed === 0 && (status !== 0 || passed === 0) ? 1 : failed);
}

ensureInstalled();
rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS, { recursive: true });

for (const name of installTools(TOOLS)) count(`Werkzeug ${name} fehlt`, 0, 1);

await staticStage('Bauen', () => runNode24('scripts/build.mjs', ['app', 'test', 'tools']));
await staticStage('Typprüfung', () => tool('tsc', '-p', '.'));
await staticStage('Format und Lint', () =>
  tool(
    'biome',
    'ci',
    '--error-on-warnings',
    '--diagnostic-level=warn',
    '--max-diagnostics=30',
    ...PLAIN,
    '.',
  ),
);
await staticStage('Grenzen der Ordner', () =>
  tool('depcruise', '--config', '.dependency-cruiser.cjs', 'electron', 'renderer', 'shared'),
);
await staticStage('Unbenutzter Code', () => tool('knip', '--no-progress'));
await reportStage(
  'Unit- und Integrationstests',
  'vitest.json',
  () =>
    toolOnScreen(
      'vitest',
      'run',
      '--reporter=default',
      '--reporter=json',
      '--outputFile.json=test-results/vitest.json',
    ),
  countVitest,
);
if (existsSync(join(ROOT, 'tests', 'e2e'))) {
  await reportStage(
    'Tests durch die Oberfläche',
    'playwright.json',
    () => toolOnScreen('playwright', 'test'),
    countPlaywright,
  );
}

if (failures.length > 0) say(`\n${failures.join('\n')}`);
say(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
