/** What other features may ask about Fallkonferenzen. */
export { listConferences } from './heads';
export { type ConferenceRecord, conferenceRecord, type RecordItem } from './repository';
export { dueResolutions } from './resolutions';
