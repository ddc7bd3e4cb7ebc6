/**
 * Who may do what, written by hand from the description of the roles (features.md F55, F56, F59): the oracle of the rights
 * tests. It never looks at the permissions of the contract. An operation that is missing here fails the test.
 *
 * S Sachbearbeitung · L Leitung KI ST · K LKA-Koordination · F Konferenzleitung · P Protokoll · R Lesen
 * D Datenschutz · A Administration
 */
import type { OperationName } from '#shared/contract/index';
import type { PersonName } from './office';

export const ROLE_LETTERS = {
  S: 'wendler',
  L: 'leitung',
  K: 'lka',
  F: 'konferenz',
  P: 'protokoll',
  R: 'lesen',
  D: 'datenschutz',
  A: 'admin',
} as const satisfies Record<string, PersonName>;
export type RoleLetter = keyof typeof ROLE_LETTERS;

/** Before the sign-in there is nobody to ask for a role. */
export const PUBLIC = 'öffentlich';

const EVERYBODY = 'SLKFPRDA';
const READS_CASES = 'SLKFPR';
const WRITES_CASES = 'SL';
/** Besondere Kategorien: whoever writes cases, and then only inside the gate of the file. */
const SEES_SPECIAL = 'SL';
const DECIDES = 'L';
const ISSUES = 'SLKF';
const RELEASES = 'LKF';
// A Sachbearbeitung on the order of a senior officer, the others on their own authority.
const OPENS_IN_EMERGENCY = 'SLKF';
const LEADS_CONFERENCES = 'F';
const TAKES_MINUTES = 'FP';
const MANAGES_ACCOUNTS = 'A';
const SEES_ACCOUNTS = 'LDA';
const APPROVES_ACCOUNTS = 'LD';
const READS_LOG = 'D';
const SEES_CONTROLS = 'LD';
const APPROVES_FOR_MINORS = 'LK';

export const RIGHTS: Readonly<Record<OperationName, string>> = {
  'session.state': PUBLIC,
  'session.createVault': PUBLIC,
  'session.login': PUBLIC,
  'session.activate': PUBLIC,
  'session.recover': PUBLIC,
  'session.changePassphrase': EVERYBODY,
  'session.setReason': EVERYBODY,
  'session.setPreferences': EVERYBODY,
  'session.notices': EVERYBODY,
  'session.acknowledgeNotice': EVERYBODY,

  'users.list': SEES_ACCOUNTS,
  'users.directory': EVERYBODY,
  'users.requestCreate': MANAGES_ACCOUNTS,
  'users.requestRoles': MANAGES_ACCOUNTS,
  'users.requestReset': MANAGES_ACCOUNTS,
  'users.requestUnlock': MANAGES_ACCOUNTS,
  'users.lock': MANAGES_ACCOUNTS,
  'users.requests': SEES_ACCOUNTS,
  'users.decideRequest': APPROVES_ACCOUNTS,

  'drafts.save': EVERYBODY,
  'drafts.get': EVERYBODY,
  'drafts.discard': EVERYBODY,

  'start.overview': EVERYBODY,
  'start.deadlines': READS_CASES,

  'exports.recipients': ISSUES,
  'exports.preview': ISSUES,
  'exports.request': ISSUES,
  'exports.get': ISSUES,
  'exports.waiting': ISSUES,
  'exports.release': RELEASES,
  'exports.openCopy': ISSUES,
  'exports.transmissionsOfPerson': READS_CASES,

  'persons.search': READS_CASES,
  'persons.get': READS_CASES,
  'persons.titles': READS_CASES,
  'persons.sections': READS_CASES,
  'persons.create': WRITES_CASES,
  'persons.update': WRITES_CASES,
  'persons.history': READS_CASES,
  'persons.fieldHistory': READS_CASES,
  'persons.changeLeading': WRITES_CASES,

  'entries.list': READS_CASES,
  'entries.create': WRITES_CASES,
  'entries.update': WRITES_CASES,
  'entries.remove': WRITES_CASES,

  'findings.list': READS_CASES,
  'findings.newest': READS_CASES,
  'findings.get': READS_CASES,
  'findings.create': WRITES_CASES,
  'findings.update': WRITES_CASES,
  'findings.label': WRITES_CASES,
  'findings.move': WRITES_CASES,
  'findings.removeFromFile': WRITES_CASES,
  'findings.inbox': WRITES_CASES,

  'offences.list': READS_CASES,
  'offences.get': READS_CASES,
  'offences.create': WRITES_CASES,
  'offences.update': WRITES_CASES,
  'offences.label': WRITES_CASES,
  'offences.reviewStorage': WRITES_CASES,

  'contacts.list': READS_CASES,
  'contacts.create': WRITES_CASES,
  'contacts.update': WRITES_CASES,
  'contacts.label': WRITES_CASES,
  'contacts.confirmReview': WRITES_CASES,
  'contacts.remove': WRITES_CASES,

  'classifications.catalogue': READS_CASES,
  'classifications.listOfPerson': READS_CASES,
  'classifications.get': READS_CASES,
  'classifications.evidence': READS_CASES,
  'classifications.createDraft': WRITES_CASES,
  'classifications.saveDraft': WRITES_CASES,
  'classifications.submit': WRITES_CASES,
  'classifications.askBack': WRITES_CASES,
  'classifications.countersign': WRITES_CASES,
  'classifications.decide': DECIDES,
  'classifications.withdraw': WRITES_CASES,
  'classifications.verify': READS_CASES,
  'classifications.overview': READS_CASES,

  'conferences.agencies': READS_CASES,
  'conferences.list': READS_CASES,
  'conferences.get': READS_CASES,
  'conferences.listOfPerson': READS_CASES,
  'conferences.create': LEADS_CONFERENCES,
  'conferences.update': LEADS_CONFERENCES,
  'conferences.addAgency': TAKES_MINUTES,
  'conferences.updateAgency': TAKES_MINUTES,
  'conferences.removeAgency': LEADS_CONFERENCES,
  'conferences.addAgendaItem': LEADS_CONFERENCES,
  'conferences.updateAgendaItem': LEADS_CONFERENCES,
  'conferences.moveAgendaItem': LEADS_CONFERENCES,
  'conferences.removeAgendaItem': LEADS_CONFERENCES,
  'conferences.start': TAKES_MINUTES,
  'conferences.saveSession': TAKES_MINUTES,
  'conferences.saveItem': TAKES_MINUTES,
  'conferences.addContribution': TAKES_MINUTES,
  'conferences.updateContribution': TAKES_MINUTES,
  'conferences.removeContribution': TAKES_MINUTES,
  'conferences.addResolution': TAKES_MINUTES,
  'conferences.updateResolution': TAKES_MINUTES,
  'conferences.removeResolution': TAKES_MINUTES,
  'conferences.openResolutions': READS_CASES,
  // The case worker reports what became of a Beschluss on the own file, the minutes taker what the conference heard.
  'conferences.reportStatus': 'SLFP',
  'conferences.close': LEADS_CONFERENCES,

  'measures.catalogue': READS_CASES,
  'measures.listOfPerson': READS_CASES,
  'measures.overview': READS_CASES,
  'measures.get': READS_CASES,
  'measures.create': WRITES_CASES,
  'measures.update': WRITES_CASES,
  'measures.changeState': WRITES_CASES,
  'measures.confirmOrder': WRITES_CASES,

  'duplicates.check': READS_CASES,
  'duplicates.list': READS_CASES,
  'duplicates.pair': READS_CASES,
  'duplicates.dismiss': WRITES_CASES,
  'duplicates.reopen': WRITES_CASES,
  'duplicates.propose': WRITES_CASES,
  'duplicates.proposeUndo': WRITES_CASES,
  'duplicates.decide': DECIDES,
  'duplicates.withdraw': WRITES_CASES,
  'duplicates.get': READS_CASES,
  'duplicates.waiting': READS_CASES,
  'duplicates.mergesOfPerson': READS_CASES,
  'duplicates.survivor': READS_CASES,

  'links.list': READS_CASES,
  'links.create': WRITES_CASES,
  'links.update': WRITES_CASES,
  'links.remove': WRITES_CASES,

  'views.list': READS_CASES,
  'views.save': READS_CASES,
  'views.rename': READS_CASES,
  'views.remove': READS_CASES,
  'views.setDefault': READS_CASES,
  'views.setColumns': READS_CASES,
  'retention.ofPerson': READS_CASES,
  'retention.decide': WRITES_CASES,
  'retention.decidePreliminary': WRITES_CASES,
  'retention.approve': APPROVES_FOR_MINORS,
  'retention.minorApproval': READS_CASES,
  'retention.approveMinorAct': APPROVES_FOR_MINORS,
  'retention.recordGuardianNotice': WRITES_CASES,
  'retention.recordNecessity': WRITES_CASES,
  'retention.settings': DECIDES,
  'retention.saveSettings': DECIDES,

  'clock.state': EVERYBODY,
  'clock.confirm': DECIDES,
  'deletion.ofPerson': READS_CASES,
  'deletion.traces': WRITES_CASES,
  'deletion.propose': WRITES_CASES,
  'deletion.noteArchive': WRITES_CASES,
  'deletion.chooseTrace': WRITES_CASES,
  'deletion.withdraw': WRITES_CASES,
  'deletion.decide': DECIDES,
  'deletion.removeRecord': WRITES_CASES,
  // Whoever answers for the deletions of an office, and whoever controls them.
  'deletion.records': 'LD',

  'corrections.ofPerson': READS_CASES,
  'corrections.record': WRITES_CASES,
  'corrections.told': WRITES_CASES,

  'imports.inspect': WRITES_CASES,
  'imports.preview': WRITES_CASES,
  'imports.rows': WRITES_CASES,
  'imports.row': WRITES_CASES,
  'imports.stage': WRITES_CASES,
  'imports.cancel': WRITES_CASES,
  'imports.batches': WRITES_CASES,
  'imports.waiting': DECIDES,
  'imports.report': WRITES_CASES,
  'imports.reportRows': WRITES_CASES,
  'imports.reportRow': WRITES_CASES,
  'imports.release': DECIDES,

  'audit.open': READS_LOG,
  'audit.list': READS_LOG,
  'audit.entry': READS_LOG,
  'audit.verify': READS_LOG,
  'audit.drawSample': READS_LOG,
  'audit.samples': READS_LOG,
  'audit.sample': READS_LOG,
  'audit.rateSample': READS_LOG,
  'audit.finishSample': READS_LOG,
  'audit.redrawSample': READS_LOG,
  'audit.prepareExport': READS_LOG,
  'audit.retention': SEES_CONTROLS,
  'audit.proposeRetention': READS_LOG,
  'audit.decideRetention': DECIDES,
  'audit.runRetention': READS_LOG,
  'audit.controls': SEES_CONTROLS,
  'audit.resolvePerson': READS_LOG,
  'audit.beginControl': READS_LOG,
  'audit.endControl': READS_LOG,
  'access.ofPerson': READS_CASES,
  'access.propose': WRITES_CASES,
  'access.decide': WRITES_CASES,
  'access.grant': DECIDES,
  'access.revoke': DECIDES,
  'access.openEmergency': OPENS_IN_EMERGENCY,
  'access.decideEmergency': DECIDES,
  'access.openForPurpose': READS_CASES,
  'access.acknowledge': READS_CASES,
  'hints.catalogue': READS_CASES,
  'hints.list': READS_CASES,
  'hints.unmask': SEES_SPECIAL,
  'hints.propose': WRITES_CASES,
  'hints.revise': WRITES_CASES,
  'hints.decide': WRITES_CASES,
  'hints.renew': WRITES_CASES,
  'hints.remove': WRITES_CASES,

  'special.list': SEES_SPECIAL,
  'special.unmask': SEES_SPECIAL,
  'special.propose': SEES_SPECIAL,
  'special.revise': SEES_SPECIAL,
  'special.decide': SEES_SPECIAL,
  'special.renew': SEES_SPECIAL,
  'special.remove': SEES_SPECIAL,

  'status.get': READS_CASES,
  'status.record': WRITES_CASES,
  'status.correct': WRITES_CASES,
  'status.remove': WRITES_CASES,
  'status.recordRadar': WRITES_CASES,
  'status.correctRadar': WRITES_CASES,
  'status.removeRadar': WRITES_CASES,

  'pictures.list': READS_CASES,
  'pictures.leading': READS_CASES,
  'pictures.open': READS_CASES,
  'pictures.add': WRITES_CASES,
  'pictures.update': WRITES_CASES,
  'pictures.label': WRITES_CASES,
  'pictures.setLeading': WRITES_CASES,
  'pictures.remove': WRITES_CASES,
};

/** The roles that may call an operation; empty for one that is open before the sign-in or that the table does not know. */
export function allowedRoles(op: string): RoleLetter[] {
  const letters = (RIGHTS as Readonly<Record<string, string>>)[op] ?? '';
  if (letters === PUBLIC) return [];
  return (Object.keys(ROLE_LETTERS) as RoleLetter[]).filter((letter) => letters.includes(letter));
}
