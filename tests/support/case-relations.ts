/**
 * Who may do what with which file, written by hand from the description of roles, protection, restriction and grants (features
 * F53, F55, F56; domain 4.2 rows 13, 22–25): the oracle of the test of relations. It never looks at the scope or at the contract.
 */
import type { OperationName } from '#shared/contract/index';
import type { GrantKind } from '#shared/domain/access';
import type { RoleLetter } from './role-rights';

/** How a file stands and how the asker stands to it. */
export interface Relation {
  readonly name: string;
  /** Files of the asker's office unless it says otherwise. */
  readonly isForeign?: true;
  readonly officer?: true;
  readonly deputy?: true;
  readonly protected?: true;
  readonly restricted?: true;
  readonly grant?: GrantKind;
  /**
   * For the roles S L K F P R D A: `-` the file does not exist · `r` reading only · `x` reading, and the acts about
   * protection and restriction · `w` whatever the role may do.
   */
  readonly levels: string;
}

export const RELATIONS: readonly Relation[] = [
  //                                                                                       S L K F P R D A
  { name: 'fester Sachbearbeiter', officer: true, levels: 'w w w w w w - -' },
  { name: 'Vertretung', deputy: true, levels: 'w w w w w w - -' },
  { name: 'Akte der eigenen Dienststelle', levels: 'w w w w w w - -' },
  { name: 'Akte einer anderen Dienststelle', isForeign: true, levels: '- - w w w - - -' },
  { name: 'geschützt, fester Sachbearbeiter', protected: true, officer: true, levels: 'w w w w w w - -' },
  { name: 'geschützt, Vertretung', protected: true, deputy: true, levels: 'w w w w w w - -' },
  { name: 'geschützt, eigene Dienststelle', protected: true, levels: '- w - - - - - -' },
  { name: 'geschützt, andere Dienststelle', protected: true, isForeign: true, levels: '- - - - - - - -' },
  {
    name: 'eingeschränkt, fester Sachbearbeiter',
    restricted: true,
    officer: true,
    levels: '- x - - - - - -',
  },
  { name: 'eingeschränkt, eigene Dienststelle', restricted: true, levels: '- x - - - - - -' },
  {
    name: 'eingeschränkt, andere Dienststelle',
    restricted: true,
    isForeign: true,
    levels: '- - - - - - - -',
  },
  {
    name: 'Leserecht an geschützter Akte',
    protected: true,
    isForeign: true,
    grant: 'READ',
    levels: 'r r r r r r - -',
  },
  { name: 'Leserecht an eigener Akte nimmt nichts', grant: 'READ', levels: 'w w w w w w - -' },
  {
    name: 'Schreibrecht an geschützter Akte',
    protected: true,
    isForeign: true,
    grant: 'WRITE',
    levels: 'w w w w w w - -',
  },
  {
    name: 'Schreibrecht an eingeschränkter Akte',
    restricted: true,
    isForeign: true,
    grant: 'WRITE',
    levels: '- - - - - - - -',
  },
  {
    name: 'Notzugriff',
    protected: true,
    isForeign: true,
    grant: 'EMERGENCY',
    levels: 'r r r r r r - -',
  },
  { name: 'erlaubter Zweck', restricted: true, grant: 'PURPOSE', levels: 'x x x x x x - -' },
  {
    name: 'Einzelfallkontrolle',
    protected: true,
    restricted: true,
    isForeign: true,
    grant: 'CONTROL',
    levels: 'r r r r r r r -',
  },
];

/**
 * What an operation does with the file that its input names: `r` reads it · `w` works with it · `x` is about its protection or
 * restriction · `-` names none. An operation that is missing here does not compile.
 */
export const FILE_ACTS: Readonly<Record<OperationName, 'r' | 'w' | 'x' | '-'>> = {
  'session.state': '-',
  'session.createVault': '-',
  'session.login': '-',
  'session.activate': '-',
  'session.recover': '-',
  'session.changePassphrase': '-',
  'session.setReason': '-',
  'session.setPreferences': '-',
  'session.notices': '-',
  'session.acknowledgeNotice': '-',

  'users.list': '-',
  'users.directory': '-',
  'users.requestCreate': '-',
  'users.requestRoles': '-',
  'users.requestReset': '-',
  'users.requestUnlock': '-',
  'users.lock': '-',
  'users.requests': '-',
  'users.decideRequest': '-',

  // What is typed about a file: also the reason of a proposal on a restricted one.
  'drafts.save': 'x',
  'drafts.get': '-',
  'drafts.discard': '-',

  'start.overview': '-',

  'exports.recipients': '-',
  'exports.preview': 'w',
  'exports.request': 'w',
  'exports.get': '-',
  'exports.waiting': '-',
  'exports.release': '-',
  'exports.openCopy': '-',
  'exports.transmissionsOfPerson': 'r',

  'persons.search': '-',
  'persons.get': 'r',
  'persons.sections': 'r',
  'persons.create': '-',
  'persons.update': 'w',
  'persons.history': 'r',

  'findings.list': 'r',
  'findings.get': 'r',
  'findings.create': 'w',
  'findings.update': 'w',
  'findings.label': 'w',
  'findings.move': 'w',
  'findings.removeFromFile': 'w',
  'findings.inbox': '-',

  'offences.list': 'r',
  'offences.get': 'r',
  'offences.create': 'w',
  'offences.update': 'w',
  'offences.label': 'w',
  'offences.reviewStorage': 'w',

  'contacts.list': 'r',
  'contacts.create': 'w',
  'contacts.update': 'w',
  'contacts.label': 'w',
  'contacts.confirmReview': 'w',
  'contacts.remove': 'w',

  'classifications.catalogue': '-',
  'classifications.listOfPerson': 'r',
  'classifications.get': 'r',
  'classifications.evidence': 'r',
  'classifications.createDraft': 'w',
  'classifications.saveDraft': 'w',
  'classifications.submit': 'w',
  'classifications.askBack': 'w',
  'classifications.countersign': 'w',
  'classifications.decide': 'w',
  'classifications.withdraw': 'w',
  'classifications.verify': 'r',
  'classifications.overview': '-',

  'conferences.agencies': '-',
  'conferences.list': '-',
  'conferences.get': '-',
  'conferences.listOfPerson': 'r',
  'conferences.create': '-',
  'conferences.update': '-',
  'conferences.addAgency': '-',
  'conferences.updateAgency': '-',
  'conferences.removeAgency': '-',
  'conferences.addAgendaItem': 'w',
  'conferences.updateAgendaItem': '-',
  'conferences.moveAgendaItem': '-',
  'conferences.removeAgendaItem': '-',
  'conferences.start': '-',
  'conferences.saveSession': '-',
  'conferences.saveItem': '-',
  'conferences.addContribution': '-',
  'conferences.updateContribution': '-',
  'conferences.removeContribution': '-',
  'conferences.addResolution': 'w',
  'conferences.updateResolution': 'w',
  'conferences.removeResolution': '-',
  'conferences.openResolutions': '-',
  'conferences.reportStatus': '-',
  'conferences.close': '-',

  'measures.catalogue': '-',
  'measures.listOfPerson': 'r',
  'measures.overview': '-',
  'measures.get': 'r',
  'measures.create': 'w',
  'measures.update': 'w',
  'measures.changeState': 'w',
  'measures.confirmOrder': 'w',

  'imports.inspect': '-',
  'imports.preview': '-',
  'imports.rows': '-',
  'imports.row': '-',
  'imports.stage': 'w',
  'imports.cancel': '-',
  'imports.batches': '-',
  'imports.waiting': '-',
  'imports.report': '-',
  'imports.reportRows': '-',
  'imports.reportRow': '-',
  'imports.release': '-',

  'access.ofPerson': 'r',
  'access.propose': 'x',
  'access.decide': 'x',
  'access.grant': 'w',
  'access.revoke': 'x',
  'access.openEmergency': '-',
  'access.decideEmergency': 'x',
  'access.openForPurpose': '-',
  'access.acknowledge': '-',

  'audit.open': '-',
  'audit.list': '-',
  'audit.entry': '-',
  'audit.verify': '-',
  'audit.drawSample': '-',
  'audit.samples': '-',
  'audit.sample': '-',
  'audit.rateSample': '-',
  'audit.finishSample': '-',
  'audit.redrawSample': '-',
  'audit.prepareExport': '-',
  'audit.retention': '-',
  'audit.proposeRetention': '-',
  'audit.decideRetention': '-',
  'audit.runRetention': '-',
  'audit.controls': '-',
  'audit.resolvePerson': '-',
  'audit.beginControl': '-',
  'audit.endControl': '-',

  'clock.confirm': '-',
  'clock.state': '-',
  'corrections.ofPerson': 'r',
  'corrections.record': 'x',
  'corrections.told': 'x',
  'deletion.chooseTrace': 'x',
  'deletion.decide': 'x',
  'deletion.noteArchive': 'x',
  'deletion.ofPerson': 'r',
  'deletion.propose': 'x',
  'deletion.records': '-',
  'deletion.removeRecord': 'w',
  'deletion.traces': 'w',
  'deletion.withdraw': 'x',
  'entries.create': 'w',
  'entries.list': 'r',
  'entries.remove': 'w',
  'entries.update': 'w',
  'hints.catalogue': '-',
  'hints.decide': 'w',
  'hints.list': 'r',
  'hints.propose': 'w',
  'hints.remove': 'w',
  'hints.renew': 'w',
  'hints.revise': 'w',
  'hints.unmask': 'x',
  'persons.changeLeading': 'w',
  'persons.fieldHistory': 'r',
  'pictures.add': 'w',
  'pictures.label': 'w',
  'pictures.leading': 'r',
  'pictures.list': 'r',
  'pictures.open': 'r',
  'pictures.remove': 'w',
  'pictures.setLeading': 'w',
  'pictures.update': 'w',
  'retention.approve': 'w',
  'retention.approveMinorAct': '-',
  'retention.decide': 'x',
  'retention.decidePreliminary': 'w',
  'retention.minorApproval': '-',
  'retention.ofPerson': 'r',
  'retention.recordGuardianNotice': 'w',
  'retention.recordNecessity': 'w',
  'retention.saveSettings': '-',
  'retention.settings': '-',
  'special.decide': 'w',
  'special.list': 'x',
  'special.propose': 'w',
  'special.remove': 'w',
  'special.renew': 'w',
  'special.revise': 'w',
  'special.unmask': 'x',
  'start.deadlines': '-',
  'status.correct': 'w',
  'status.correctRadar': 'w',
  'status.get': 'r',
  'status.record': 'w',
  'status.recordRadar': 'w',
  'status.remove': 'w',
  'status.removeRadar': 'w',
};

const LETTERS = 'SLKFPRDA';
/** Which acts a level allows. */
const ALLOWED = { '-': '', r: 'r', x: 'rx', w: 'rxw' } as const;

/** Whether the file is open for the act, whatever the role may do otherwise. */
export function isOpenFor(relation: Relation, letter: RoleLetter, act: string): boolean {
  const level = relation.levels.split(' ')[LETTERS.indexOf(letter)] as keyof typeof ALLOWED;
  return ALLOWED[level].includes(act);
}
