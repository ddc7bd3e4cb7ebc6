/**
 * The second person's word over a staged list (F59). Only a release opens files, all of them in the running transaction; a
 * refusal leaves the numbers and the reason, and none of the lines.
 */
import type { OutputOf, ParsedInputOf } from '#shared/contract/define';
import type { ImportCounts, importsContract } from '#shared/contract/imports';
import type { PersonaliaInput } from '#shared/contract/persons';
import { canonicalJson } from '#shared/domain/canonical-json';
import { importReleaseProblem, lastEventOfRow } from '#shared/domain/import';
import { matchOfficer, type OfficerAccount } from '#shared/domain/list-officer';
import { formatPartialDate } from '#shared/domain/partial-date';
import { insertLegacyClassification } from '../classifications/service';
import type { Context } from '../context';
import { NotFoundError, RuleError } from '../errors';
import { addFinding, type FindingContent } from '../findings/service';
import { recordHistory } from '../history/repository';
import { historyFields } from '../persons/history-fields';
import { insertPerson, insertPersonalia, personaliaOf } from '../persons/service';
import { insertTask } from '../tasks/service';
import { accountControllers, userNames } from '../users/service';
import { sha256Hex } from '../vault/keys';
import { contentHash, RowsHash } from './content';
import { furtherNames, noteBodies, sourceOf, toPersonInput } from './person-input';
import {
  allRows,
  bumpPerson,
  findBatch,
  linkRow,
  officersOf,
  type StoredBatch,
  type StoredRow,
  storeRelease,
  visibleAmong,
} from './repository';

type ReleaseInput = ParsedInputOf<(typeof importsContract)['release']>;

export function releaseImport(
  input: ReleaseInput,
  ctx: Context,
): OutputOf<(typeof importsContract)['release']> {
  const batch = findBatch(ctx, input.batchId);
  if (!batch) throw new NotFoundError('Die Übernahme');
  if (batch.state !== 'WARTET_AUF_FREIGABE')
    throw new RuleError('Über diese Liste ist schon entschieden. Bitte die Ansicht neu laden.');
  const problem = releaseProblem(ctx, batch);
  if (problem) throw new RuleError(problem);
  const rows = allRows(ctx, batch.id);
  checkUnchanged(batch, rows);
  const state = input.approve ? 'FREIGEGEBEN' : 'ABGELEHNT';
  const hash = sha256Hex(canonicalJson({ content: batch.contentHash, state, reason: input.reason }));
  storeRelease(ctx, batch.id, { state, reason: input.reason, ...ctx.session.sign(hash) });
  if (input.approve) {
    new Takeover(ctx, batch).run(rows);
    ctx.emit({ type: 'changed', feature: 'persons' });
    ctx.emit({ type: 'changed', feature: 'findings' });
    ctx.emit({ type: 'changed', feature: 'classifications' });
  }
  ctx.emit({ type: 'changed', feature: 'imports' });
  return { state, counts: batch.counts };
}

/** Why the caller may not decide on the batch; null if they may. */
export function releaseProblem(ctx: Context, batch: StoredBatch): string | null {
  return importReleaseProblem({
    creator: batch.createdById,
    releaser: ctx.session.user.id,
    accountCreators: accountControllers(ctx.db, batch.createdById),
  });
}

/** What is released must be what was put forward and signed. */
function checkUnchanged(batch: StoredBatch, rows: readonly StoredRow[]): void {
  const hash = new RowsHash();
  for (const row of rows) hash.add(row);
  if (contentHash(batch, hash.digest()) !== batch.contentHash)
    throw new RuleError(
      'Die vorgelegten Zeilen stimmen nicht mehr mit der Unterschrift überein. Bitte ablehnen und die Liste neu einlesen.',
    );
}

/** Opens the files of one released batch. */
class Takeover {
  readonly #ctx: Context;
  readonly #batch: StoredBatch;
  readonly #officers: readonly OfficerAccount[];
  /** Row number → the file that the row went into. */
  readonly #files = new Map<number, string>();

  constructor(ctx: Context, batch: StoredBatch) {
    this.#ctx = ctx;
    this.#batch = batch;
    this.#officers = officersOf(ctx);
  }

  run(rows: readonly StoredRow[]): ImportCounts {
    this.#checkTargets(rows);
    for (const row of rows) {
      const personId = row.action === 'NEW' ? this.#openFile(row) : this.#target(row);
      if (personId === null) continue;
      linkRow(this.#ctx, row.id, personId);
      if (row.action === 'NOTE_TO' && row.candidate) this.#addNames(row, personId);
      for (const body of noteBodies(row)) this.#addNote(row, personId, body);
      this.#files.set(row.rowNo, personId);
    }
    this.#ctx.auditIds(...new Set(this.#files.values()));
    return this.#batch.counts;
  }

  /** A file that was chosen as target may have gone or been protected since. */
  #checkTargets(rows: readonly StoredRow[]): void {
    const targets = rows.flatMap(({ targetPersonId }) => (targetPersonId === null ? [] : [targetPersonId]));
    const visible = visibleAmong(this.#ctx, targets);
    const lost = rows.find(({ targetPersonId }) => targetPersonId !== null && !visible.has(targetPersonId));
    if (lost)
      throw new RuleError(
        `Die Akte, zu der Zeile ${lost.rowNo} eine Notiz werden soll, ist nicht mehr vorhanden oder für Sie nicht freigegeben. Bitte ablehnen und die Liste neu einlesen.`,
      );
  }

  #target(row: StoredRow): string | null {
    if (row.action === 'SKIP') return null;
    if (row.targetPersonId !== null) return row.targetPersonId;
    const file = row.targetRowNo === null ? undefined : this.#files.get(row.targetRowNo);
    if (file === undefined)
      throw new RuleError(
        `Zeile ${row.rowNo} verweist auf eine Zeile ohne Akte. Bitte ablehnen und neu einlesen.`,
      );
    return file;
  }

  #openFile(row: StoredRow): string {
    const { candidate } = row;
    if (!candidate)
      throw new RuleError(`Zeile ${row.rowNo} nennt niemanden. Bitte ablehnen und neu einlesen.`);
    const ctx = this.#ctx;
    const officerId = matchOfficer(candidate.officer, this.#officers);
    const input = { ...toPersonInput(candidate, this.#batch.fileName, row.rowNo), officerId };
    const { id } = insertPerson(ctx, {
      ...input,
      caseStatus: candidate.classified ? 'EINGESTUFT' : 'PRUEFFALL',
      officerNote: candidate.officer,
      importRowId: row.id,
      lastEventOn: lastEventOfRow(candidate, ctx.clock.today()),
    });
    recordHistory(ctx, { record: 'Personalien', recordId: id, personId: id }, null, {
      ...historyFields(input, userNames(ctx)),
      'Sachbearbeitung laut Liste': candidate.officer,
      Herkunft: sourceOf(this.#batch.fileName, row.rowNo),
    });
    if (candidate.classified) this.#takeStatus(row, id);
    if (candidate.reviewScript) {
      insertTask(ctx, {
        kind: 'UMSCHRIFT_PRUEFEN',
        personId: id,
        recordId: null,
        title: 'Umschrift des Namens prüfen',
        dueOn: null,
        assignedTo: officerId,
      });
    }
    return id;
  }

  /** The status as Altbestand: unsigned, not decided in this system, with a review task (F70). */
  #takeStatus(row: StoredRow, personId: string): void {
    const { candidate } = row;
    if (!candidate) return;
    const said = row.cells
      .filter(({ field }) => field === 'PERSON_GROUP' || field === 'CLASSIFIED_ON')
      .map(({ column, text }) => `${column}: ${text.trim()}`)
      .join('\n');
    const { id, personGroup } = insertLegacyClassification(this.#ctx, {
      personId,
      personGroup: candidate.personGroup,
      effectiveOn: candidate.classifiedOn,
      note: said,
      importRowId: row.id,
    });
    recordHistory(this.#ctx, { record: 'Einstufung', recordId: id, personId }, null, {
      Herkunft: `Altbestand, ${sourceOf(this.#batch.fileName, row.rowNo)}`,
      'Eingestuft am': candidate.classifiedOn === null ? null : formatPartialDate(candidate.classifiedOn),
      Personenkreis: personGroup,
    });
  }

  /** Spellings and aliases under which the list knows the person besides; the person was told to be the same by a user. */
  #addNames(row: StoredRow, personId: string): void {
    const ctx = this.#ctx;
    if (!row.candidate) return;
    const known = personaliaOf(ctx, personId);
    const sets = furtherNames(row.candidate, known, this.#batch.fileName, row.rowNo).slice(
      0,
      Math.max(0, 50 - known.aliases.length),
    );
    if (sets.length === 0) return;
    sets.forEach((set, index) => {
      const id = insertPersonalia(ctx, personId, 'ALIAS', set, known.aliases.length + index);
      recordHistory(ctx, { record: 'Aliaspersonalien', recordId: id, personId }, null, {
        Alias: aliasText(set),
        Quelle: set.source,
      });
    });
    bumpPerson(ctx, personId);
  }

  #addNote(row: StoredRow, personId: string, body: string): void {
    const { label, noteKind, fileName } = this.#batch;
    const content: FindingContent = {
      kind: 'LISTENVERMERK',
      occurredOn: null,
      title: `Vermerk aus übernommener Liste, Zeile ${row.rowNo}`,
      body,
      statementKind: noteKind,
      authorOffice: (label?.collectingOffice ?? this.#ctx.session.user.officeName).slice(0, 160),
      fileLocation: sourceOf(fileName, row.rowNo),
      sourceGrade: 'X',
      contentGrade: 'X',
      origin: 'EIGENE_STELLE',
      originAgency: '',
      transmittedOn: null,
      transmissionNorm: '',
      usageLimits: '',
      courtUsable: null,
      releasedTo: null,
      label: {
        collectionMeans: label?.collectionMeans ?? null,
        covert: label?.covert ?? null,
        protectedInterest: label?.protectedInterest ?? null,
        collectingOffice: label?.collectingOffice ?? null,
        legalBasis: label?.legalBasis ?? '',
      },
    };
    const link = {
      personId,
      role: 'BETROFFENE_PERSON',
      personCategory: label?.personCategory ?? null,
    } as const;
    addFinding(this.#ctx, content, [link], row.id);
  }
}

function aliasText(set: PersonaliaInput): string {
  const name = [set.aliasName, set.givenNames, set.familyName].filter(Boolean).join(' ');
  return set.birthDate ? `${name}, ${formatPartialDate(set.birthDate)}` : name;
}
