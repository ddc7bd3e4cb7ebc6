/** Operation and prosecutor's numbers of Straftaten as identifiers of the people who take part. */
import type { Database } from 'better-sqlite3';
import { statement } from '../database/statements';
import { indexIdentifiers } from '../persons/service';

interface NumbersRow {
  readonly id: string;
  readonly operationNo: string;
  readonly prosecutorNo: string;
  readonly personId: string;
}

/** § 22b(2) PolG NRW: what is not labelled is not processed further, so a blocked record is found under no number. */
const NUMBERS = `SELECT DISTINCT o.id, o.operation_no AS operationNo, o.prosecutor_no AS prosecutorNo, op.person_id AS personId
  FROM offence o JOIN offence_participant op ON op.offence_id = o.id
  WHERE op.person_id IS NOT NULL AND o.blocked = 0 AND (o.operation_no <> '' OR o.prosecutor_no <> '')`;

/** Writes the numbers of one offence anew, for everybody who takes part; in the transaction that changed it. */
export function indexOffence(db: Database, offenceId: string): void {
  statement(db, 'DELETE FROM person_identifier WHERE source = ?').run(offenceId);
  for (const row of statement<[string], NumbersRow>(db, `${NUMBERS} AND o.id = ?`).all(offenceId))
    write(db, row);
}

/** The same for all in which a person takes part, after they came to this person. */
export function indexOffencesOf(db: Database, personId: string): void {
  for (const { id } of statement<[string], { id: string }>(
    db,
    'SELECT DISTINCT offence_id AS id FROM offence_participant WHERE person_id = ?',
  ).all(personId))
    indexOffence(db, id);
}

export function rebuildOffenceIdentifiers(db: Database): void {
  for (const row of statement<[], NumbersRow>(db, NUMBERS).all()) write(db, row);
}

function write(db: Database, { id, operationNo, prosecutorNo, personId }: NumbersRow): void {
  indexIdentifiers({ db }, personId, id, [
    { kind: 'OPERATION_NO', label: operationNo },
    { kind: 'PROSECUTOR_NO', label: prosecutorNo },
  ]);
}
