import type { correctionsContract } from '#shared/contract/corrections';
import { noticeProblems } from '#shared/domain/correction';
import { NotFoundError, RuleError } from '../errors';
import { refuse } from '../refuse';
import type { HandlersOf } from '../registry';
import {
  changesOf,
  correctionsOf,
  findChange,
  findNotice,
  insertCorrection,
  noticesOf,
  storeTold,
} from './repository';
import { oweNotices, recipientsOf } from './service';

export const correctionsHandlers = {
  ofPerson: (input, ctx) => ({
    corrections: correctionsOf(ctx, input.personId),
    changes: changesOf(ctx, input.personId),
    recipients: recipientsOf(ctx, input.personId).map((entry) => ({ ...entry, copies: [...entry.copies] })),
    notices: noticesOf(ctx, input.personId),
  }),

  record: (input, ctx) => {
    const change = findChange(ctx, input.personId, input.historyId);
    if (!change) {
      throw new RuleError('Diese Änderung gibt es nicht, oder sie ist schon als Berichtigung festgehalten.', {
        historyId: 'Bitte eine Änderung aus der Liste wählen.',
      });
    }
    const id = insertCorrection(ctx, input.personId, change, input);
    const notices = oweNotices(ctx, input.personId, 'BERICHTIGUNG', id);
    ctx.emit({ type: 'changed', feature: 'corrections' });
    return { id, notices };
  },

  told: (input, ctx) => {
    const notice = findNotice(ctx, input.personId, input.id);
    if (!notice) throw new NotFoundError('Die Benachrichtigung');
    if (notice.toldOn !== null) throw new RuleError('Diese Benachrichtigung ist schon vermerkt.');
    refuse(noticeProblems(input, ctx.clock.today()));
    storeTold(ctx, input.id, input);
    ctx.emit({ type: 'changed', feature: 'corrections' });
    return {};
  },
} satisfies HandlersOf<typeof correctionsContract>;
