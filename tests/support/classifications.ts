/** Einstufungen of the invented office: proposals with evidence, decisions, and rows past the program. */
import { expect } from 'vitest';
import type { Input } from '#shared/contract/index';
import { newId } from '../../electron/core/ids';
import type { Call, TestOffice } from './office';

export const PMK_CRITERIA = [
  'WIEDERHOLTE_TATEN',
  'GEWALT',
  'ALLGEMEINKRIMINALITAET',
  'STEIGERUNG',
  'WAFFEN',
  'SZENE_ROLLE',
  'KONTAKTE',
  'ANKUENDIGUNG',
  'WIRKUNGSLOS',
  'RUECKFALL',
];
export const PREACHER_CRITERIA = [
  'ONLINE_REICHWEITE',
  'ONLINE_JUNGES_PUBLIKUM',
  'ONLINE_AUFRUFE',
  'ONLINE_VERBREITUNG',
  'ONLINE_VERBINDUNGEN',
  'ONLINE_RADIKALISIERUNG_DRITTER',
  'ONLINE_FINANZIERUNG',
  'ONLINE_STRAFTATEN',
  'ONLINE_REISETAETIGKEIT',
];

export async function createPerson(call: Call, familyName: string): Promise<string> {
  const { id } = await call('persons.create', {
    leading: {
      familyName,
      givenNames: 'Arne',
      aliasName: '',
      birthName: '',
      birthDate: '1988-04',
      birthPlace: '',
      gender: 'MAENNLICH',
      identityState: 'GESICHERT',
      originalScript: '',
      reviewScript: false,
      source: '',
    },
    aliases: [],
    nationalities: [],
    addresses: [],
    phaenomenbereich: 'RECHTS',
    officerId: null,
    deputyId: null,
  });
  return id;
}

/** Evidence is planted by SQL: these tests are about Einstufungen, not about the way findings are entered. */
export function plantFinding(
  office: TestOffice,
  personId: string,
  { blocked = false, statementKind = 'TATSACHE' }: { blocked?: boolean; statementKind?: string } = {},
): string {
  const id = newId();
  const userId = office.kernel.open!.session!.user.id;
  office.db
    .prepare(
      `INSERT INTO finding (id, kind, occurred_on, title, body, statement_kind, author_office, file_location, collection_means,
         collection_covert, protected_interest, collecting_office, created_by, created_at, changed_at, origin_office, blocked)
       VALUES (?, 'VORFALL', '2026-05-03', 'Drohung auf dem Markt', 'Er drohte mit einem Messer.', ?, 'KI ST', 'Bd. 1', ?,
         0, 'Leib und Leben', 'KI ST', ?, ?, ?, 'x', ?)`,
    )
    .run(
      id,
      statementKind,
      blocked ? null : 'Zeugenvernehmung',
      userId,
      office.clock.now(),
      office.clock.now(),
      Number(blocked),
    );
  office.db
    .prepare('INSERT INTO finding_person (finding_id, person_id, role, person_category) VALUES (?, ?, ?, ?)')
    .run(id, personId, 'BESCHULDIGTER', 'TATVERDACHT');
  return id;
}

export function plantOffence(office: TestOffice, personId: string, role = 'BESCHULDIGTER'): string {
  const id = newId();
  const userId = office.kernel.open!.session!.user.id;
  office.db
    .prepare(
      `INSERT INTO offence (id, committed_on, norm, title, political, phaenomenbereich, quality, collection_means,
         collection_covert, protected_interest, collecting_office, created_by, created_at, changed_at, origin_office, blocked)
       VALUES (?, '2026-04', '§ 224 StGB', 'Gefährliche Körperverletzung', 1, 'RECHTS', 'GEWALTKRIMINALITAET', 'Anzeige', 0,
         'Leib', 'KI ST', ?, ?, ?, 'x', 0)`,
    )
    .run(id, userId, office.clock.now(), office.clock.now());
  office.db
    .prepare(
      'INSERT INTO offence_participant (id, offence_id, person_id, role, person_category) VALUES (?, ?, ?, ?, ?)',
    )
    .run(newId(), id, personId, role, 'TATVERDACHT');
  return id;
}

export type Draft = Input<'classifications.saveDraft'>;

export function filled(target: Pick<Draft, 'personId' | 'id' | 'revision'>, evidenceId: string): Draft {
  return {
    ...target,
    personGroup: 'STRAFTAETER_PMK_RECHTS',
    occasion: 'NEUE_STRAFTAT',
    exitReason: null,
    criteria: PMK_CRITERIA.map((key, index) => ({
      key,
      result: index === 0 ? ('ERFUELLT' as const) : ('UNBEKANNT' as const),
      reason: index === 0 ? 'Drei Taten seit 2024.' : '',
      evidenceIds: index === 0 ? [evidenceId] : [],
    })),
    prognosis: 'Weitere Gewalttaten sind zu erwarten.',
    proportionality: 'Mildere Mittel blieben ohne Wirkung.',
  };
}

export interface Submitted {
  personId: string;
  id: string;
  revision: number;
  evidenceId: string;
}

/** A complete proposal by Wendler (or another), submitted. */
export async function submitted(
  office: TestOffice,
  by: 'wendler' | 'leitung' = 'wendler',
): Promise<Submitted> {
  const call = await office.signIn(by);
  const personId = await createPerson(call, 'Rothenbusch');
  const evidenceId = plantFinding(office, personId);
  const { id } = await call('classifications.createDraft', { personId, procedure: 'ERSTEINSTUFUNG' });
  const saved = await call('classifications.saveDraft', filled({ personId, id, revision: 1 }, evidenceId));
  const { revision } = await call('classifications.submit', { personId, id, revision: saved.revision });
  return { personId, id, revision, evidenceId };
}

export const decision = (target: Submitted, more: Partial<Input<'classifications.decide'>> = {}) => ({
  personId: target.personId,
  id: target.id,
  revision: target.revision,
  approved: true,
  decidedOn: '2026-11-02',
  reason: 'Die Tatsachen tragen die Prognose.',
  reviewOn: null,
  ...more,
});

export const rule = (message: RegExp) =>
  expect.objectContaining({ code: 'RULE_VIOLATED', message: expect.stringMatching(message) });

/** One decided row by direct SQL; keys that are no parameter of their own replace a column. */
export function insertDecided(
  office: TestOffice,
  row: {
    personId: string;
    proposer: string | null;
    decider: string | null;
    [column: string]: string | null;
  },
): void {
  const { personId, proposer, decider, ...more } = row;
  const columns: Record<string, string | null> = {
    id: newId(),
    person_id: personId,
    origin: 'SYSTEM',
    procedure: 'ERSTEINSTUFUNG',
    person_group: 'STRAFTAETER_PMK_RECHTS',
    step: 'ENTSCHIEDEN_JA',
    proposer_id: proposer,
    decider_id: decider,
    submitted_at: '2026-11-02T08:00:00.000Z',
    submitted_on: '2026-11-02',
    decided_at: '2026-11-02T09:00:00.000Z',
    effective_on: '2026-11-02',
    decision_reason: 'x',
    proposal_content: '{}',
    proposal_hash: 'x',
    proposer_key: 'x',
    proposer_signature: 'x',
    content: '{}',
    content_hash: 'x',
    decider_key: 'x',
    decider_signature: 'x',
    created_at: '2026-11-02T08:00:00.000Z',
    changed_at: '2026-11-02T08:00:00.000Z',
    origin_office: 'x',
    ...more,
  };
  const names = Object.keys(columns);
  office.db
    .prepare(`INSERT INTO classification (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`)
    .run(...Object.values(columns));
}
