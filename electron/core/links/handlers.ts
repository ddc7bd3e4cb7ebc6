import type { LinkInput, linksContract } from '#shared/contract/links';
import { futureProblem } from '#shared/domain/finding';
import { PERSON_CATEGORY_LABELS } from '#shared/domain/handling';
import { LINK_END_LABELS, LINK_KIND_LABELS } from '#shared/domain/link';
import { formatPartialDate } from '#shared/domain/partial-date';
import { CONTENT_GRADE_LABELS, SOURCE_GRADE_LABELS } from '#shared/domain/statement';
import type { Context } from '../context';
import { RuleError } from '../errors';
import { recordHistory } from '../history/repository';
import { touchPerson } from '../persons/service';
import { isComplete, labelHistory } from '../records/label';
import { refuse } from '../refuse';
import type { HandlersOf } from '../registry';
import { deleteLink, findLink, insertLink, linksOf, updateLink } from './repository';

const RECORD = 'Beziehung';

export const linksHandlers = {
  list: (input, ctx) => {
    const { links, hidden } = linksOf(ctx, input.personId);
    return { links: links.map(({ ownerId: _owner, ...link }) => link), hidden };
  },

  create: (input, ctx) => {
    const { personId, ...content } = input;
    check(ctx, personId, content);
    const blocked = isBlocked(content);
    const id = insertLink(ctx, personId, content, blocked);
    recordHistory(ctx, { record: RECORD, recordId: id, personId }, null, linkFields(content));
    changed(ctx, personId);
    return { id, blocked };
  },

  update: (input, ctx) => {
    const { personId, id, revision, ...content } = input;
    const before = findLink(ctx, personId, id);
    check(ctx, personId, content);
    const blocked = isBlocked(content);
    const next = updateLink(ctx, id, revision, content, blocked);
    recordHistory(ctx, { record: RECORD, recordId: id, personId }, linkFields(before), linkFields(content));
    changed(ctx, personId);
    return { revision: next, blocked };
  },

  remove: (input, ctx) => {
    const link = findLink(ctx, input.personId, input.id);
    deleteLink(ctx, link.id, input.revision);
    recordHistory(ctx, { record: RECORD, recordId: link.id, personId: input.personId }, null, {
      'Beziehung entfernt': input.reason,
    });
    changed(ctx, input.personId);
    return {};
  },
} satisfies HandlersOf<typeof linksContract>;

/** § 22b(2) PolG NRW: without a complete Kennzeichnung the relation is no evidence and stands in no document. */
function isBlocked(link: LinkInput): boolean {
  return !isComplete(link.label, [link.personCategory]);
}

function check(ctx: Context, personId: string, link: LinkInput): void {
  if (link.otherPersonId === personId)
    throw new RuleError('Eine Person hat keine Beziehung zu sich selbst.', {
      otherPersonId: 'Bitte eine andere Person wählen.',
    });
  refuse([futureProblem('validFrom', link.validFrom, ctx.clock.today())]);
}

function changed(ctx: Context, personId: string): void {
  touchPerson(ctx, personId, null);
  ctx.emit({ type: 'changed', feature: 'links' });
  ctx.emit({ type: 'changed', feature: 'persons' });
}

/** The other person is not named: the history of this file is read by people who may not know that file. */
function linkFields(link: LinkInput): Record<string, string | null> {
  return {
    'Art der Beziehung': LINK_KIND_LABELS[link.kind],
    'Anderes Ende': link.otherKind === 'AKTE' ? LINK_END_LABELS.AKTE : link.otherName,
    Bemerkung: link.note,
    Quelle: link.source,
    'Bewertung der Quelle': SOURCE_GRADE_LABELS[link.sourceGrade],
    'Bewertung des Inhalts': CONTENT_GRADE_LABELS[link.contentGrade],
    Von: link.validFrom && formatPartialDate(link.validFrom),
    Bis: link.validTo && formatPartialDate(link.validTo),
    'Kategorie der Person': link.personCategory && PERSON_CATEGORY_LABELS[link.personCategory],
    ...labelHistory(link.label),
  };
}
