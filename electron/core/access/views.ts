/** The section „Zugriff“ of a Fallakte, as far as the caller may know it. */
import type { Output } from '#shared/contract/index';
import { rolesAllow } from '#shared/domain/roles';
import type { Context } from '../context';
import type { PersonAccess } from '../database/scope';
import {
  changesOf,
  emergenciesOf,
  fileHead,
  grantsOf,
  purposesOf,
  queriesOf,
  type StoredChange,
  type StoredEmergency,
} from './repository';
import { leadsOffice, problemOfChange, problemOfEmergency } from './service';
import { changeContent, emergencyContent, isDecisionValid } from './signing';

type View = Output<'access.ofPerson'>;

export function accessOfPerson(ctx: Context, personId: string, access: PersonAccess): View {
  const head = fileHead(ctx, personId);
  const changes = changesOf(ctx, personId);
  const leads = leadsOffice(ctx, head);
  const { grants } = access;
  const today = ctx.clock.today();
  const isOwner = access.own || leads;
  const seesUse = isOwner || grants.includes('CONTROL');
  const mayWrite = grants.length === 0 || grants.includes('WRITE') || grants.includes('PURPOSE');
  return {
    protected: head.protected,
    restricted: head.restricted,
    ground: head.restricted ? groundOf(changes) : null,
    openedBy: [...grants],
    changes: changes.map((change) => changeView(ctx, change)),
    grants: grantsOf(ctx, personId).map(({ userId: _userId, ...entry }) => ({
      ...entry,
      isRunning: entry.revokedAt === null && entry.until >= today,
    })),
    emergencies: seesUse ? emergenciesOf(ctx, personId).map((entry) => emergencyView(ctx, entry)) : [],
    purposes: seesUse ? purposesOf(ctx, personId) : [],
    queries: seesUse ? queriesOf(ctx, personId) : [],
    mayPropose: mayWrite && rolesAllow(ctx.session.user.roles, 'CASE_WRITE'),
    mayGrant: leads && !head.restricted,
  };
}

function groundOf(changes: readonly StoredChange[]) {
  return changes.find(({ kind, state }) => kind === 'RESTRICT' && state === 'APPROVED')?.ground ?? null;
}

function changeView(ctx: Context, change: StoredChange): View['changes'][number] {
  const { id, kind, ground, reason, proposedBy, proposedAt, state, decidedBy, decidedAt, decisionReason } =
    change;
  return {
    id,
    kind,
    ground,
    reason,
    proposedBy,
    proposedAt,
    state,
    decidedBy,
    decidedAt,
    decisionReason,
    isSignatureValid: isDecisionValid(ctx, change, (decision) => changeContent(change, decision)),
    decisionProblem: state === 'OPEN' ? problemOfChange(ctx, change) : null,
  };
}

function emergencyView(ctx: Context, entry: StoredEmergency): View['emergencies'][number] {
  const { id, userName, officeName, orderedBy, reason, urgency, beganAt, endsAt, state } = entry;
  const { decidedBy, decidedAt, decisionReason } = entry;
  return {
    id,
    userName,
    officeName,
    orderedBy,
    reason,
    urgency,
    beganAt,
    endsAt,
    state,
    decidedBy,
    decidedAt,
    decisionReason,
    isSignatureValid: isDecisionValid(ctx, entry, (decision) => emergencyContent(entry, decision)),
    decisionProblem: state === 'OPEN' ? problemOfEmergency(ctx, entry) : null,
  };
}
