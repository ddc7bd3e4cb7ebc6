/** What other features may ask and do with Einstufungen. */

export { overview as classificationOverview } from './overview';
export {
  classificationsOfPerson,
  insertLegacyClassification,
  type StoredClassification as ClassificationRecord,
} from './repository';
