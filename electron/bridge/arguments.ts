/** Command line of the application. The same for both shells; nothing else is read from it. */
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

export interface ApplicationArguments {
  readonly vaultDir: string;
  /** Where the Chromium host puts documents (Electron asks with a dialogue). */
  readonly exportDir: string;
}

/** A local folder, never a roaming one: a vault that is copied at sign-off would be copied half-written. */
function dataFolder(): string {
  if (process.platform === 'win32') {
    return join(process.env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'PMK-Fallakte');
  }
  return join(process.env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'pmk-fallakte');
}

/** Debugging switches of Chromium and Node would let another program read the window or the process. */
const REFUSED_SWITCHES = [
  '--remote-debugging',
  '--inspect',
  '--js-flags',
  '--load-extension',
  '--renderer-cmd-prefix',
];

/** The first switch that would open the program to a debugger, or null. */
export function refusedSwitch(argv: readonly string[]): string | null {
  return argv.find((argument) => REFUSED_SWITCHES.some((refused) => argument.startsWith(refused))) ?? null;
}

/**
 * Reads `--vault DIR` and `--export DIR`.
 * @throws Error with a German sentence for anything that is not known
 */
export function readArguments(argv: readonly string[]): ApplicationArguments {
  const given = new Map<string, string>();
  for (let index = 0; index < argv.length; index += 1) {
    const argument = argv[index] ?? '';
    const [name = '', joined] = argument.split(/=(.*)/su, 2);
    if (name !== '--vault' && name !== '--export') throw new Error(`Unbekannte Angabe: ${argument}`);
    const value = joined ?? argv[++index];
    if (value === undefined || value === '' || value.startsWith('--'))
      throw new Error(`Nach ${name} fehlt der Ordner.`);
    given.set(name, resolve(value));
  }
  return {
    vaultDir: given.get('--vault') ?? join(dataFolder(), 'vault'),
    exportDir: given.get('--export') ?? join(homedir(), 'PMK-Fallakte Ausgaben'),
  };
}
