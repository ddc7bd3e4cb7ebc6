/** `npm run demo -- --out DIR [--list FILE] [--keep-open SECONDS]`: walks the main job through the real interface. */
import { ensureBuilt, ensureInstalled, ensureTools, runNode24 } from './lib.mjs';

ensureInstalled();
ensureTools(['chromium']);
await ensureBuilt('app', 'tools');
process.exit(await runNode24('dist-tools/demo.js', process.argv.slice(2)));
