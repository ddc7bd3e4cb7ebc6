/** Starts the vault process as Electron's utility process: own heap, Node without Chromium. */
import type { utilityProcess } from 'electron';
import type { ProcessStarter } from '../../bridge/vault-process';

/** `entry`: the built `dist/core/process.js`. */
export function utilityStarter(utility: Pick<typeof utilityProcess, 'fork'>, entry: string): ProcessStarter {
  return {
    start(args) {
      const child = utility.fork(entry, [...args], {
        serviceName: 'PMK-Fallakte Tresor',
        stdio: 'ignore',
        execArgv: [],
      });
      return {
        pid: () => child.pid,
        post: (message) => child.postMessage(message),
        onMessage: (listener) => {
          child.on('message', listener);
        },
        onExit: (listener) => {
          child.once('exit', () => listener());
        },
        kill: () => {
          // `kill` asks to end; the system's own signal does not wait for an answer.
          if (child.pid !== undefined && process.platform !== 'win32') process.kill(child.pid, 'SIGKILL');
          else child.kill();
        },
      };
    },
  };
}
