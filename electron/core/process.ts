/** The vault process: the only program that ever sees case data. Everything reaches it as messages of the main process. */
import 'temporal-polyfill/global';
import { openPort } from '../bridge/vault-port';
import { systemClock } from './clock';
import { runVaultProcess } from './run';
import { PRODUCTION_KDF } from './vault/keys';

const vaultDir = process.argv[process.argv.indexOf('--vault') + 1];
if (!process.argv.includes('--vault') || !vaultDir) throw new Error('--vault DIR fehlt');

runVaultProcess(openPort(), { vaultDir, clock: systemClock, kdf: PRODUCTION_KDF, validateOutput: false });
