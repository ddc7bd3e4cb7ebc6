/** The minutes: assessment, contributions, Beschlüsse and the measures that they become (F43, F44, F47). */
import type { conferencesContract, Resolution, ResolutionInput } from '#shared/contract/conferences';
import { outcomeProblem, personProblem } from '#shared/domain/conference-close';
import { measureKindOf } from '#shared/domain/measure-task';
import type { Problem } from '#shared/domain/problem';
import { resolutionProblems } from '#shared/domain/resolution';
import { measureByCode } from '../catalogues/measures';
import type { Context } from '../context';
import { RuleError } from '../errors';
import { recordHistory } from '../history/repository';
import { createMeasure, rewriteMeasure, withdrawMeasure } from '../measures/service';
import { touchPerson } from '../persons/service';
import { refuse } from '../refuse';
import type { HandlersOf } from '../registry';
import { requireReasons, requireRecording } from './access';
import { findAgency } from './agencies';
import { type ConferenceHead, findConference, saveSession } from './heads';
import { contributionHistory, itemHistory, resolutionHistory } from './history-fields';
import {
  type ContributionFields,
  deleteContribution,
  findContribution,
  findItem,
  type ItemHead,
  insertContribution,
  takesPart,
  updateContribution,
  updateItem,
} from './items';
import {
  deleteResolution,
  findResolution,
  insertResolution,
  type ResolutionFields,
  resolutionsOfItem,
  updateResolution,
} from './resolutions';

type Handlers = HandlersOf<typeof conferencesContract>;

export const minutesHandlers = {
  saveSession: (input, ctx) => {
    const before = findConference(ctx, input.conferenceId);
    requireRecording(ctx, before);
    if (input.nextOn !== null && input.nextOn < before.heldOn)
      throw new RuleError('Der nächste Termin liegt vor dieser Konferenz.', {
        nextOn: 'Bitte einen späteren Tag angeben.',
      });
    const revision = saveSession(ctx, before.id, input.revision, input);
    const fields = (value: { confidentialityNoted: boolean; nextOn: string | null }) => ({
      Vertraulichkeitshinweis: value.confidentialityNoted,
      'Nächster Termin': value.nextOn,
    });
    const target = { record: 'Fallkonferenz', recordId: before.id, personId: null };
    recordHistory(ctx, target, fields(before), fields(input));
    changed(ctx);
    return { revision };
  },

  saveItem: (input, ctx) => {
    const { item } = itemToRecord(ctx, input);
    const after = { ...item, assessment: input.assessment, dissent: input.dissent };
    const revision = updateItem(ctx, item.id, input.revision, after);
    const target = { record: 'Tagesordnungspunkt', recordId: item.id, personId: item.personId };
    recordHistory(ctx, target, itemHistory(item), itemHistory(after));
    changed(ctx);
    return { revision };
  },

  addContribution: (input, ctx) => {
    const { conference, item } = itemToRecord(ctx, input);
    const agency = contributor(ctx, conference, item, input);
    const id = insertContribution(ctx, item.id, input);
    recordContribution(ctx, item, id, null, { ...input, agencyName: agency.name });
    changed(ctx);
    return { id };
  },

  updateContribution: (input, ctx) => {
    const { conference, item } = itemToRecord(ctx, input);
    const before = findContribution(ctx, item.id, input.contributionId);
    const agency = contributor(ctx, conference, item, input);
    const revision = updateContribution(ctx, before.id, input.revision, input);
    recordContribution(ctx, item, before.id, before, { ...input, agencyName: agency.name });
    changed(ctx);
    return { revision };
  },

  removeContribution: (input, ctx) => {
    const { item } = itemToRecord(ctx, input);
    const before = findContribution(ctx, item.id, input.contributionId);
    deleteContribution(ctx, before.id);
    recordContribution(ctx, item, before.id, before, null);
    changed(ctx);
    return {};
  },

  addResolution: (input, ctx) => {
    const { conference, item } = itemToRecord(ctx, input);
    const fields = checkedResolution(ctx, conference, item, input, resolutionsOfItem(ctx, item.id));
    const measureId = measureFor(ctx, conference, fields);
    const { id, number } = insertResolution(ctx, item.id, {
      ...fields,
      measureId,
      prefix: `${conference.number}/${item.position}`,
      state: firstState(fields),
      carriedFrom: null,
    });
    recordResolution(ctx, null, findResolution(ctx, item.id, id));
    return { id, number, measureId };
  },

  updateResolution: (input, ctx) => {
    const { conference, item } = itemToRecord(ctx, input);
    const before = findResolution(ctx, item.id, input.resolutionId);
    const others = resolutionsOfItem(ctx, item.id).filter((entry) => entry.id !== before.id);
    const fields = checkedResolution(ctx, conference, item, input, others);
    const measureId = followingMeasure(ctx, conference, before, fields);
    const state = before.kind === fields.kind ? before.state : firstState(fields);
    const revision = updateResolution(ctx, before.id, input.revision, { ...fields, measureId, state });
    recordResolution(ctx, before, findResolution(ctx, item.id, before.id));
    return { revision };
  },

  removeResolution: (input, ctx) => {
    const { item } = itemToRecord(ctx, input);
    const before = findResolution(ctx, item.id, input.resolutionId);
    if (before.measure && before.personId) withdrawMeasure(ctx, before.measure.id, before.personId);
    deleteResolution(ctx, before.id);
    recordResolution(ctx, before, null);
    return {};
  },
} satisfies Partial<Handlers>;

function changed(ctx: Context): void {
  ctx.emit({ type: 'changed', feature: 'conferences' });
}

function itemToRecord(ctx: Context, input: { conferenceId: string; itemId: string }) {
  const conference = findConference(ctx, input.conferenceId);
  requireRecording(ctx, conference);
  const item = findItem(ctx, conference.id, input.itemId);
  requireReasons(ctx, [item.personId]);
  return { conference, item };
}

/** The agency takes part in the point and was there, or contributed in writing. */
function contributor(ctx: Context, conference: ConferenceHead, item: ItemHead, input: ContributionFields) {
  const agency = findAgency(ctx, conference.id, input.agencyId);
  if (!takesPart(ctx, agency.id, item.id))
    throw new RuleError(`${agency.shortName} nimmt an diesem Punkt nicht teil.`, {
      agencyId: 'Bitte eine Behörde wählen, die an diesem Punkt teilnimmt.',
    });
  if (agency.attendance === 'ENTSCHULDIGT' || agency.attendance === 'NICHT_EINGELADEN')
    throw new RuleError(
      `${agency.shortName} ist nicht als Teilnehmerin vermerkt. Bei einem schriftlichen Beitrag bitte die Teilnahme auf „schriftlich beigetragen“ setzen.`,
      { agencyId: 'Bitte die Teilnahme prüfen.' },
    );
  return agency;
}

type Recorded = ContributionFields & { agencyName: string };

/**
 * The history of a file is read by all who may read the file. What was said orally or is not to be passed on stands in
 * the history of the contribution only.
 */
function recordContribution(
  ctx: Context,
  item: ItemHead,
  id: string,
  before: Recorded | null,
  after: Recorded | null,
): void {
  const isOpen = [before, after].every((entry) => entry === null || entry.usability === 'PROTOKOLL');
  recordHistory(
    ctx,
    { record: 'Beitrag', recordId: id, personId: isOpen ? item.personId : null },
    before && contributionHistory(before, before.agencyName),
    after && contributionHistory(after, after.agencyName),
  );
}

function recordResolution(ctx: Context, before: Resolution | null, after: Resolution | null): void {
  const resolution = after ?? before;
  if (!resolution) return;
  recordHistory(
    ctx,
    { record: 'Beschluss', recordId: resolution.id, personId: resolution.personId },
    before && resolutionHistory(before),
    after && resolutionHistory(after),
  );
  if (resolution.personId) touchPerson(ctx, resolution.personId, null);
  changed(ctx);
}

/** „Kein Handlungsbedarf“ is done as soon as it is recorded. */
function firstState(fields: Pick<ResolutionFields, 'kind'>): 'OFFEN' | 'ERLEDIGT_BESTAETIGT' {
  return fields.kind === 'KEIN_HANDLUNGSBEDARF' ? 'ERLEDIGT_BESTAETIGT' : 'OFFEN';
}

type Checked = Omit<ResolutionFields, 'measureId'>;

function checkedResolution(
  ctx: Context,
  conference: ConferenceHead,
  item: ItemHead,
  input: ResolutionInput,
  others: readonly Resolution[],
): Checked {
  const isNothing = input.kind === 'KEIN_HANDLUNGSBEDARF';
  const fields: Checked = {
    kind: input.kind,
    body: input.body,
    personId: item.personId ?? input.personId,
    measureCode: input.kind === 'MASSNAHME' ? input.measureCode : '',
    leadAgencyId: isNothing ? null : input.leadAgencyId,
    responsible: input.responsible,
    contributors: input.contributors,
    dueOn: isNothing ? null : input.dueOn,
  };
  const rules = { ...fields, leadAgency: fields.leadAgencyId };
  refuse([
    otherPersonProblem(item, input),
    ...resolutionProblems(rules, conference.heldOn).map(renameLeadAgency),
    item.kind === 'PERSON'
      ? outcomeProblem(
          input.kind,
          others.map((entry) => entry.kind),
        )
      : null,
    personProblem(fields.kind, fields.personId),
    fields.measureCode !== '' && !measureByCode(fields.measureCode)
      ? { field: 'measureCode', message: 'Diese Maßnahme steht nicht im Katalog.' }
      : null,
  ]);
  if (fields.leadAgencyId !== null) {
    const agency = findAgency(ctx, conference.id, fields.leadAgencyId);
    if (!takesPart(ctx, agency.id, item.id))
      throw new RuleError(`${agency.shortName} nimmt an diesem Punkt nicht teil.`, {
        leadAgencyId: 'Bitte eine Behörde wählen, die an diesem Punkt teilnimmt.',
      });
  }
  return fields;
}

function otherPersonProblem(item: ItemHead, input: ResolutionInput): Problem | null {
  return item.personId !== null && input.personId !== null && input.personId !== item.personId
    ? { field: 'personId', message: 'Der Beschluss gehört zur Person dieses Punktes.' }
    : null;
}

function renameLeadAgency(problem: Problem): Problem {
  return problem.field === 'leadAgency' ? { ...problem, field: 'leadAgencyId' } : problem;
}

/** What the Beschluss asks to be tracked, or null: nothing to do, or about nobody. */
function trackedMeasure(ctx: Context, conference: ConferenceHead, fields: Checked) {
  const kind = measureKindOf(fields.kind);
  if (kind === null || fields.personId === null || fields.leadAgencyId === null) return null;
  const agency = findAgency(ctx, conference.id, fields.leadAgencyId);
  return {
    personId: fields.personId,
    kind,
    code: fields.measureCode,
    title: kind === 'MASSNAHME' ? '' : shortened(fields.body),
    legalBasis: '',
    leadAgencyKey: agency.agencyKey,
    leadAgency: agency.name,
    responsible: fields.responsible,
    dueOn: fields.dueOn,
    note: fields.body,
  };
}

function measureFor(ctx: Context, conference: ConferenceHead, fields: Checked): string | null {
  const measure = trackedMeasure(ctx, conference, fields);
  return measure && createMeasure(ctx, measure);
}

/** While the minutes are written the measure follows its Beschluss, as long as nobody has begun to work on it. */
function followingMeasure(
  ctx: Context,
  conference: ConferenceHead,
  before: Resolution,
  fields: Checked,
): string | null {
  if (!before.measure || before.personId === null) return measureFor(ctx, conference, fields);
  const measure = trackedMeasure(ctx, conference, fields);
  if (measure && measure.personId === before.personId) {
    rewriteMeasure(ctx, before.measure.id, measure);
    return before.measure.id;
  }
  withdrawMeasure(ctx, before.measure.id, before.personId);
  return measure && createMeasure(ctx, measure);
}

function shortened(body: string): string {
  const firstLine = body.split('\n')[0] ?? body;
  return firstLine.length > 200 ? `${firstLine.slice(0, 199)}…` : firstLine;
}
