/** What other features may ask and do with Einstufungen. */

export { insertLegacyClassification } from './legacy';
export { overview as classificationOverview } from './overview';
export {
  classificationsOfPerson,
  type StoredClassification as ClassificationRecord,
} from './repository';
