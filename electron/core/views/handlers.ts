import { viewSettings, type viewsContract } from '#shared/contract/views';
import { personColumnOrder } from '#shared/domain/person-list';
import { NotFoundError, RuleError } from '../errors';
import type { HandlersOf } from '../registry';
import {
  columnsOf,
  deleteView,
  renameView,
  setColumns,
  setDefaultView,
  upsertView,
  viewsOf,
} from './repository';

const MAX_VIEWS = 50;

export const viewsHandlers = {
  list: (_input, ctx) => {
    const columns = columnsOf(ctx);
    return {
      // A view of an older version that no longer reads is left out; it never stops the list.
      views: viewsOf(ctx).flatMap(({ settings, isDefault, ...view }) => {
        const read = viewSettings.safeParse(JSON.parse(settings));
        return read.success ? [{ ...view, isDefault: isDefault === 1, settings: read.data }] : [];
      }),
      columns: columns === null ? null : personColumnOrder(JSON.parse(columns) as string[]),
    };
  },

  save: (input, ctx) => {
    const views = viewsOf(ctx);
    if (
      views.length >= MAX_VIEWS &&
      !views.some(({ name }) => name.toLowerCase() === input.name.toLowerCase())
    )
      throw new RuleError(`Mehr als ${MAX_VIEWS} Ansichten sind nicht möglich. Bitte zuerst eine löschen.`);
    const id = upsertView(ctx, input.name, JSON.stringify(input.settings));
    ctx.emit({ type: 'changed', feature: 'views' });
    return { id };
  },

  rename: (input, ctx) => {
    if (
      viewsOf(ctx).some(({ id, name }) => id !== input.id && name.toLowerCase() === input.name.toLowerCase())
    )
      throw new RuleError('Eine Ansicht mit diesem Namen gibt es schon.', {
        name: 'Bitte einen anderen Namen wählen.',
      });
    if (!renameView(ctx, input.id, input.name)) throw new NotFoundError('Die Ansicht');
    ctx.emit({ type: 'changed', feature: 'views' });
    return {};
  },

  remove: (input, ctx) => {
    if (!deleteView(ctx, input.id)) throw new NotFoundError('Die Ansicht');
    ctx.emit({ type: 'changed', feature: 'views' });
    return {};
  },

  setDefault: (input, ctx) => {
    if (!setDefaultView(ctx, input.id)) throw new NotFoundError('Die Ansicht');
    ctx.emit({ type: 'changed', feature: 'views' });
    return {};
  },

  setColumns: (input, ctx) => {
    setColumns(ctx, JSON.stringify(personColumnOrder(input.columns)));
    ctx.emit({ type: 'changed', feature: 'views' });
    return {};
  },
} satisfies HandlersOf<typeof viewsContract>;
