/** What other features may do with Fallakten. */
export { indexIdentifiers, indexPersonHead, rebuildPersonHeads } from './identifiers';
export { indexFurtherNames, rebuildNameKeys } from './name-keys';
export { peopleNamedBy } from './named';
export type { NewPerson } from './repository';
export {
  correctLastEvent,
  findPerson,
  insertAddress,
  insertNationality,
  insertPerson,
  insertPersonalia,
  personaliaOf,
  setCaseStatus,
  touchPerson,
} from './repository';
