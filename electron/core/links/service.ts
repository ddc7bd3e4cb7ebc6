/** What other features may ask about relations. */
export { linksOf } from './repository';
