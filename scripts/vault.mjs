/**
 * `npm run vault -- verify|info|backup|restore --vault DIR …`: offline care of a vault.
 * Installs and builds what is missing, then runs dist/core/vault-cli.js with Node 24. Exit codes: see electron/core/vault/cli.ts.
 */
import { resolve } from 'node:path';
import { ensureBuilt, ensureInstalled, runNode24 } from './lib.mjs';

const PATH_OPTIONS = ['--vault', '--passphrase-file', '--out'];

/** npm starts scripts in the project's folder; paths mean the folder in which the person typed. */
function withAbsolutePaths(args) {
  const base = process.env.INIT_CWD ?? process.cwd();
  return args.map((argument, index) => {
    if (PATH_OPTIONS.includes(args[index - 1])) return resolve(base, argument);
    const option = PATH_OPTIONS.find((name) => argument.startsWith(`${name}=`));
    return option ? `${option}=${resolve(base, argument.slice(option.length + 1))}` : argument;
  });
}

// Exit 1 means a damaged vault: a failed installation or build must not look like one.
const notReady = (code) => {
  if (code === 0) return;
  process.stdout.write(
    'FEHLER 3 EINRICHTUNG: Das Programm ist nicht bereit, über den Tresor sagt das nichts.\n',
  );
  process.exitCode = 3;
};
process.on('exit', notReady);
ensureInstalled();
await ensureBuilt('core');
process.off('exit', notReady);
process.exitCode = await runNode24('dist/core/vault-cli.js', withAbsolutePaths(process.argv.slice(2)), {
  noCore: true,
});
