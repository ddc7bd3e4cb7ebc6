import type { classificationsContract } from '#shared/contract/classifications';
import { PROPOSABLE_PROCEDURES } from '#shared/contract/classifications';
import { effectiveCaseStatus, openProcedures } from '#shared/domain/case-status';
import { rolesAllow } from '#shared/domain/roles';
import type { HandlersOf } from '../registry';
import { currentCatalogue, reviewMonths } from './catalogue';
import { askBack, countersign, decide, withdraw } from './decision';
import { evidenceOfPerson, toItem } from './evidence';
import { overview } from './overview';
import { createDraft, saveDraft, submit } from './proposal';
import { caseStatusOf, classificationsOfPerson, criteriaOf, findClassification, stepsOf } from './repository';
import { verifyClassification } from './signing';
import { currentOf, detail, openOf, summarize } from './views';

export const classificationsHandlers = {
  catalogue: (_input, ctx) => ({
    catalogue: {
      ...currentCatalogue,
      criteria: currentCatalogue.criteria.map((criterion) => ({
        ...criterion,
        appliesTo: [...criterion.appliesTo],
      })),
    },
    reviewMonths: reviewMonths(ctx),
  }),

  listOfPerson: (input, ctx) => {
    const rows = classificationsOfPerson(ctx, input.personId);
    const steps = stepsOf(
      ctx,
      rows.map(({ id }) => id),
    );
    const summaries = new Map(rows.map((row) => [row.id, summarize(ctx, row, steps)]));
    const current = currentOf(rows);
    const open = openOf(rows);
    const status = caseStatusOf(ctx, input.personId);
    const caseStatus = effectiveCaseStatus(status, current?.reviewOn ?? null, ctx.clock.today());
    const mayPropose = !open && rolesAllow(ctx.session.user.roles, 'CLASSIFICATION_PROPOSE');
    const procedures = openProcedures(status);
    return {
      caseStatus,
      current: (current && summaries.get(current.id)) ?? null,
      open: (open && summaries.get(open.id)) ?? null,
      entries: [...summaries.values()],
      procedures: mayPropose
        ? PROPOSABLE_PROCEDURES.filter((procedure) => procedures.includes(procedure))
        : [],
      reviewOverdue: caseStatus === 'UEBERPRUEFUNG_FAELLIG',
    };
  },

  get: (input, ctx) => detail(ctx, findClassification(ctx, input.personId, input.id)),

  evidence: (input, ctx) => {
    const records = evidenceOfPerson(ctx, input.personId);
    const usable = records.filter((record) => !record.blocked);
    return { items: usable.map(toItem), blocked: records.length - usable.length };
  },

  createDraft,
  saveDraft,
  submit,
  askBack,
  countersign,
  decide,
  withdraw,

  verify: (input, ctx) => {
    const row = findClassification(ctx, input.personId, input.id);
    const { checks, signers, ...rest } = verifyClassification(
      ctx,
      row,
      criteriaOf(ctx, row.id),
      stepsOf(ctx, [row.id]),
    );
    return { ...rest, checks: [...checks], signers: [...signers] };
  },

  overview: (_input, ctx) => overview(ctx),
} satisfies HandlersOf<typeof classificationsContract>;
