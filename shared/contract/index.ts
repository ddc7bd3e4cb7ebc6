/** Every operation of the product. A feature that is not listed here does not exist. */

import { accessContract } from './access';
import { auditContract } from './audit';
import { classificationsContract } from './classifications';
import { clockContract } from './clock';
import { conferencesContract } from './conferences';
import { contactsContract } from './contacts';
import { correctionsContract } from './corrections';
import type { AnyOperation, InputOf, OutputOf } from './define';
import { deletionContract } from './deletion';
import { draftsContract } from './drafts';
import { duplicatesContract } from './duplicates';
import { entriesContract } from './entries';
import { exportsContract } from './exports';
import { findingsContract } from './findings';
import { hintsContract } from './hints';
import { importsContract } from './imports';
import { linksContract } from './links';
import { measuresContract } from './measures';
import { offencesContract } from './offences';
import { personsContract } from './persons';
import { picturesContract } from './pictures';
import { retentionContract } from './retention';
import { sessionContract } from './session';
import { specialContract } from './special';
import { startContract } from './start';
import { statusContract } from './status';
import { usersContract } from './users';
import { viewsContract } from './views';

export const contract = {
  session: sessionContract,
  users: usersContract,
  drafts: draftsContract,
  exports: exportsContract,
  persons: personsContract,
  entries: entriesContract,
  start: startContract,
  findings: findingsContract,
  offences: offencesContract,
  contacts: contactsContract,
  classifications: classificationsContract,
  conferences: conferencesContract,
  measures: measuresContract,
  imports: importsContract,
  duplicates: duplicatesContract,
  links: linksContract,
  views: viewsContract,
  audit: auditContract,
  access: accessContract,
  retention: retentionContract,
  clock: clockContract,
  deletion: deletionContract,
  corrections: correctionsContract,
  hints: hintsContract,
  special: specialContract,
  status: statusContract,
  pictures: picturesContract,
};

export type Contract = typeof contract;
type Names<C> = { [F in keyof C & string]: `${F}.${keyof C[F] & string}` }[keyof C & string];
export type OperationName = Names<Contract>;
export type SpecOf<N extends OperationName> =
  N extends `${infer F extends keyof Contract & string}.${infer O}`
    ? O extends keyof Contract[F]
      ? Contract[F][O] extends AnyOperation
        ? Contract[F][O]
        : never
      : never
    : never;
export type Input<N extends OperationName> = InputOf<SpecOf<N>>;
export type Output<N extends OperationName> = OutputOf<SpecOf<N>>;

const operations: ReadonlyMap<string, AnyOperation> = new Map(
  Object.entries(contract).flatMap(([feature, specs]) =>
    Object.entries(specs).map(([name, spec]): [string, AnyOperation] => [`${feature}.${name}`, spec]),
  ),
);

/** The declaration of an operation, or undefined for a name that the contract does not know. */
export function findOperation(name: string): AnyOperation | undefined {
  return operations.get(name);
}

export function operationNames(): readonly string[] {
  return [...operations.keys()];
}
