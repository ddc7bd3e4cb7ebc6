/** Access to a single Fallakte beside office and role: protection, restriction, rights to the case, Notzugriff (F53, F56). */
import { z } from 'zod';
import {
  ACCESS_PURPOSES,
  EMERGENCY_STATES,
  FILE_CHANGES,
  GRANT_KINDS,
  GRANT_LEVELS,
  RESTRICTION_GROUNDS,
} from '#shared/domain/access';
import { command, query } from './define';
import { day, id, instant, requiredLine, requiredText } from './primitives';

const personName = z.string();

const fileChange = z.object({
  id,
  kind: z.enum(FILE_CHANGES),
  ground: z.enum(RESTRICTION_GROUNDS).nullable(),
  reason: z.string(),
  proposedBy: personName,
  proposedAt: instant,
  state: z.enum(['OPEN', 'APPROVED', 'REFUSED']),
  decidedBy: personName,
  decidedAt: instant.nullable(),
  decisionReason: z.string(),
  /** The stored decision is what its signer signed; null while it is open. */
  isSignatureValid: z.boolean().nullable(),
  /** Why the caller may not decide on it; null if they may or if it is decided. */
  decisionProblem: z.string().nullable(),
});
export type FileChangeEntry = z.infer<typeof fileChange>;

const caseGrant = z.object({
  id,
  userName: personName,
  officeName: z.string(),
  level: z.enum(GRANT_LEVELS),
  reason: z.string(),
  until: day,
  grantedBy: personName,
  grantedAt: instant,
  revokedBy: personName,
  revokedAt: instant.nullable(),
  revokeReason: z.string(),
  isRunning: z.boolean(),
});
export type CaseGrantEntry = z.infer<typeof caseGrant>;

const emergency = z.object({
  id,
  userName: personName,
  officeName: z.string(),
  orderedBy: personName,
  reason: z.string(),
  urgency: z.string(),
  beganAt: instant,
  endsAt: instant,
  state: z.enum(EMERGENCY_STATES),
  decidedBy: personName,
  decidedAt: instant.nullable(),
  decisionReason: z.string(),
  isSignatureValid: z.boolean().nullable(),
  decisionProblem: z.string().nullable(),
});
export type EmergencyEntry = z.infer<typeof emergency>;

const purposeAccess = z.object({
  id,
  userName: personName,
  purpose: z.enum(ACCESS_PURPOSES),
  reason: z.string(),
  beganAt: instant,
});

const protectedQuery = z.object({ id, userName: personName, officeName: z.string(), at: instant });

const personId = { personId: id };
const onePerson = (input: { personId: string }) => [input.personId];
const fileNo = requiredLine(30);

export const accessContract = {
  /**
   * Who may see the file beside office and role, and what protects it. Searches that met the file and who opened it are
   * shown to its Sachbearbeitung, to the Leitung of its office and in a control only.
   */
  ofPerson: query({
    input: z.object(personId),
    output: z.object({
      protected: z.boolean(),
      restricted: z.boolean(),
      ground: z.enum(RESTRICTION_GROUNDS).nullable(),
      /** Grants through which the caller sees the file; empty inside the scope. */
      openedBy: z.array(z.enum(GRANT_KINDS)),
      changes: z.array(fileChange),
      grants: z.array(caseGrant),
      emergencies: z.array(emergency),
      purposes: z.array(purposeAccess),
      queries: z.array(protectedQuery),
      mayPropose: z.boolean(),
      mayGrant: z.boolean(),
    }),
    permission: 'CASE_READ',
    persons: onePerson,
    audit: { action: 'ACCESS_READ', ids: onePerson },
  }),
  /** Proposes to protect or restrict the file or to lift that. One proposal at a time. */
  propose: command({
    input: z.object({
      ...personId,
      kind: z.enum(FILE_CHANGES),
      /** Why restricted instead of deleted; for RESTRICT only. */
      ground: z.enum(RESTRICTION_GROUNDS).nullable(),
      reason: requiredText(2000),
    }),
    output: z.object({ id }),
    permission: 'CASE_WRITE',
    persons: onePerson,
    grants: ['WRITE', 'PURPOSE'],
    audit: {
      action: 'ACCESS_PROPOSE',
      ids: (input, output) => [input.personId, ...(output ? [output.id] : [])],
    },
  }),
  /** The second person's decision, signed; one of the two is the Leitung of the owning office (F59). */
  decide: command({
    input: z.object({ ...personId, id, approve: z.boolean(), reason: requiredText(2000) }),
    output: z.object({ protected: z.boolean(), restricted: z.boolean() }),
    permission: 'CASE_WRITE',
    persons: onePerson,
    grants: ['WRITE', 'PURPOSE'],
    audit: { action: 'ACCESS_DECIDE', ids: (input) => [input.personId, input.id] },
  }),
  /** Gives a named user the right to this one case until a day. */
  grant: command({
    input: z.object({
      ...personId,
      userId: id,
      level: z.enum(GRANT_LEVELS),
      until: day,
      reason: requiredText(2000),
    }),
    output: z.object({ id }),
    permission: 'ACCESS_DECIDE',
    persons: onePerson,
    audit: {
      action: 'ACCESS_GRANT',
      ids: (input, output) => [input.personId, input.userId, ...(output ? [output.id] : [])],
    },
  }),
  /** Takes a right to the case back before its end. */
  revoke: command({
    input: z.object({ ...personId, id, reason: requiredText(2000) }),
    output: z.object({}),
    permission: 'ACCESS_DECIDE',
    persons: onePerson,
    grants: ['WRITE', 'PURPOSE'],
    audit: { action: 'ACCESS_REVOKE', ids: (input) => [input.personId, input.id] },
  }),
  /**
   * Notzugriff: opens the file with this Aktenzeichen for 24 hours for reading, whatever protects it. The owning office
   * learns of it at once and decides afterwards. A file that the caller sees anyway is not opened again (`endsAt` null).
   */
  openEmergency: command({
    input: z.object({
      fileNo,
      reason: requiredText(2000),
      /** Why the owning office cannot be asked first. */
      urgency: requiredText(2000),
      isDeclared: z.literal(true, 'Bitte bestätigen Sie die Dringlichkeit.'),
      /** The senior officer who ordered it; needed from a Sachbearbeitung. */
      orderedById: id.nullable(),
    }),
    output: z.object({ personId: id, endsAt: instant.nullable() }),
    permission: 'EMERGENCY_ACCESS',
    audit: { action: 'EMERGENCY_OPEN', ids: (_input, output) => (output ? [output.personId] : []) },
  }),
  /** The Leitung of the owning office approves a Notzugriff or objects to it, signed. An objection ends it and goes to the Datenschutz. */
  decideEmergency: command({
    input: z.object({ ...personId, id, approve: z.boolean(), reason: requiredText(2000) }),
    output: z.object({ state: z.enum(EMERGENCY_STATES) }),
    permission: 'ACCESS_DECIDE',
    persons: onePerson,
    grants: ['WRITE', 'PURPOSE'],
    audit: { action: 'EMERGENCY_DECIDE', ids: (input) => [input.personId, input.id] },
  }),
  /** Opens a restricted file of the caller's scope for a permitted purpose, for reading, until the session ends (§ 32 PolG NRW). */
  openForPurpose: command({
    input: z.object({ fileNo, purpose: z.enum(ACCESS_PURPOSES), reason: requiredText(2000) }),
    output: z.object({ personId: id }),
    permission: 'CASE_READ',
    audit: { action: 'PURPOSE_OPEN', ids: (_input, output) => (output ? [output.personId] : []) },
  }),
  /** Takes note of a query that met a protected file or of a Notzugriff; it leaves the caller's start page. */
  acknowledge: command({
    input: z.object({ ...personId, id }),
    output: z.object({}),
    permission: 'CASE_READ',
    persons: onePerson,
    grants: ['READ', 'WRITE', 'PURPOSE'],
    audit: { action: 'ACCESS_NOTICE_SEEN', ids: (input) => [input.personId, input.id] },
  }),
};
