import type { EntryInput, entriesContract } from '#shared/contract/entries';
import { formatPartialDate } from '#shared/domain/partial-date';
import { compareEntries, isFieldShown, readFields } from '#shared/domain/person-entry';
import { ENTRY_SPECS, kindsOf } from '#shared/domain/person-entry-kinds';
import type { Context } from '../context';
import { RuleError } from '../errors';
import { recordHistory } from '../history/repository';
import { touchPerson } from '../persons/service';
import type { HandlersOf } from '../registry';
import { deleteEntry, entriesOf, findEntry, insertEntry, updateEntry } from './repository';
import { indexEntry } from './search-keys';

export const entriesHandlers = {
  list: (input, ctx) => {
    const today = ctx.clock.today();
    return {
      entries: entriesOf(ctx, input.personId, kindsOf(input.section)).toSorted((a, b) =>
        compareEntries(a, b, today),
      ),
    };
  },

  create: (input, ctx) => {
    const entry = withoutHidden(input.entry);
    const id = insertEntry(ctx, input.personId, entry);
    indexEntry(ctx.db, input.personId, id, entry);
    recordHistory(ctx, target(input.personId, id, entry), null, historyFields(entry));
    changed(ctx, input.personId);
    return { id };
  },

  update: (input, ctx) => {
    const before = findEntry(ctx, input.personId, input.id);
    if (before.kind !== input.entry.kind)
      throw new RuleError('Die Art des Eintrags kann nicht geändert werden.');
    const entry = withoutHidden(input.entry);
    const revision = updateEntry(ctx, input.id, input.revision, entry);
    indexEntry(ctx.db, input.personId, input.id, entry);
    recordHistory(ctx, target(input.personId, input.id, entry), historyFields(before), historyFields(entry));
    changed(ctx, input.personId);
    return { revision };
  },

  remove: (input, ctx) => {
    const entry = findEntry(ctx, input.personId, input.id);
    deleteEntry(ctx, entry.id, input.revision);
    recordHistory(ctx, target(input.personId, entry.id, entry), null, { 'Eintrag entfernt': input.reason });
    changed(ctx, input.personId);
    return {};
  },
} satisfies HandlersOf<typeof entriesContract>;

/** A field that does not belong to the chosen values (the service of a number that is no messenger) is not stored. */
function withoutHidden(entry: EntryInput): EntryInput {
  const hidden = new Set(
    ENTRY_SPECS[entry.kind].fields
      .filter((field) => !isFieldShown(field, entry.content))
      .map(({ name }) => name),
  );
  const content = Object.fromEntries(Object.entries(entry.content).filter(([name]) => !hidden.has(name)));
  return { ...entry, content };
}

const target = (personId: string, recordId: string, entry: Pick<EntryInput, 'kind'>) => ({
  record: ENTRY_SPECS[entry.kind].one,
  recordId,
  personId,
});

/** In the words of the form, so that the history reads as it does. */
function historyFields(entry: EntryInput): Record<string, string> {
  const { validity } = ENTRY_SPECS[entry.kind];
  return {
    ...Object.fromEntries(readFields(entry.kind, entry.content).map(({ label, text }) => [label, text])),
    [validity.from]: entry.validFrom ? formatPartialDate(entry.validFrom) : '',
    [validity.until]: entry.validUntil ? formatPartialDate(entry.validUntil) : '',
    Quelle: entry.source,
    Bemerkung: entry.remark,
  };
}

function changed(ctx: Context, personId: string): void {
  touchPerson(ctx, personId, null);
  ctx.emit({ type: 'changed', feature: 'entries' });
  ctx.emit({ type: 'changed', feature: 'persons' });
}
