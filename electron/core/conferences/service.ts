/** What other features may ask about Fallkonferenzen. */
export {
  type ConferenceRecord,
  conferenceRecord,
  dueResolutions,
  listConferences,
  type RecordItem,
} from './repository';
