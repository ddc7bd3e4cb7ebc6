/** Record ids: UUIDv7, so that rows of one time lie together and ids of several vaults never meet. */
import { uuidv7 } from 'uuidv7';

export function newId(): string {
  return uuidv7();
}
