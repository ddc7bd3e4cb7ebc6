import type { draftsContract } from '#shared/contract/drafts';
import { statement } from '../database/statements';
import type { HandlersOf } from '../registry';

export const draftsHandlers = {
  save: (input, ctx) => {
    statement(
      ctx.db,
      `INSERT INTO draft (user_id, key, person_id, content, saved_at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (user_id, key) DO UPDATE SET person_id = excluded.person_id, content = excluded.content,
         saved_at = excluded.saved_at`,
    ).run(ctx.session.user.id, input.key, input.personId, input.content, ctx.clock.now());
    return {};
  },
  get: (input, ctx) => ({
    draft:
      statement<[string, string], { content: string; savedAt: string }>(
        ctx.db,
        `SELECT content, saved_at AS savedAt FROM draft WHERE user_id = ? AND key = ?
           AND (person_id IS NULL OR EXISTS (SELECT 1 FROM visible_person v WHERE v.id = draft.person_id))`,
      ).get(ctx.session.user.id, input.key) ?? null,
  }),
  discard: (input, ctx) => {
    statement(ctx.db, 'DELETE FROM draft WHERE user_id = ? AND key = ?').run(ctx.session.user.id, input.key);
    return {};
  },
} satisfies HandlersOf<typeof draftsContract>;
