/**
 * What the section list and the head of a Fallakte show: how much there is, what is blocked, what is due. One read for
 * all sections; it counts what the lists of the sections show, so the same links to `visible_person` stand here.
 */
import type { FileDeadline, FileMarks } from '#shared/contract/persons';
import { dueState } from '#shared/domain/deadlines';
import type { Context } from '../context';
import { statement } from '../database/statements';
import { entryCounts } from '../entries/service';
import { NotFoundError } from '../errors';
import { measuresOfPerson } from '../measures/service';
import { ageOf, retentionDeadlines } from '../retention/service';
import { gateIsOpen } from '../special/service';

const MAX_DEADLINES = 20;

interface CountRow {
  contacts: number;
  contactsBlocked: number;
  hints: number;
  hintsOpen: number;
  pictures: number;
  picturesBlocked: number;
  links: number;
  linksBlocked: number;
  findings: number;
  findingsBlocked: number;
  offences: number;
  offencesBlocked: number;
  conferences: number;
  transmissions: number;
  openProposal: number;
  openDeletion: number;
  legacy: number;
}

/** The decision that counts; reviews and Altbestand follow it and nothing older. */
const CURRENT = `(SELECT k.id FROM classification k WHERE k.person_id = p.id AND k.step = 'ENTSCHIEDEN_JA'
  ORDER BY coalesce(k.decided_at, k.created_at) DESC, k.id DESC LIMIT 1)`;
const FINDINGS = 'FROM finding_person l JOIN finding r ON r.id = l.finding_id WHERE l.person_id = p.id';
const OFFENCES = 'FROM offence_participant l JOIN offence r ON r.id = l.offence_id WHERE l.person_id = p.id';
const CONTACTS = 'FROM contact_person r WHERE r.person_id = p.id';
const LINKS = `FROM person_link r WHERE (r.person_id = p.id AND (r.other_person_id IS NULL
    OR r.other_person_id IN (SELECT id FROM visible_person)))
  OR (r.other_person_id = p.id AND r.person_id IN (SELECT id FROM visible_person))`;

export function fileMarks(ctx: Context, personId: string): FileMarks {
  const row = statement<[string], CountRow>(
    ctx.db,
    `SELECT (SELECT count(*) ${CONTACTS}) AS contacts,
       (SELECT count(*) ${CONTACTS} AND r.blocked = 1) AS contactsBlocked,
       (SELECT count(*) FROM person_hint h WHERE h.person_id = p.id) AS hints,
       (SELECT count(*) FROM person_hint h WHERE h.person_id = p.id AND h.state = 'VORGESCHLAGEN') AS hintsOpen,
       (SELECT count(*) FROM picture i WHERE i.person_id = p.id) AS pictures,
       (SELECT count(*) FROM picture i WHERE i.person_id = p.id AND i.blocked = 1) AS picturesBlocked,
       (SELECT count(*) ${LINKS}) AS links,
       (SELECT count(*) FROM person_link r WHERE r.person_id = p.id AND r.blocked = 1) AS linksBlocked,
       (SELECT count(*) FROM finding_person l WHERE l.person_id = p.id) AS findings,
       (SELECT count(*) ${FINDINGS} AND r.blocked = 1) AS findingsBlocked,
       (SELECT count(*) FROM offence_participant l WHERE l.person_id = p.id) AS offences,
       (SELECT count(*) ${OFFENCES} AND r.blocked = 1) AS offencesBlocked,
       (SELECT count(*) FROM agenda_item i WHERE i.person_id = p.id) AS conferences,
       (SELECT count(*) FROM transmission_person t WHERE t.person_id = p.id) AS transmissions,
       EXISTS (SELECT 1 FROM classification c WHERE c.person_id = p.id
               AND c.step NOT IN ('ENTSCHIEDEN_JA', 'ENTSCHIEDEN_NEIN')) AS openProposal,
       EXISTS (SELECT 1 FROM deletion d WHERE d.person_id = p.id AND d.state = 'VORGESCHLAGEN') AS openDeletion,
       coalesce((SELECT c.origin = 'ALTBESTAND' FROM classification c WHERE c.id = ${CURRENT}), 0) AS legacy
     FROM visible_person p WHERE p.id = ?`,
  ).get(personId);
  if (!row) throw new NotFoundError('Die Fallakte');
  const measures = measuresOfPerson(ctx, personId).filter(({ state }) => !ENDED.has(state));
  const deadlines = [
    ...storedDeadlines(ctx, personId),
    ...retentionDeadlines(ctx, personId),
    ...hintDeadlines(ctx, personId),
    ...measures.flatMap(({ title, dueOn, lapsesOn }) => {
      const day = earliest(dueOn, lapsesOn);
      return day === null ? [] : [{ kind: 'MEASURE' as const, title, dueOn: day }];
    }),
  ];
  const today = ctx.clock.today();
  const age = ageOf(ctx, personId);
  return {
    counts: {
      contacts: row.contacts,
      hints: row.hints,
      pictures: row.pictures,
      links: row.links,
      findings: row.findings,
      offences: row.offences,
      measures: measures.length,
      conferences: row.conferences,
      transmissions: row.transmissions,
      entries: entryCounts(ctx, personId),
    },
    blocked: {
      contacts: row.contactsBlocked,
      links: row.linksBlocked,
      findings: row.findingsBlocked,
      offences: row.offencesBlocked,
      pictures: row.picturesBlocked,
    },
    hintsOpen: row.hintsOpen,
    openProposal: row.openProposal === 1,
    openDeletion: row.openDeletion === 1,
    legacy: row.legacy === 1,
    age: age?.label ? { isMinor: age.isMinor, label: age.label } : null,
    deadlines: deadlines
      .sort((a, b) => a.dueOn.localeCompare(b.dueOn))
      .slice(0, MAX_DEADLINES)
      .map((deadline) => ({ ...deadline, state: dueState(deadline.dueOn, today) })),
  };
}

const ENDED: ReadonlySet<string> = new Set(['GEPRUEFT_ABGELEHNT', 'BEENDET', 'ERFOLGLOS']);

function earliest(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}

/** Without the code of a hint: one that touches a besondere Kategorie stays masked, and its review is the gate's own matter. */
function hintDeadlines(ctx: Context, personId: string): Omit<FileDeadline, 'state'>[] {
  return statement<[{ id: string; gate: number }], Omit<FileDeadline, 'state'>>(
    ctx.db,
    `WITH p AS (SELECT id FROM visible_person WHERE id = :id)
     SELECT 'HINT_REVIEW' AS kind, 'Hinweis (PHW/EHW) überprüfen' AS title, h.review_on AS dueOn
       FROM p JOIN person_hint h ON h.person_id = p.id WHERE h.special = 0 OR :gate = 1
     UNION ALL SELECT 'SPECIAL_REVIEW', 'Besondere Kategorie überprüfen', e.review_on
       FROM p JOIN special_entry e ON e.person_id = p.id WHERE :gate = 1
     UNION ALL SELECT 'RADAR_UPDATE', 'Risikobewertung fortschreiben', r.update_due_on
       FROM p JOIN radar_result r ON r.person_id = p.id
       WHERE r.update_due_on IS NOT NULL AND NOT EXISTS (
         SELECT 1 FROM radar_result n WHERE n.person_id = r.person_id AND n.instrument = r.instrument
           AND (n.assessed_on > r.assessed_on OR (n.assessed_on = r.assessed_on AND n.id > r.id)))`,
  ).all({ id: personId, gate: Number(gateIsOpen(ctx, personId)) });
}

/** Days that stand in a record; a Beschluss that became a measure is that measure's deadline. */
function storedDeadlines(ctx: Context, personId: string): Omit<FileDeadline, 'state'>[] {
  return statement<[string], Omit<FileDeadline, 'state'>>(
    ctx.db,
    `WITH p AS (SELECT id, case_status FROM visible_person WHERE id = ?)
     SELECT 'REVIEW' AS kind, 'Einstufung überprüfen' AS title, c.review_on AS dueOn
       FROM p JOIN classification c ON c.id = ${CURRENT}
       WHERE c.review_on IS NOT NULL AND p.case_status = 'EINGESTUFT'
     UNION ALL SELECT CASE WHEN t.kind IN ('LOESCHUNG_VORBEREITEN', 'EINSCHRAENKUNG_VORBEREITEN') THEN 'RETENTION'
       ELSE 'TASK' END, t.title, t.due_on FROM p JOIN task t ON t.person_id = p.id
       WHERE t.done_at IS NULL AND t.due_on IS NOT NULL
     UNION ALL SELECT 'RESOLUTION', 'Beschluss ' || r.number || ': ' || r.body, r.due_on
       FROM p JOIN resolution r ON r.person_id = p.id
       WHERE r.measure_id IS NULL AND r.due_on IS NOT NULL
         AND r.state IN ('OFFEN', 'IN_ARBEIT', 'RUECKFRAGE', 'ERLEDIGT_GEMELDET')
     UNION ALL SELECT 'CONTACT_REVIEW', 'Kontaktperson überprüfen', r.review_on
       FROM p JOIN contact_person r ON r.person_id = p.id`,
  ).all(personId);
}
