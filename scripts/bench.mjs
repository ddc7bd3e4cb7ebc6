/** `npm run bench`: figures as ratios against a baseline of the same run; table and JSON. */
import { ensureBuilt, ensureInstalled, ensureTools, runNode24, which } from './lib.mjs';

ensureInstalled();
ensureTools(['chromium', 'xvfb', 'poppler']);
await ensureBuilt('app', 'tools');
// Without a screen a virtual one: what is measured is a window.
const xvfb = process.platform === 'linux' && !process.env.DISPLAY ? which('xvfb-run') : null;
const wrap = xvfb === null ? [] : [xvfb, '-a', '-s', '-screen 0 1920x1200x24'];
process.exit(await runNode24('dist-tools/bench.js', process.argv.slice(2), { wrap }));
