/** What other features may do with Fallakten. */
export type { NewPerson } from './repository';
export {
  findPerson,
  insertPerson,
  insertPersonalia,
  personaliaOf,
  setCaseStatus,
  touchPerson,
} from './repository';
