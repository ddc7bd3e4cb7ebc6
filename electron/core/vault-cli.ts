/** Entry of `npm run vault`, started by scripts/vault.mjs with Node 24. */
import 'temporal-polyfill/global';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { systemClock } from './clock';
import { migrations } from './database/migrations';
import { runVaultCli } from './vault/cli';

// Without a handler a signal would end the program before the private copy is removed.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130));

process.exitCode = await runVaultCli(process.argv.slice(2), {
  say: (line) => process.stdout.write(`${line}\n`),
  askPassphrase,
  now: systemClock.now,
  migrations,
});

/** At a terminal without echo; a passphrase that is piped in is read as one line. */
function askPassphrase(prompt: string): Promise<string | null> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = process.stdin.isTTY === true;
  if (terminal) process.stderr.write(prompt);
  const reader = createInterface({ input: process.stdin, output: silent, terminal });
  return new Promise((resolve) => {
    let answer: string | null = null;
    reader.once('line', (line) => {
      answer = line;
      reader.close();
    });
    reader.once('SIGINT', () => process.exit(130));
    reader.once('close', () => {
      if (terminal) process.stderr.write('\n');
      process.stdin.pause();
      resolve(answer);
    });
  });
}
