import type { PersonRetention, retentionContract } from '#shared/contract/retention';
import { type DueState, dueState } from '#shared/domain/deadlines';
import { formatPartialDate } from '#shared/domain/partial-date';
import {
  ageStanding,
  allowedYears,
  GUARDIAN_STATE_LABELS,
  guardianNoticeDue,
  guardianProblems,
  isChildOn,
  isMinorOn,
  latestProlongation,
  policyProblems,
} from '#shared/domain/retention';
import { rolesAllow } from '#shared/domain/roles';
import { maxAheadDays, saveMaxAheadDays } from '../clock/service';
import type { Context } from '../context';
import { RuleError } from '../errors';
import { recordHistory } from '../history/repository';
import type { HandlersOf } from '../registry';
import {
  approveProlongation,
  changed,
  decide,
  decidePreliminary,
  hasOpenProposal,
  prolongationBar,
} from './decisions';
import { limitSettings, type PersonFacts, personFacts, policyOf, savePolicy } from './facts';
import { approvalBar, approvalOf, approve, findTarget } from './minors';
import { isToDecide, reckon } from './reckoning';
import { childNecessityOf, guardianRecords, insertGuardianRecord, type StoredDecision } from './repository';
import { storeChildNecessity } from './service';

export const retentionHandlers = {
  ofPerson: (input, ctx) => {
    const { facts, policy, decisions, prueftermin, preliminary } = reckon(ctx, input.personId);
    const today = ctx.clock.today();
    const years = allowedYears(prueftermin.ageCategory, limitSettings(policy));
    const age = ageStanding(facts.birthDate, today);
    return {
      prueftermin: {
        ...prueftermin,
        steps: [...prueftermin.steps],
        state: dueState(prueftermin.dueOn, today),
        isToDecide: isToDecide(decisions, 'PRUEFTERMIN', prueftermin.dueOn, today),
        latestProlongation: latestProlongation(today, years),
      },
      preliminary: preliminary && {
        dueOn: preliminary.dueOn,
        steps: [...preliminary.steps],
        state: dueState(preliminary.dueOn, today),
        isToDecide: isToDecide(decisions, 'PRUEFFALL', preliminary.dueOn, today),
        mayEnd: facts.caseStatus === 'PRUEFFALL' && !hasOpenProposal(ctx, input.personId),
      },
      decisions: decisions.map((decision) => decisionView(ctx, decision)),
      age,
      guardian: guardianView(ctx, facts, today),
      childNecessity: necessityView(ctx, facts, today),
    };
  },

  decide,
  decidePreliminary,
  approve: approveProlongation,

  minorApproval: (input, ctx) => {
    const target = findTarget(ctx, input.act, input.recordId);
    const approval = approvalOf(ctx, target);
    const isNeeded = target.concernsMinor && target.isOpen;
    const mayHold = rolesAllow(ctx.session.user.roles, 'MINOR_APPROVE');
    const bar = mayHold && isNeeded && !approval ? approvalBar(ctx, target) : null;
    ctx.auditIds(...target.personIds);
    return {
      isNeeded,
      approval: approval && { byName: approval.byName, at: approval.at, necessity: approval.necessity },
      mayApprove: mayHold && isNeeded && !approval && bar === null,
      bar,
    };
  },

  approveMinorAct: (input, ctx) => {
    const target = findTarget(ctx, input.act, input.recordId);
    approve(ctx, target, input.necessity);
    ctx.auditIds(...target.personIds);
    for (const feature of ['retention', 'classifications', 'exports']) ctx.emit({ type: 'changed', feature });
    return {};
  },

  recordGuardianNotice: (input, ctx) => {
    const { personId, ...notice } = input;
    if (!isMinorOn(personFacts(ctx, personId).birthDate, ctx.clock.today()))
      throw new RuleError('Die Person ist volljährig; Sorgeberechtigte sind nicht mehr zu unterrichten.');
    const problems = guardianProblems(notice, ctx.clock.today());
    if (problems.length > 0) {
      const fields = Object.fromEntries(problems.map(({ field, message }) => [field, message]));
      throw new RuleError('Bitte prüfen Sie die markierten Felder.', fields);
    }
    const isInformed = notice.state === 'UNTERRICHTET';
    const record = {
      state: notice.state,
      informedOn: isInformed ? notice.informedOn : null,
      manner: isInformed ? notice.manner : '',
      reason: isInformed ? '' : notice.reason,
      deferredUntil: notice.state === 'ZURUECKGESTELLT' ? notice.deferredUntil : null,
    };
    const id = insertGuardianRecord(ctx, personId, record);
    recordHistory(ctx, { record: 'Unterrichtung der Sorgeberechtigten', recordId: id, personId }, null, {
      Stand: GUARDIAN_STATE_LABELS[record.state],
      'Unterrichtet am': record.informedOn && formatPartialDate(record.informedOn),
      'Art der Unterrichtung': record.manner,
      Grund: record.reason,
      'Zurückgestellt bis': record.deferredUntil && formatPartialDate(record.deferredUntil),
    });
    changed(ctx, personId);
    return { id };
  },

  recordNecessity: (input, ctx) => {
    if (!isChildOn(personFacts(ctx, input.personId).birthDate, ctx.clock.today()))
      throw new RuleError('Die Person ist kein Kind mehr; eine eigene Begründung ist nicht nötig.');
    storeChildNecessity(ctx, input.personId, input.reason);
    changed(ctx, input.personId);
    return {};
  },

  settings: (_input, ctx) => {
    const { years, startRule, preliminaryMonths, changedByName, changedAt } = policyOf(
      ctx,
      ctx.session.user.officeId,
    );
    const clockAheadDays = maxAheadDays(ctx.db);
    return { years: { ...years }, startRule, preliminaryMonths, clockAheadDays, changedByName, changedAt };
  },

  saveSettings: (input, ctx) => {
    const { officeId } = ctx.session.user;
    const problems = policyProblems(input.years);
    if (problems.length > 0) {
      const fields = Object.fromEntries(problems.map(({ field, message }) => [field, message]));
      throw new RuleError('Eine Vorgabe ist länger, als das Gesetz erlaubt.', fields);
    }
    const before = { ...policyOf(ctx, officeId), clockAheadDays: maxAheadDays(ctx.db) };
    savePolicy(ctx, input);
    saveMaxAheadDays(ctx.db, input.clockAheadDays);
    recordHistory(
      ctx,
      { record: 'Vorgaben der Dienststelle', recordId: officeId, personId: null },
      settingFields(before),
      settingFields(input),
    );
    ctx.auditIds(officeId);
    for (const feature of ['retention', 'persons', 'start']) ctx.emit({ type: 'changed', feature });
    return {};
  },
} satisfies HandlersOf<typeof retentionContract>;

function decisionView(ctx: Context, decision: StoredDecision): PersonRetention['decisions'][number] {
  const {
    subject: _subject,
    personId: _person,
    personName: _name,
    decidedBy: _by,
    content: _content,
    ...view
  } = decision;
  const mayApprove =
    decision.state === 'WARTET' &&
    rolesAllow(ctx.session.user.roles, 'MINOR_APPROVE') &&
    prolongationBar(ctx, decision) === null;
  return { ...view, mayApprove };
}

function guardianView(ctx: Context, facts: PersonFacts, today: string): PersonRetention['guardian'] {
  const records = guardianRecords(ctx, facts.personId);
  const isMinor = isMinorOn(facts.birthDate, today);
  if (!isMinor && records.length === 0) return null;
  const dueOn = isMinor ? guardianNoticeDue(facts.openedOn, records[0] ?? null) : null;
  const state: DueState | null = dueOn === null ? null : dueState(dueOn, today);
  return { dueOn, state, records };
}

function necessityView(ctx: Context, facts: PersonFacts, today: string): PersonRetention['childNecessity'] {
  const stored = childNecessityOf(ctx, facts.personId);
  if (stored) return { ...stored, isMissing: false };
  return isChildOn(facts.birthDate, today) ? { reason: '', byName: '', at: null, isMissing: true } : null;
}

type Settings = Parameters<(typeof retentionHandlers)['saveSettings']>[0];

function settingFields(settings: Settings): Record<string, string | number> {
  return {
    'Prüffrist Kinder (Jahre)': settings.years.KIND,
    'Prüffrist Jugendliche (Jahre)': settings.years.JUGENDLICH,
    'Prüffrist Erwachsene (Jahre)': settings.years.ERWACHSEN,
    Fristbeginn: settings.startRule === 'JAHRESENDE' ? 'Ende des Jahres' : 'Tag des Ereignisses',
    'Prüffall (Monate)': settings.preliminaryMonths,
    'Systemuhr: Tage voraus': settings.clockAheadDays,
  };
}
