/** The vault process's end of the line to the main process, whichever way it was started. */
import { type FromVault, readToVault, type ToVault } from './messages';

export interface VaultPort {
  send(message: FromVault): void;
  onMessage(listener: (message: ToVault) => void): void;
}

/** The part of Electron's `process.parentPort` that is used (the vault process does not import Electron). */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
}

function parentPort(): ParentPort | null {
  const port: unknown = Reflect.get(process, 'parentPort');
  return typeof port === 'object' && port !== null && 'postMessage' in port ? (port as ParentPort) : null;
}

/**
 * Opens the line. When the main process goes, the vault process goes with it.
 * @throws Error if the program was started by hand and not by the main process
 */
export function openPort(): VaultPort {
  const port = parentPort();
  if (port !== null) {
    return {
      send: (message) => port.postMessage(message),
      onMessage: (listener) => {
        port.on('message', ({ data }) => forward(data, listener));
      },
    };
  }
  const send = process.send?.bind(process);
  if (send === undefined) throw new Error('Der Tresorprozess wird von PMK-Fallakte selbst gestartet.');
  process.on('disconnect', () => process.exit(0));
  return {
    send: (message) => {
      // The callback takes the error of a line that has just been cut; `disconnect` then ends the process.
      if (process.connected) send(message, undefined, undefined, () => undefined);
    },
    onMessage: (listener) => {
      process.on('message', (message) => forward(message, listener));
    },
  };
}

function forward(message: unknown, listener: (message: ToVault) => void): void {
  const read = readToVault(message);
  if (read !== null) listener(read);
}
