/** Every operation's handler. `satisfies` makes a missing or a surplus one a compile error. */
import type { Contract } from '#shared/contract/index';
import { accessHandlers } from './access/handlers';
import { auditHandlers } from './audit/handlers';
import { classificationsHandlers } from './classifications/handlers';
import { clockHandlers } from './clock/handlers';
import { conferencesHandlers } from './conferences/handlers';
import { contactsHandlers } from './contacts/handlers';
import { correctionsHandlers } from './corrections/handlers';
import { deletionHandlers } from './deletion/handlers';
import { draftsHandlers } from './drafts/handlers';
import { duplicatesHandlers } from './duplicates/handlers';
import { entriesHandlers } from './entries/handlers';
import { exportsHandlers } from './exports/handlers';
import { findingsHandlers } from './findings/handlers';
import { hintsHandlers } from './hints/handlers';
import { importsHandlers } from './imports/handlers';
import { linksHandlers } from './links/handlers';
import { measuresHandlers } from './measures/handlers';
import { offencesHandlers } from './offences/handlers';
import { personsHandlers } from './persons/handlers';
import { picturesHandlers } from './pictures/handlers';
import type { HandlersOf } from './registry';
import { retentionHandlers } from './retention/handlers';
import { sessionHandlers } from './session/handlers';
import { specialHandlers } from './special/handlers';
import { startHandlers } from './start/handlers';
import { statusHandlers } from './status/handlers';
import { usersHandlers } from './users/handlers';
import { viewsHandlers } from './views/handlers';

export const handlers = {
  session: sessionHandlers,
  users: usersHandlers,
  drafts: draftsHandlers,
  exports: exportsHandlers,
  persons: personsHandlers,
  entries: entriesHandlers,
  start: startHandlers,
  findings: findingsHandlers,
  offences: offencesHandlers,
  contacts: contactsHandlers,
  classifications: classificationsHandlers,
  conferences: conferencesHandlers,
  measures: measuresHandlers,
  imports: importsHandlers,
  duplicates: duplicatesHandlers,
  links: linksHandlers,
  views: viewsHandlers,
  audit: auditHandlers,
  access: accessHandlers,
  retention: retentionHandlers,
  clock: clockHandlers,
  deletion: deletionHandlers,
  corrections: correctionsHandlers,
  hints: hintsHandlers,
  special: specialHandlers,
  status: statusHandlers,
  pictures: picturesHandlers,
} satisfies { [F in keyof Contract]: HandlersOf<Contract[F]> };
