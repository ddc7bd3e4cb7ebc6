import type { PersonInput, personsContract } from '#shared/contract/persons';
import type { Context } from '../context';
import { RuleError } from '../errors';
import { historyOfPerson, historyOfRecord, recordHistory } from '../history/repository';
import type { HandlersOf } from '../registry';
import { requireChildNecessity, storeChildNecessity } from '../retention/service';
import { canLeadFile, userNames } from '../users/service';
import { historyFields } from './history-fields';
import { swapLeading } from './leading';
import { fileMarks } from './marks';
import { findPerson, insertPerson, titlesOf, updatePerson } from './repository';
import { searchPersons } from './search';

export const personsHandlers = {
  search: (input, ctx) => searchPersons(ctx, input),

  get: (input, ctx) => findPerson(ctx, input.id),

  titles: (input, ctx) => ({ files: titlesOf(ctx, input.ids) }),

  sections: (input, ctx) => fileMarks(ctx, input.id),

  create: (input, ctx) => {
    checkOfficers(ctx, input);
    const { childNecessity, ...person } = input;
    requireChildNecessity(ctx, person.leading.birthDate, childNecessity, null);
    const { id, fileNo } = insertPerson(ctx, {
      ...person,
      officerId: input.officerId ?? ctx.session.user.id,
      caseStatus: 'PRUEFFALL',
      officerNote: '',
      importRowId: null,
      lastEventOn: null,
    });
    recordHistory(ctx, { record: 'Personalien', recordId: id, personId: id }, null, {
      ...historyFields(input, userNames(ctx)),
      ...warningSeen(ctx, input.seenDuplicates),
    });
    if (childNecessity) storeChildNecessity(ctx, id, childNecessity);
    ctx.emit({ type: 'changed', feature: 'persons' });
    return { id, fileNo };
  },

  update: (input, ctx) => {
    checkOfficers(ctx, input);
    const before = findPerson(ctx, input.id);
    requireChildNecessity(ctx, input.leading.birthDate, input.childNecessity, input.id);
    const revision = updatePerson(ctx, input.id, input.revision, input);
    recordHistory(
      ctx,
      { record: 'Personalien', recordId: input.id, personId: input.id },
      historyFields(before, userNames(ctx)),
      { ...historyFields(input, userNames(ctx)), ...warningSeen(ctx, input.seenDuplicates) },
    );
    if (input.childNecessity) storeChildNecessity(ctx, input.id, input.childNecessity);
    ctx.emit({ type: 'changed', feature: 'persons' });
    return { revision };
  },

  changeLeading: (input, ctx) => {
    const before = findPerson(ctx, input.id);
    const after = swapLeading(before, input);
    const revision = updatePerson(ctx, input.id, input.revision, after);
    const nameOf = userNames(ctx);
    recordHistory(
      ctx,
      { record: 'Personalien', recordId: input.id, personId: input.id },
      historyFields(before, nameOf),
      { ...historyFields(after, nameOf), 'Wechsel der führenden Personalien': input.reason },
    );
    ctx.emit({ type: 'changed', feature: 'persons' });
    return { revision };
  },

  fieldHistory: (input, ctx) => ({ entries: historyOfRecord(ctx, input.id, input.recordId) }),

  history: (input, ctx) => ({ entries: historyOfPerson(ctx, input.id, input.limit) }),
} satisfies HandlersOf<typeof personsContract>;

/**
 * Saving although possible duplicates were shown is recorded: which files, in the log only, because the history of this
 * file is read by people who may not know the others.
 */
function warningSeen(ctx: Context, fileIds: readonly string[]): Record<string, string> {
  if (fileIds.length === 0) return {};
  ctx.auditIds(...fileIds);
  const files = fileIds.length === 1 ? '1 Akte angezeigt' : `${fileIds.length} Akten angezeigt`;
  return { 'Hinweis auf mögliche Dubletten': `gesehen, ${files}` };
}

/** Fester Sachbearbeiter and deputy are two different active users with case work (F2). */
function checkOfficers(ctx: Context, person: PersonInput): void {
  if (person.officerId !== null && person.officerId === person.deputyId) {
    throw new RuleError('Sachbearbeitung und Vertretung müssen zwei verschiedene Personen sein.', {
      deputyId: 'Bitte eine andere Person wählen.',
    });
  }
  for (const field of ['officerId', 'deputyId'] as const) {
    const userId = person[field];
    if (userId === null) continue;
    if (!canLeadFile(ctx, userId))
      throw new RuleError('Diese Person kann keine Fallakte führen.', {
        [field]: 'Bitte eine Person mit der Rolle Sachbearbeitung oder Leitung wählen.',
      });
  }
}
