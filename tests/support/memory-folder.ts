/**
 * Lets the temporary folders of a test file lie in memory where the system offers that: thousands of small transactions
 * would otherwise wait for the disk. Import it first. The tests about durability do not use it.
 */
import { accessSync, constants } from 'node:fs';

const MEMORY = '/dev/shm';
try {
  accessSync(MEMORY, constants.W_OK | constants.X_OK);
  process.env['TMPDIR'] = MEMORY;
} catch {
  // No such folder: the tests take longer.
}
