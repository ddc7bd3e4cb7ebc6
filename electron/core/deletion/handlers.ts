import type { DeletionRecord, deletionContract } from '#shared/contract/deletion';
import type { PersonFile } from '#shared/contract/persons';
import {
  archiveProblems,
  blockersOf,
  type Counts,
  type ErasedKind,
  type KeptKind,
} from '#shared/domain/deletion';
import type { NameSearch } from '#shared/domain/name-redaction';
import { rolesAllow } from '#shared/domain/roles';
import type { Context } from '../context';
import { deleteOpenNotices, oweNotices } from '../corrections/service';
import { wipeFreePages } from '../database/open';
import { ConflictError, ForbiddenError, RuleError } from '../errors';
import { newId } from '../ids';
import { findPerson } from '../persons/service';
import { requireReasons } from '../reasons';
import { refuse } from '../refuse';
import type { HandlersOf } from '../registry';
import { completeTasksOfPerson } from '../tasks/service';
import { sha256Hex } from '../vault/keys';
import { backupsBefore } from './backups';
import { erasePerson, eraseTraces } from './erase';
import { blockerCounts, erasedCounts, type Holdings, holdingsOf, keptCounts } from './holdings';
import { deletionsToRepeat, writeLedger } from './ledger';
import { removeRecord } from './records';
import {
  closeDeletion,
  deletionsOf,
  insertDeletion,
  insertRecord,
  mustFindOpen,
  openDeletion,
  type RecordRow,
  recordRows,
  type StoredDeletion,
  storeArchive,
  toDeletion,
} from './repository';
import { whyNotDecide } from './service';
import { decisionContent, personHash, proposalContent, proposalHolds, recordHolds } from './signing';
import { type Places, placeAt, placesOf, searchOf, storeChoice, toTrace } from './traces';

export const deletionHandlers = {
  ofPerson: (input, ctx) => {
    const { personId } = input;
    const open = openDeletion(ctx, personId);
    // Looking through the whole vault takes its time: only for a file that is about to go.
    const found = open && look(ctx, personId, open.id);
    return {
      open: open && toDeletion(open),
      earlier: deletionsOf(ctx, personId)
        .filter(({ state }) => state !== 'VORGESCHLAGEN')
        .map(toDeletion),
      summary: found && summaryOf(ctx, personId, found),
      blockers: blockersOf(blockerCounts(ctx, personId, open, found?.places ?? NO_PLACES)),
      decisionProblem: open && whyNotDecide(ctx, open.proposedById),
    };
  },

  traces: (input, ctx) => ({ traces: tracesOf(ctx, input.personId).shown.map(toTrace) }),

  propose: (input, ctx) => {
    const { personId, ground, reason } = input;
    if (openDeletion(ctx, personId)) throw new RuleError('Die Löschung dieser Akte ist schon vorgeschlagen.');
    const proposal = {
      id: newId(),
      personId,
      ground,
      proposedBy: ctx.session.user.id,
      proposedAt: ctx.clock.now(),
    };
    const content = proposalContent(proposal);
    const signature = ctx.session.sign(sha256Hex(content));
    insertDeletion(ctx, { ...proposal, reason, at: proposal.proposedAt, content, signature });
    completeTasksOfPerson(ctx, 'LOESCHUNG_VORBEREITEN', input.personId, 'Löschung vorgeschlagen');
    oweNotices(ctx, personId, 'LOESCHUNG', proposal.id);
    changed(ctx);
    return { id: proposal.id };
  },

  noteArchive: (input, ctx) => {
    const open = mustFindOpen(ctx, input);
    refuse(archiveProblems(input, ctx.clock.today()));
    const revision = storeArchive(ctx, open, input);
    changed(ctx);
    return { revision };
  },

  chooseTrace: (input, ctx) => {
    const open = mustFindOpen(ctx, input);
    const search = searchOf(findPerson(ctx, input.personId));
    const place = placeAt(ctx, input.personId, open.id, search, input.place);
    if (place) requireReasons(ctx, [place.ownerId], OTHER_FILES);
    if (place?.textHash !== input.textHash) throw new ConflictError('Die Stelle');
    storeChoice(ctx, open.id, place, input.choice);
    changed(ctx);
    return {};
  },

  withdraw: (input, ctx) => {
    const open = mustFindOpen(ctx, input);
    closeDeletion(ctx, open.id, 'ZURUECKGEZOGEN', input.reason, ctx.clock.now());
    deleteOpenNotices(ctx, open.id);
    changed(ctx);
    return {};
  },

  decide: (input, ctx) => {
    const open = mustFindOpen(ctx, input);
    const problem = whyNotDecide(ctx, open.proposedById);
    if (problem) throw new ForbiddenError(problem);
    const decidedAt = ctx.clock.now();
    if (input.approve) {
      erase(ctx, input.personId, open, { reason: input.reason, decidedAt });
    } else {
      closeDeletion(ctx, open.id, 'ABGELEHNT', input.reason, decidedAt);
      deleteOpenNotices(ctx, open.id);
    }
    changed(ctx);
    return { erased: input.approve, olderBackups: input.approve ? backupsBefore(ctx, decidedAt) : [] };
  },

  removeRecord: (input, ctx) => {
    removeRecord(ctx, input);
    for (const feature of ['findings', 'offences', 'measures', 'persons'])
      ctx.emit({ type: 'changed', feature });
    return {};
  },

  records: (_input, ctx) => {
    const rows = recordRows(ctx, rolesAllow(ctx.session.user.roles, 'LOG_READ'));
    const [last] = rows;
    return {
      records: rows.map((row) => toRecord(ctx, row)),
      olderBackups: last ? backupsBefore(ctx, last.decidedAt) : [],
      toRepeat: deletionsToRepeat(ctx).map((entry) => ({
        ...entry,
        personName: personName(findPerson(ctx, entry.personId)),
      })),
    };
  },
} satisfies HandlersOf<typeof deletionContract>;

const NO_PLACES: Places = { shown: [], hidden: [] };

interface Found {
  readonly search: NameSearch;
  readonly holdings: Holdings;
  readonly places: Places;
}

/** `isFresh`: the whole vault is searched now, whatever was found before. */
function look(ctx: Context, personId: string, deletionId: string, isFresh = false): Found {
  const search = searchOf(findPerson(ctx, personId));
  return {
    search,
    holdings: holdingsOf(ctx, personId),
    places: placesOf(ctx, personId, deletionId, search, isFresh),
  };
}

const summaryOf = (ctx: Context, personId: string, { holdings, places, search }: Found) => ({
  erased: erasedCounts(ctx, personId, holdings, search),
  kept: keptCounts(holdings, places),
});

const OTHER_FILES =
  'Der Name steht in Akten einer anderen Dienststelle oder in geschützten Akten. Bitte nennen Sie zuerst den Abfragegrund.';

/** Excerpts of other files are read like those files: with an Abfragegrund where they take one. */
function tracesOf(ctx: Context, personId: string): Places {
  const open = openDeletion(ctx, personId);
  if (!open) return NO_PLACES;
  const { places } = look(ctx, personId, open.id);
  requireReasons(
    ctx,
    places.shown.map(({ ownerId }) => ownerId),
    OTHER_FILES,
  );
  return places;
}

function erase(
  ctx: Context,
  personId: string,
  open: StoredDeletion,
  act: { readonly reason: string; readonly decidedAt: string },
): void {
  if (!proposalHolds(ctx, open, personId)) {
    throw new RuleError(
      'Die Unterschrift unter dem Löschvorschlag stimmt nicht. Bitte den Vorschlag zurückziehen und neu vorschlagen.',
    );
  }
  const found = look(ctx, personId, open.id, true);
  const { holdings, places, search } = found;
  const [blocker] = blockersOf(blockerCounts(ctx, personId, open, places));
  if (blocker) throw new RuleError(`${blocker.text} ${blocker.remedy}`);
  const counts = summaryOf(ctx, personId, found);
  closeDeletion(ctx, open.id, 'GENEHMIGT', act.reason, act.decidedAt);
  const { archive } = open;
  const content = decisionContent({
    id: open.id,
    proposalSha256: sha256Hex(open.proposalContent),
    archive: {
      answer: archive?.answer ?? null,
      offeredOn: archive?.offeredOn ?? null,
      answeredOn: archive?.answeredOn ?? null,
    },
    counts,
    decidedBy: ctx.session.user.id,
    decidedAt: act.decidedAt,
  });
  insertRecord(ctx, {
    personHash: personHash(personId),
    deletion: open,
    decidedAt: act.decidedAt,
    counts: JSON.stringify(counts),
    content,
    signature: ctx.session.sign(sha256Hex(content)),
  });
  eraseTraces(ctx, { personId, deletionId: open.id, holdings, places, search });
  erasePerson(ctx, personId);
  ctx.afterCommit(() => {
    try {
      wipeFreePages(ctx.db);
      writeLedger(ctx);
    } catch {
      // The file is deleted, so this is no failure to report: free pages go at the lock, the list is whole with the next deletion.
    }
  });
  for (const feature of ['persons', 'findings', 'offences', 'exports', 'conferences', 'measures', 'imports'])
    ctx.emit({ type: 'changed', feature });
}

function changed(ctx: Context): void {
  ctx.emit({ type: 'changed', feature: 'deletion' });
}

function toRecord(ctx: Context, row: RecordRow): DeletionRecord {
  const counts = JSON.parse(row.counts) as { erased: Counts<ErasedKind>; kept: Counts<KeptKind> };
  return {
    id: row.id,
    ground: row.ground,
    archive: { answer: row.answer, offeredOn: row.offeredOn, answeredOn: row.answeredOn },
    officeName: row.officeName,
    proposedBy: row.proposedBy,
    proposedAt: row.proposedAt,
    decidedBy: row.decidedBy,
    decidedAt: row.decidedAt,
    ...counts,
    signaturesHold: recordHolds(ctx, row),
  };
}

const personName = ({ leading }: PersonFile): string =>
  [leading.familyName, leading.givenNames].filter(Boolean).join(', ');
