/** Every operation's handler. `satisfies` makes a missing or a surplus one a compile error. */
import type { Contract } from '#shared/contract/index';
import { draftsHandlers } from './drafts/handlers';
import { personsHandlers } from './persons/handlers';
import type { HandlersOf } from './registry';
import { sessionHandlers } from './session/handlers';
import { usersHandlers } from './users/handlers';

export const handlers = {
  session: sessionHandlers,
  users: usersHandlers,
  drafts: draftsHandlers,
  persons: personsHandlers,
} satisfies { [F in keyof Contract]: HandlersOf<Contract[F]> };
