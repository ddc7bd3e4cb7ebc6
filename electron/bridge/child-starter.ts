/** Starts the vault process as a plain Node child (every host but Electron). */
import { fork } from 'node:child_process';
import type { ProcessStarter } from './vault-process';

export interface ChildStarterOptions {
  /** The built entry, `dist/core/process.js`. */
  readonly entry: string;
  /** Further arguments of the entry; the product passes none. */
  readonly extraArguments?: readonly string[];
  /** Node program; the running one by default. */
  readonly execPath?: string;
}

/** What a child needs of the environment. NODE_OPTIONS and the like must not reach a process that holds keys. */
const KEPT_VARIABLES = [
  'PATH',
  'HOME',
  'LANG',
  'LC_ALL',
  'TZ',
  'TMPDIR',
  'TEMP',
  'TMP',
  'SystemRoot',
  'SystemDrive',
  'windir',
];

function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    KEPT_VARIABLES.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
}

/**
 * Starter over `child_process.fork`. On Linux the child runs without core dumps (`ulimit -c 0`), because a dump of
 * it would hold keys and case data in the clear; the shell is replaced by Node, so the process id stays.
 */
export function childStarter(options: ChildStarterOptions): ProcessStarter {
  return {
    start(args) {
      const node = options.execPath ?? process.execPath;
      const child = fork(options.entry, [...(options.extraArguments ?? []), ...args], {
        serialization: 'advanced',
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
        env: cleanEnvironment(),
        ...(process.platform === 'win32'
          ? { execPath: node, execArgv: [] }
          : { execPath: '/bin/sh', execArgv: ['-c', 'ulimit -c 0; exec "$0" "$@"', node] }),
      });
      // A line that breaks is seen by `exit`; without a listener it would end the main process.
      child.on('error', () => undefined);
      return {
        pid: () => child.pid,
        post: (message) => {
          if (child.connected) child.send(message, () => undefined);
        },
        onMessage: (listener) => {
          child.on('message', listener);
        },
        onExit: (listener) => {
          child.once('exit', () => listener());
        },
        kill: () => {
          child.kill('SIGKILL');
        },
      };
    },
  };
}
