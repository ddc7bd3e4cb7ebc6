/** `npm run bench`: figures as ratios against a baseline of the same run; table and JSON. */
import { ensureBuilt, ensureInstalled, ensureTools, runNode24 } from './lib.mjs';

ensureInstalled();
ensureTools(['chromium', 'xvfb', 'poppler']);
await ensureBuilt('app', 'tools');
process.exit(await runNode24('dist-tools/bench.js', process.argv.slice(2)));
