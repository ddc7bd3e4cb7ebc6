import type { PeriodInput, RadarInput, RadarResult, statusContract } from '#shared/contract/status';
import { dueState } from '#shared/domain/deadlines';
import { PHAENOMENBEREICH_LABELS } from '#shared/domain/phaenomenbereich';
import {
  POLICE_STATUS_LABELS,
  placePeriod,
  RELEVANT_PERSON_ROLE_LABELS,
  RISK_INSTRUMENT_LABELS,
  statusOn,
  statusProblems,
} from '#shared/domain/police-status';
import { radarCatalogue } from '../catalogues/radar';
import type { Context } from '../context';
import { recordHistory } from '../history/repository';
import { touchPerson } from '../persons/service';
import { refuse } from '../refuse';
import type { HandlersOf } from '../registry';
import {
  closePeriod,
  erase,
  findPeriod,
  findRadar,
  insertPeriod,
  insertRadar,
  periodsOf,
  radarOf,
  type StoredRadar,
  updatePeriod,
  updateRadar,
} from './repository';

const STATUS = 'Polizeifachlicher Status';
const RADAR = 'Ergebnis Risikobewertung';

export const statusHandlers = {
  get: (input, ctx) => {
    const periods = periodsOf(ctx, input.personId);
    const today = ctx.clock.today();
    return {
      periods,
      currentId: statusOn(periods, today)?.id ?? null,
      results: withUpdateState(radarOf(ctx, input.personId), today),
      instruments: radarCatalogue.instruments.map(({ key, versions, results }) => ({
        key,
        versions: [...versions],
        results: [...results],
      })),
    };
  },

  record: (input, ctx) => {
    const { personId, ...content } = input;
    place(ctx, personId, null, content);
    const id = insertPeriod(ctx, personId, content);
    recordHistory(ctx, { record: STATUS, recordId: id, personId }, null, periodFields(content));
    changed(ctx, personId);
    return { id };
  },

  correct: (input, ctx) => {
    const { personId, id, revision, ...content } = input;
    const before = findPeriod(ctx, personId, id);
    place(ctx, personId, id, content);
    const next = updatePeriod(ctx, id, revision, content);
    const target = { record: STATUS, recordId: id, personId };
    recordHistory(ctx, target, periodFields(before), periodFields(content));
    changed(ctx, personId);
    return { revision: next };
  },

  remove: (input, ctx) => {
    const { id } = findPeriod(ctx, input.personId, input.id);
    erase(ctx, 'person_status', id, input.revision);
    removed(ctx, STATUS, input);
    return {};
  },

  recordRadar: (input, ctx) => {
    const { personId, ...content } = input;
    checkRadar(ctx, content);
    const id = insertRadar(ctx, personId, content);
    recordHistory(ctx, { record: RADAR, recordId: id, personId }, null, radarFields(content));
    changed(ctx, personId);
    return { id };
  },

  correctRadar: (input, ctx) => {
    const { personId, id, revision, ...content } = input;
    const before = findRadar(ctx, personId, id);
    checkRadar(ctx, content);
    const next = updateRadar(ctx, id, revision, content);
    const target = { record: RADAR, recordId: id, personId };
    recordHistory(ctx, target, radarFields(before), radarFields(content));
    changed(ctx, personId);
    return { revision: next };
  },

  removeRadar: (input, ctx) => {
    const { id } = findRadar(ctx, input.personId, input.id);
    erase(ctx, 'radar_result', id, input.revision);
    removed(ctx, RADAR, input);
    return {};
  },
} satisfies HandlersOf<typeof statusContract>;

/** Checks the period and ends the running one before it. `id`: the one that is being corrected. */
function place(ctx: Context, personId: string, id: string | null, content: PeriodInput): void {
  refuse(statusProblems(content, ctx.clock.today()));
  const others = periodsOf(ctx, personId).filter((period) => period.id !== id);
  const { closes, problem } = placePeriod(others, content);
  refuse([problem]);
  if (!closes) return;
  const running = findPeriod(ctx, personId, closes.id);
  closePeriod(ctx, closes.id, closes.validTo);
  recordHistory(
    ctx,
    { record: STATUS, recordId: closes.id, personId },
    { Ende: running.validTo },
    { Ende: closes.validTo },
  );
}

function checkRadar(ctx: Context, content: RadarInput): void {
  refuse([
    content.assessedOn > ctx.clock.today()
      ? { field: 'assessedOn', message: 'Die Bewertung darf nicht in der Zukunft liegen.' }
      : null,
    content.updateDueOn !== null && content.updateDueOn <= content.assessedOn
      ? { field: 'updateDueOn', message: 'Die nächste Fortschreibung liegt nach der Bewertung.' }
      : null,
  ]);
}

/** Only the newest result of an instrument is due for an update. */
function withUpdateState(results: readonly StoredRadar[], today: string): RadarResult[] {
  const seen = new Set<string>();
  return results.map((result) => {
    const isNewest = !seen.has(result.instrument);
    seen.add(result.instrument);
    const updateState = isNewest && result.updateDueOn ? dueState(result.updateDueOn, today) : null;
    return { ...result, updateState };
  });
}

function periodFields(content: PeriodInput): Record<string, string | null> {
  return {
    Status: POLICE_STATUS_LABELS[content.status],
    Rolle: content.role && RELEVANT_PERSON_ROLE_LABELS[content.role],
    Phänomenbereich: content.phaenomenbereich && PHAENOMENBEREICH_LABELS[content.phaenomenbereich],
    Beginn: content.validFrom,
    Ende: content.validTo,
    'Entscheidende Stelle': content.authority,
    Fundstelle: content.source,
  };
}

function radarFields(content: RadarInput): Record<string, string | boolean | null> {
  return {
    Instrument: RISK_INSTRUMENT_LABELS[content.instrument],
    Version: content.version,
    'Bewertet am': content.assessedOn,
    'Bewertende Stelle': content.assessorOffice,
    Ergebnis: content.result,
    'Nächste Fortschreibung': content.updateDueOn,
    'Für Dossiers an die Polizei freigegeben': content.released,
  };
}

function removed(
  ctx: Context,
  record: string,
  input: { id: string; personId: string; reason: string },
): void {
  const target = { record, recordId: input.id, personId: input.personId };
  recordHistory(ctx, target, null, { 'Eintrag entfernt': input.reason });
  changed(ctx, input.personId);
}

function changed(ctx: Context, personId: string): void {
  touchPerson(ctx, personId, null);
  ctx.emit({ type: 'changed', feature: 'status' });
  ctx.emit({ type: 'changed', feature: 'persons' });
}
