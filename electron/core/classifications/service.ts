/** What other features may ask and do with Einstufungen. */
export {
  classificationsOfPerson,
  insertLegacyClassification,
  type StoredClassification as ClassificationRecord,
} from './repository';
export { overview as classificationOverview } from './overview';
