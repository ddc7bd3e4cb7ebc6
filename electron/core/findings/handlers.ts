import type { Finding, findingsContract } from '#shared/contract/findings';
import type { Context } from '../context';
import { NotFoundError, RuleError } from '../errors';
import { recordHistory } from '../history/repository';
import { lastRecordedEvent, noteEvents } from '../records/events';
import { requireComplete } from '../records/label';
import type { HandlersOf } from '../registry';
import { findingFields, linkFields } from './history-fields';
import { inbox } from './inbox';
import {
  bumpRevision,
  findFinding,
  findingsOf,
  linksOf,
  newestFindings,
  putLink,
  removeLink,
  updateFinding,
} from './repository';
import {
  addFinding,
  checkDate,
  type FindingContent,
  type FindingLink,
  RECORD,
  refreshBlocked,
} from './service';

export const findingsHandlers = {
  list: (input, ctx) => ({ findings: findingsOf(ctx, input.personId) }),

  newest: (input, ctx) => newestFindings(ctx, input.personId),

  get: (input, ctx) => findFinding(ctx, input.personId, input.id),

  create: (input, ctx) => {
    const { persons, ...content } = input;
    const result = addFinding(ctx, content, persons);
    changed(ctx);
    return result;
  },

  update: (input, ctx) => {
    const { persons, personId, id, revision, ...content } = input;
    const before = findFinding(ctx, personId, id);
    checkDate(ctx, content);
    if (before.persons.some((known) => !persons.some((person) => person.personId === known.personId))) {
      throw new RuleError('Personen werden hier nur ergänzt.', {
        persons: 'Bitte „Aus dieser Akte nehmen“ verwenden, damit der Grund festgehalten wird.',
      });
    }
    const result = save(ctx, before, revision, content, persons);
    changed(ctx);
    return result;
  },

  label: (input, ctx) => {
    const before = findFinding(ctx, input.personId, input.id);
    const categories = new Map(input.categories.map((entry) => [entry.personId, entry.personCategory]));
    for (const personId of categories.keys()) {
      if (!before.persons.some((person) => person.personId === personId))
        throw new NotFoundError('Die Person');
    }
    const links = before.persons.map(({ personId, role, personCategory }) => ({
      personId,
      role,
      personCategory: categories.get(personId) ?? personCategory,
    }));
    const others = linksOf(ctx, input.id).filter(
      (link) => !links.some(({ personId }) => personId === link.personId),
    );
    requireComplete(
      input.label,
      [...links, ...others].map((link) => link.personCategory),
    );
    const result = save(ctx, before, input.revision, { ...contentOf(before), label: input.label }, links);
    changed(ctx);
    return result;
  },

  move: (input, ctx) => {
    const { personId, toPersonId, id } = input;
    const finding = findFinding(ctx, personId, id);
    const link = finding.persons.find((person) => person.personId === personId);
    if (!link) throw new NotFoundError('Die Erkenntnis');
    if (finding.persons.some((person) => person.personId === toPersonId)) {
      throw new RuleError('Die Erkenntnis gehört schon zu dieser Akte.', {
        toPersonId: 'Bitte eine andere Akte wählen.',
      });
    }
    const days = [personId, toPersonId].map((person) => [person, lastRecordedEvent(ctx, person)] as const);
    const revision = bumpRevision(ctx, id, input.revision);
    // First the new link: a record is never without a person.
    putLink(ctx, id, { personId: toPersonId, role: link.role, personCategory: link.personCategory });
    removeLink(ctx, id, personId);
    const fields = { ...findingFields(contentOf(finding)), ...linkFields(link) };
    const reason = `verschoben: ${input.reason}`;
    recordHistory(
      ctx,
      { record: RECORD, recordId: id, personId },
      { ...fields, Zuordnung: 'diese Akte' },
      {
        Zuordnung: `andere Akte (${reason})`,
      },
    );
    recordHistory(ctx, { record: RECORD, recordId: id, personId: toPersonId }, null, {
      ...fields,
      Zuordnung: `aus anderer Akte (${reason})`,
    });
    for (const [person, day] of days) noteEvents(ctx, person, day);
    changed(ctx);
    return { revision };
  },

  removeFromFile: (input, ctx) => {
    const { personId, id } = input;
    const finding = findFinding(ctx, personId, id);
    if (finding.persons.length + finding.hiddenPersons < 2) {
      throw new RuleError(
        'Die Erkenntnis gehört nur zu dieser Akte. Bitte in die richtige Akte verschieben oder im Löschverfahren löschen.',
      );
    }
    const link = finding.persons.find((person) => person.personId === personId);
    if (!link) throw new NotFoundError('Die Erkenntnis');
    const day = lastRecordedEvent(ctx, personId);
    bumpRevision(ctx, id, input.revision);
    removeLink(ctx, id, personId);
    recordHistory(
      ctx,
      { record: RECORD, recordId: id, personId },
      { ...findingFields(contentOf(finding)), ...linkFields(link), Zuordnung: 'diese Akte' },
      { Zuordnung: `aus dieser Akte genommen: ${input.reason}` },
    );
    noteEvents(ctx, personId, day);
    refreshBlocked(ctx, id, finding);
    changed(ctx);
    return {};
  },

  inbox: (input, ctx) => inbox(ctx, input.limit),
} satisfies HandlersOf<typeof findingsContract>;

function changed(ctx: Context): void {
  ctx.emit({ type: 'changed', feature: 'findings' });
  ctx.emit({ type: 'changed', feature: 'persons' });
}

/** The content without what the record says about itself. */
export function contentOf(finding: Finding): FindingContent {
  const { id: _id, revision: _revision, blocked: _blocked, persons: _persons, ...rest } = finding;
  const { hiddenPersons: _hidden, importedFrom: _imported, createdBy: _by, createdAt: _at, ...more } = rest;
  const { changedAt: _changed, ...content } = more;
  return content;
}

/** Writes content and visible links; the content's history goes to every file, a link's only to its own. */
function save(
  ctx: Context,
  before: Finding,
  expected: number,
  content: FindingContent,
  links: readonly FindingLink[],
): { revision: number; blocked: boolean } {
  const { id } = before;
  const known = linksOf(ctx, id).map((link) => link.personId);
  const everybody = new Set([...known, ...links.map((link) => link.personId)]);
  const days = [...everybody].map((personId) => [personId, lastRecordedEvent(ctx, personId)] as const);
  const revision = updateFinding(ctx, id, expected, content);
  for (const link of links) {
    const old = before.persons.find((person) => person.personId === link.personId);
    putLink(ctx, id, link);
    recordHistory(
      ctx,
      { record: RECORD, recordId: id, personId: link.personId },
      old ? linkFields(old) : null,
      old ? linkFields(link) : { ...findingFields(content), ...linkFields(link) },
    );
  }
  for (const personId of known) {
    recordHistory(
      ctx,
      { record: RECORD, recordId: id, personId },
      findingFields(contentOf(before)),
      findingFields(content),
    );
  }
  const blocked = refreshBlocked(ctx, id, content);
  for (const [personId, day] of days) noteEvents(ctx, personId, day);
  return { revision, blocked };
}
