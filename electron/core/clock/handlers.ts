import type { clockContract } from '#shared/contract/clock';
import { canonicalJson } from '#shared/domain/canonical-json';
import { formatPartialDate } from '#shared/domain/partial-date';
import { rolesAllow } from '#shared/domain/roles';
import { NotFoundError, RuleError } from '../errors';
import type { HandlersOf } from '../registry';
import { sha256Hex } from '../vault/keys';
import { confirmAlarm, openAlarm } from './repository';

export const clockHandlers = {
  state: (_input, ctx) => ({
    alarm: openAlarm(ctx.db),
    today: ctx.clock.today(),
    mayConfirm: rolesAllow(ctx.session.user.roles, 'OFFICE_LEAD'),
  }),

  confirm: (input, ctx) => {
    const alarm = openAlarm(ctx.db);
    if (alarm?.id !== input.id) throw new NotFoundError('Der Hinweis zur Systemuhr');
    const today = ctx.clock.today();
    if (input.date !== today) {
      throw new RuleError(
        `Der Rechner zeigt inzwischen den ${formatPartialDate(today)}. Bitte dieses Datum prüfen und bestätigen.`,
      );
    }
    const at = ctx.clock.now();
    const by = ctx.session.user.id;
    const { id, kind, detectedAt, lastEntryAt } = alarm;
    const content = canonicalJson({
      type: 'CLOCK_CONFIRMATION',
      version: 1,
      alarmId: id,
      kind,
      detectedAt,
      lastEntryAt,
      date: today,
      confirmedBy: by,
      confirmedAt: at,
    });
    confirmAlarm(ctx.db, id, { by, at, content, ...ctx.session.sign(sha256Hex(content)) });
    ctx.emit({ type: 'changed', feature: 'clock' });
    return {};
  },
} satisfies HandlersOf<typeof clockContract>;
