import type { accessContract } from '#shared/contract/access';
import {
  FILE_CHANGE_LABELS,
  type FileState,
  GRANT_LEVEL_LABELS,
  grantEndProblem,
  possibleChanges,
  RESTRICTION_GROUND_LABELS,
  stateAfter,
} from '#shared/domain/access';
import { formatPartialDate } from '#shared/domain/partial-date';
import { rolesAllow } from '#shared/domain/roles';
import type { Context } from '../context';
import { oweNotices } from '../corrections/service';
import { personAccess } from '../database/scope';
import { ForbiddenError, NotFoundError, RuleError } from '../errors';
import { recordHistory } from '../history/repository';
import type { Handler, HandlersOf } from '../registry';
import { completeTasksOfPerson } from '../tasks/service';
import { findAccount, insertNotice } from '../users/service';
import { openEmergency, openForPurpose } from './opening';
import {
  changesOf,
  type FileHead,
  fileHead,
  findChange,
  findEmergency,
  grantsOf,
  insertChange,
  insertGrant,
  revokeGrant,
  type StoredChange,
  setFileState,
  storeChangeDecision,
  storeEmergencyDecision,
  storeSeen,
  unseenNotices,
} from './repository';
import { leadsOffice, problemOfChange, problemOfEmergency } from './service';
import { changeContent, emergencyContent, signContent } from './signing';
import { accessOfPerson } from './views';

type Run<O extends keyof typeof accessContract> = Handler<(typeof accessContract)[O]>;

const HISTORY_RECORD = 'Zugriff';

const propose: Run<'propose'> = (input, ctx) => {
  const head = fileHead(ctx, input.personId);
  if (!possibleChanges(head).includes(input.kind))
    throw new RuleError('Das ist bei dieser Akte schon so. Bitte neu laden.');
  if (changesOf(ctx, input.personId).some((change) => change.state === 'OPEN'))
    throw new RuleError('Über diese Akte liegt schon ein Vorschlag vor. Bitte zuerst darüber entscheiden.');
  if ((input.kind === 'RESTRICT') !== (input.ground !== null))
    throw new RuleError('Eine Einschränkung nennt ihren Grund, alles andere keinen.', {
      ground: 'Bitte den Grund der Einschränkung wählen.',
    });
  const { personId, kind, ground, reason } = input;
  const id = insertChange(ctx, { personId, kind, ground, reason, proposerLeads: leadsOffice(ctx, head) });
  ctx.emit({ type: 'changed', feature: 'access' });
  return { id };
};

const decide: Run<'decide'> = (input, ctx) => {
  const head = fileHead(ctx, input.personId);
  const change = findChange(ctx, input.personId, input.id);
  if (change.state !== 'OPEN') throw new RuleError('Über diesen Vorschlag ist schon entschieden.');
  const problem = problemOfChange(ctx, change);
  if (problem) throw new ForbiddenError(problem);
  if (!possibleChanges(head).includes(change.kind))
    throw new RuleError('Die Akte ist inzwischen in diesem Zustand. Bitte den Vorschlag ablehnen.');
  const at = ctx.clock.now();
  const { approve, reason } = input;
  const content = changeContent(change, {
    decidedBy: ctx.session.user.id,
    approve,
    decisionReason: reason,
    decidedAt: at,
  });
  storeChangeDecision(ctx, change.id, {
    approve,
    reason,
    at,
    signed: signContent(ctx, content),
    leads: leadsOffice(ctx, head),
  });
  const after = approve ? stateAfter(head, change.kind) : head;
  if (approve) {
    const target = { record: HISTORY_RECORD, recordId: change.id, personId: input.personId };
    recordHistory(ctx, target, stateFields(head, null), stateFields(after, change));
    setFileState(ctx, input.personId, after);
    if (change.kind === 'RESTRICT') {
      // § 32 PolG NRW: earlier recipients have to be told; what the Prüftermin asked for is done.
      oweNotices(ctx, input.personId, 'EINSCHRAENKUNG', change.id);
      completeTasksOfPerson(ctx, 'EINSCHRAENKUNG_VORBEREITEN', input.personId, 'Verarbeitung eingeschränkt');
    }
  }
  ctx.emit({ type: 'changed', feature: 'access' });
  ctx.emit({ type: 'changed', feature: 'persons' });
  return { protected: after.protected, restricted: after.restricted };
};

function stateFields(state: FileState, change: StoredChange | null) {
  return {
    'Geschützte Akte': state.protected,
    'Verarbeitung eingeschränkt': state.restricted,
    'Grund der Einschränkung': change?.ground ? RESTRICTION_GROUND_LABELS[change.ground] : null,
    ...(change && { [FILE_CHANGE_LABELS[change.kind]]: change.reason }),
  };
}

const grant: Run<'grant'> = (input, ctx) => {
  requireLead(ctx, fileHead(ctx, input.personId));
  const account = findAccount(ctx.db, input.userId);
  if (account?.state !== 'ACTIVE') throw new NotFoundError('Das Konto');
  if (account.id === ctx.session.user.id)
    throw new RuleError('Das Recht am Fall gibt niemand sich selbst.', {
      userId: 'Bitte jemand anderen wählen.',
    });
  const needed = input.level === 'WRITE' ? 'CASE_WRITE' : 'CASE_READ';
  if (!rolesAllow(account.roles, needed))
    throw new RuleError('Die Rolle dieser Person erlaubt das nicht, auch nicht für eine einzelne Akte.', {
      userId: 'Bitte eine Person mit passender Rolle wählen.',
    });
  const problem = grantEndProblem(input.until, ctx.clock.today());
  if (problem) throw new RuleError(problem, { until: problem });
  const id = insertGrant(ctx, input);
  recordHistory(ctx, { record: HISTORY_RECORD, recordId: id, personId: input.personId }, null, {
    'Recht am Fall': `${account.fullName} (${account.officeName})`,
    Umfang: GRANT_LEVEL_LABELS[input.level],
    'Gilt bis': formatPartialDate(input.until),
    Grund: input.reason,
  });
  ctx.emit({ type: 'changed', feature: 'access' });
  return { id };
};

const revoke: Run<'revoke'> = (input, ctx) => {
  requireLead(ctx, fileHead(ctx, input.personId));
  const row = grantsOf(ctx, input.personId).find((entry) => entry.id === input.id);
  if (!row) throw new NotFoundError('Das Recht am Fall');
  if (row.revokedAt !== null) throw new RuleError('Dieses Recht ist schon widerrufen.');
  revokeGrant(ctx, row.id, input.reason);
  recordHistory(
    ctx,
    { record: HISTORY_RECORD, recordId: row.id, personId: input.personId },
    { 'Recht am Fall': `${row.userName} (${row.officeName})` },
    { 'Recht am Fall': null, Widerruf: input.reason },
  );
  ctx.emit({ type: 'changed', feature: 'access' });
  return {};
};

const decideEmergency: Run<'decideEmergency'> = (input, ctx) => {
  const entry = findEmergency(ctx, input.personId, input.id);
  if (entry.state !== 'OPEN') throw new RuleError('Über diesen Notzugriff ist schon entschieden.');
  const problem = problemOfEmergency(ctx, entry);
  if (problem) throw new ForbiddenError(problem);
  const at = ctx.clock.now();
  const { approve, reason } = input;
  const content = emergencyContent(entry, {
    decidedBy: ctx.session.user.id,
    approve,
    decisionReason: reason,
    decidedAt: at,
  });
  storeEmergencyDecision(ctx, entry.id, { approve, reason, at, signed: signContent(ctx, content) });
  if (!approve) {
    const day = formatPartialDate(entry.beganAt.slice(0, 10));
    insertNotice(ctx.db, {
      kind: 'EMERGENCY_OBJECTED',
      audience: 'DATENSCHUTZ',
      // The file and the reason stay inside the file; the log entry with this Vorgang leads there.
      text: `Die Leitung hat einen Notzugriff von ${entry.userName} (${entry.officeName}) vom ${day} beanstandet. Vorgang ${entry.id}.`,
      at,
    });
  }
  ctx.emit({ type: 'changed', feature: 'access' });
  return { state: approve ? 'APPROVED' : 'OBJECTED' };
};

const acknowledge: Run<'acknowledge'> = (input, ctx) => {
  const notice = unseenNotices(ctx).find((entry) => entry.id === input.id);
  if (!notice) throw new NotFoundError('Der Hinweis');
  storeSeen(ctx, notice.personId, notice.id);
  ctx.emit({ type: 'changed', feature: 'access' });
  return {};
};

function requireLead(ctx: Context, head: FileHead): void {
  if (!leadsOffice(ctx, head))
    throw new ForbiddenError('Rechte am Fall vergibt die Leitung der aktenführenden Dienststelle.');
}

export const accessHandlers = {
  ofPerson: (input, ctx) => {
    const access = personAccess(ctx.db, ctx.session.user, input.personId);
    if (!access) throw new NotFoundError('Die Fallakte');
    return accessOfPerson(ctx, input.personId, access);
  },
  propose,
  decide,
  grant,
  revoke,
  openEmergency,
  decideEmergency,
  openForPurpose,
  acknowledge,
} satisfies HandlersOf<typeof accessContract>;
