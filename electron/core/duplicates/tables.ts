/**
 * What a merge does with every table that knows a person. A test holds the list against the schema: a new table with a
 * person in it must say here what a merge does with its rows.
 */

/**
 * What becomes of rows that come to the merged file later, when the merge is taken back: assigned one by one by a person;
 * kept for both files (who received something about one of them has received something about both); kept with the leading
 * file; or following the record that they are about.
 */
export type AddedSince = 'BY_HAND' | 'BOTH' | 'LEADING' | 'WITH_RECORD';

export interface MovedTable {
  /** `table.column` */
  readonly name: string;
  readonly table: string;
  readonly column: string;
  /** Columns that tell one row from another besides the person. */
  readonly key: readonly string[];
  /**
   * Columns by which a row of the other file says the same as one of the leading file; none: a file has one row only; null: there
   * is no such row, or a blocker keeps such files from being merged. `JOINED`: it stands once. `STAYS`: it stays with the other file, unseen.
   */
  readonly sameBy: readonly string[] | null;
  readonly same: 'JOINED' | 'STAYS';
  /** Marks of which a file has one only: taken from a moved row, given back with it. */
  readonly onlyOne: readonly string[];
  /**
   * Column with the record that a row is a part of, whose history and search keys go where it goes; of a `WITH_RECORD` row
   * the record that it follows.
   */
  readonly record: string;
  /** Records within that one which have a history of their own: their table, and its column with the record. */
  readonly parts: readonly [table: string, column: string] | null;
  readonly added: AddedSince;
  /** German, and an SQL expression over the row `r` for its title; only for what is assigned by hand or named. */
  readonly label: string;
  readonly title: string;
}

const moved = (
  name: `${string}.${string}`,
  added: AddedSince,
  label: string,
  title: string,
  more: Partial<Pick<MovedTable, 'key' | 'sameBy' | 'same' | 'onlyOne' | 'record' | 'parts'>> = {},
): MovedTable => {
  const [table = '', column = ''] = name.split('.');
  const defaults = {
    key: ['id'],
    sameBy: null,
    same: 'JOINED',
    onlyOne: [],
    record: 'id',
    parts: null,
  } as const;
  return { ...defaults, name, table, column, added, label, title, ...more };
};

/** Entries have no title of their own. */
const ENTERED = "trim(r.source || ' erfasst am ' || strftime('%d.%m.%Y', substr(r.created_at, 1, 10)))";

/** Rows that go to the leading file and back. */
export const MOVED_TABLES: readonly MovedTable[] = [
  moved(
    'finding_person.person_id',
    'BY_HAND',
    'Erkenntnis',
    '(SELECT f.title FROM finding f WHERE f.id = r.finding_id)',
    {
      key: ['finding_id'],
      record: 'finding_id',
    },
  ),
  moved(
    'offence_participant.person_id',
    'BY_HAND',
    'Straftat',
    '(SELECT o.title FROM offence o WHERE o.id = r.offence_id)',
    { record: 'offence_id' },
  ),
  moved(
    'contact_person.person_id',
    'BY_HAND',
    'Kontaktperson',
    "trim(r.family_name || ', ' || r.given_names, ', ')",
  ),
  moved('person_link.person_id', 'BY_HAND', 'Beziehung', "coalesce(nullif(r.other_name, ''), r.source)"),
  moved('person_link.other_person_id', 'BY_HAND', 'Beziehung (andere Akte)', 'r.source'),
  moved('measure.person_id', 'BY_HAND', 'Maßnahme', 'r.title'),
  moved(
    'agenda_item.person_id',
    'BY_HAND',
    'Fallkonferenz',
    "(SELECT 'Tagesordnungspunkt in ' || c.number FROM conference c WHERE c.id = r.conference_id)",
    { parts: ['contribution', 'agenda_item_id'] },
  ),
  moved('resolution.person_id', 'BY_HAND', 'Beschluss', 'r.number'),
  moved('task.person_id', 'BY_HAND', 'Aufgabe', 'r.title'),
  moved('export.person_id', 'BY_HAND', 'Dokument', 'r.title'),
  moved('person_entry.person_id', 'BY_HAND', 'Angabe zur Person', ENTERED),
  moved('person_status.person_id', 'BY_HAND', 'Polizeifachlicher Status', 'r.authority'),
  moved('radar_result.person_id', 'BY_HAND', 'Ergebnis von RADAR', 'r.assessor_office'),
  moved('picture.person_id', 'BY_HAND', 'Lichtbild', 'r.source', {
    sameBy: ['sha256'],
    same: 'STAYS',
    onlyOne: ['leading'],
  }),
  // A decision is signed for the file that it names.
  moved('classification.person_id', 'LEADING', 'Einstufung', 'coalesce(r.effective_on, r.created_at)'),
  moved('export_person.person_id', 'BOTH', '', "''", { key: ['export_id'], sameBy: ['export_id'] }),
  moved('transmission_person.person_id', 'BOTH', '', "''", {
    key: ['transmission_id'],
    sameBy: ['transmission_id'],
  }),
  moved('import_row.person_id', 'LEADING', 'Zeile einer Liste', "''"),
  moved('correction.person_id', 'BY_HAND', 'Berichtigung', "''"),
  moved('recipient_notice.person_id', 'BY_HAND', 'Mitteilung an Empfänger', "''"),
  moved('guardian_notice.person_id', 'BY_HAND', 'Unterrichtung der Sorgeberechtigten', "''"),
  // A child's file says why it is stored; a file that became a child's by the merge takes that along.
  moved('child_necessity.person_id', 'LEADING', 'Notwendigkeit der Speicherung (Kind)', "''", {
    key: [],
    sameBy: [],
    same: 'STAYS',
  }),
  moved('person_identifier.person_id', 'WITH_RECORD', '', "''", {
    key: ['key', 'source', 'kind', 'label'],
    sameBy: ['key', 'source', 'kind', 'label'],
    record: 'source',
  }),
  moved('history.person_id', 'WITH_RECORD', '', "''", { record: 'record_id' }),
];

/** Rows of the Personalien block: joined by content, kept whole for the way back. */
export const BLOCK_TABLES = ['personalia', 'nationality', 'address'] as const;

/** Columns that a merge leaves alone, each with its reason. */
export const UNTOUCHED_COLUMNS: Readonly<Record<string, string>> = {
  'name_word.person_id': 'search words follow their Personalien set or their entry (trigger)',
  'file_change.person_id': 'an act about this file; an open one keeps the files apart',
  'case_grant.person_id': 'a right to this file was given for this file; it does not widen by a merge',
  'emergency_access.person_id': 'an act about this file',
  'purpose_access.person_id': 'an act about this file',
  'protected_query.person_id': 'a notice about this file',
  'access_notice_seen.person_id': 'a notice about this file',
  'audit_control.person_id': 'the control of the log speaks of the file that was opened',
  'deletion.person_id': 'an act about this file; an open one keeps the files apart',
  'retention_decision.person_id': 'a decision about the storage of this file; the leading one keeps its own',
  'person_hint.person_id': 'signed for this file; hints of the other file keep the files apart',
  'special_entry.person_id':
    'signed for this file; besondere Kategorien of the other file keep the files apart',
  'special_history.person_id': 'stands behind the gate of this file',
  'draft.person_id':
    'unsaved work of a user belongs to the form that it was typed into; it dies with its file',
  'import_row.target_person_id':
    'the choice of a list that waits for release; a vanished target is refused there',
  'duplicate_decision.person_id': 'a decision about a pair speaks of these two files only',
  'duplicate_decision.other_person_id': 'a decision about a pair speaks of these two files only',
  'person.merged_into': 'an earlier merge leads to this file, which leads on',
  'person_merge.leading_id': 'the record of an earlier merge',
  'person_merge.other_id': 'the record of an earlier merge',
};
