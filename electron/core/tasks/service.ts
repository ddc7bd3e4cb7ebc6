/** What other features may do with tasks. */
export { completeTasksOfPerson, insertTask, type NewTask } from './repository';
