/** SQL of the agencies that take part in a conference. */
import type { ConferenceAgency } from '#shared/contract/conferences';
import { standingMembers } from '#shared/domain/agencies';
import type { AttendanceKind, ConferencePlatform } from '#shared/domain/conference';
import { agencyByKey, agencyCatalogue } from '../catalogues/agencies';
import type { Context } from '../context';
import { statement } from '../database/statements';
import { NotFoundError, RuleError } from '../errors';
import { newId } from '../ids';
import { VISIBLE_ITEM } from './scope';

type AgencyRow = Omit<ConferenceAgency, 'police' | 'standing' | 'allItems' | 'onlyItemIds'> & {
  police: number;
  standing: number;
  allItems: number;
};

/** `onlyItemIds` holds points of the caller's scope only; `allItems` counts all of them. */
export function agenciesOf(ctx: Context, conferenceId: string): ConferenceAgency[] {
  const limits = statement<[string], { agencyId: string; itemId: string }>(
    ctx.db,
    `SELECT l.agency_id AS agencyId, l.agenda_item_id AS itemId
     FROM agency_item l JOIN agenda_item i ON i.id = l.agenda_item_id
     WHERE i.conference_id = ? AND (${VISIBLE_ITEM}) ORDER BY i.position`,
  ).all(conferenceId);
  return statement<[string], AgencyRow>(
    ctx.db,
    `SELECT id, agency_key AS agencyKey, name, short_name AS shortName, police, standing, reason, representative,
       attendance, legal_basis AS legalBasis,
       NOT EXISTS (SELECT 1 FROM agency_item l WHERE l.agency_id = conference_agency.id) AS allItems
     FROM conference_agency WHERE conference_id = ? ORDER BY position, id`,
  )
    .all(conferenceId)
    .map((row) => ({
      ...row,
      police: row.police === 1,
      standing: row.standing === 1,
      allItems: row.allItems === 1,
      onlyItemIds: limits.filter((limit) => limit.agencyId === row.id).map((limit) => limit.itemId),
    }));
}

export interface NewAgency {
  readonly agencyKey: string;
  /** Name of the real body behind a generic entry; empty: name of the catalogue. */
  readonly name: string;
  readonly reason: string;
  readonly representative: string;
  readonly legalBasis: string;
  readonly attendance: AttendanceKind;
}

/** The police mark is the catalogue's, never the user's (§ 26(1) PolG NRW). RULE_VIOLATED if unknown or already there. */
export function insertAgency(
  ctx: Context,
  conference: { id: string; platform: ConferencePlatform },
  agency: NewAgency,
): string {
  const entry = agencyByKey(agency.agencyKey);
  if (!entry)
    throw new RuleError('Diese Behörde steht nicht im Verzeichnis.', {
      agencyKey: 'Bitte eine Behörde aus dem Verzeichnis wählen.',
    });
  const name = agency.name || entry.name;
  const known = statement<[string, string, string], { found: number }>(
    ctx.db,
    'SELECT 1 AS found FROM conference_agency WHERE conference_id = ? AND agency_key = ? AND name = ?',
  ).get(conference.id, entry.key, name);
  if (known)
    throw new RuleError('Diese Behörde steht schon auf der Liste.', {
      agencyKey: 'Bereits eingeladen.',
    });
  const standing = entry.standingMemberOf.includes(conference.platform);
  if (!standing && agency.reason === '')
    throw new RuleError('Bitte begründen, warum diese Behörde teilnimmt.', {
      reason: 'Bei Behörden, die kein ständiges Mitglied sind, ist der Grund nötig.',
    });
  const id = newId();
  statement(
    ctx.db,
    `INSERT INTO conference_agency (id, conference_id, agency_key, name, short_name, police, standing, reason, representative,
       attendance, legal_basis, position)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT coalesce(max(position), 0) + 1 FROM conference_agency WHERE conference_id = ?))`,
  ).run(
    id,
    conference.id,
    entry.key,
    name,
    name === entry.name ? entry.shortName : name,
    Number(entry.police),
    Number(standing),
    agency.reason,
    agency.representative,
    agency.attendance,
    agency.legalBasis,
    conference.id,
  );
  return id;
}

export function inviteStandingMembers(
  ctx: Context,
  conference: { id: string; platform: ConferencePlatform },
): void {
  const known = new Set(agenciesOf(ctx, conference.id).map((agency) => agency.agencyKey));
  for (const { key } of standingMembers(agencyCatalogue, conference.platform)) {
    if (known.has(key)) continue;
    insertAgency(ctx, conference, {
      agencyKey: key,
      name: '',
      reason: '',
      representative: '',
      legalBasis: '',
      attendance: 'EINGELADEN',
    });
  }
}

export function findAgency(ctx: Context, conferenceId: string, agencyId: string): ConferenceAgency {
  const agency = agenciesOf(ctx, conferenceId).find((entry) => entry.id === agencyId);
  if (!agency) throw new NotFoundError('Die Behörde');
  return agency;
}

/** `onlyItemIds` replaces the visible part of the limits; limits to points outside the caller's scope stay. */
export function updateAgency(
  ctx: Context,
  conferenceId: string,
  agencyId: string,
  fields: Pick<ConferenceAgency, 'attendance' | 'representative' | 'legalBasis' | 'onlyItemIds'>,
): void {
  statement(
    ctx.db,
    `UPDATE conference_agency SET attendance = ?, representative = ?, legal_basis = ? WHERE id = ? AND conference_id = ?`,
  ).run(fields.attendance, fields.representative, fields.legalBasis, agencyId, conferenceId);
  statement(
    ctx.db,
    `DELETE FROM agency_item WHERE agency_id = ? AND agenda_item_id IN (SELECT i.id FROM agenda_item i WHERE ${VISIBLE_ITEM})`,
  ).run(agencyId);
  const insert = statement(
    ctx.db,
    `INSERT INTO agency_item (agency_id, agenda_item_id)
     SELECT ?, i.id FROM agenda_item i WHERE i.id = ? AND i.conference_id = ? AND (${VISIBLE_ITEM})`,
  );
  for (const itemId of new Set(fields.onlyItemIds)) {
    if (insert.run(agencyId, itemId, conferenceId).changes === 0)
      throw new NotFoundError('Der Tagesordnungspunkt');
  }
}

/** False if contributions or Beschlüsse refer to it. */
export function deleteAgency(ctx: Context, conferenceId: string, agencyId: string): boolean {
  return (
    statement(
      ctx.db,
      `DELETE FROM conference_agency WHERE id = ? AND conference_id = ?
         AND NOT EXISTS (SELECT 1 FROM contribution k WHERE k.agency_id = conference_agency.id)
         AND NOT EXISTS (SELECT 1 FROM resolution r WHERE r.lead_agency_id = conference_agency.id)`,
    ).run(agencyId, conferenceId).changes > 0
  );
}

/** Takes back the invitations that came with the platform and that nobody has answered yet. */
export function withdrawStandingMembers(ctx: Context, conferenceId: string): void {
  statement(
    ctx.db,
    "DELETE FROM conference_agency WHERE conference_id = ? AND standing = 1 AND attendance = 'EINGELADEN'",
  ).run(conferenceId);
}

/** Agencies (short names) whose only point this is: without it they would take part in everything. */
export function agenciesOnlyIn(ctx: Context, itemId: string): string[] {
  return statement<[string], { shortName: string }>(
    ctx.db,
    `SELECT a.short_name AS shortName FROM agency_item l JOIN conference_agency a ON a.id = l.agency_id
     WHERE l.agenda_item_id = ? AND (SELECT count(*) FROM agency_item o WHERE o.agency_id = l.agency_id) = 1`,
  )
    .all(itemId)
    .map((row) => row.shortName);
}
