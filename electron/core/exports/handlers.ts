import type { exportsContract } from '#shared/contract/exports';
import { AGENCY_TYPE_LABELS } from '#shared/domain/agencies';
import { needsSecondPerson } from '#shared/domain/release';
import { agencyByKey, agencyCatalogue } from '../catalogues/agencies';
import type { Context } from '../context';
import { ForbiddenError, NotFoundError, RuleError } from '../errors';
import { requireReasons } from '../reasons';
import type { HandlersOf } from '../registry';
import { requireExportApproval } from '../retention/service';
import { sha256Hex } from '../vault/keys';
import { assemble, type ExportTarget } from './assemble';
import { hashOf, releaseContent, releaseProblem, verifyRelease } from './release';
import {
  exportsInState,
  findExport,
  insertExport,
  openTransmission,
  personsOfExport,
  type StoredExport,
  storeRelease,
  toSummary,
  transmissionsOfPerson,
} from './repository';
import { documentsToRelease } from './service';

export const exportsHandlers = {
  recipients: () => ({
    recipients: agencyCatalogue.agencies.map(({ key, name, shortName, type, police }) => ({
      key,
      name,
      shortName,
      group: AGENCY_TYPE_LABELS[type],
      police,
    })),
  }),

  preview: (input, ctx) => {
    const agency = mustFindAgency(input.agencyKey);
    const purpose = { purpose: '', legalBasis: '', attention: '' };
    const { content, leftOut, personIds } = assemble(ctx, input.target, agency, purpose);
    requireReasons(ctx, personIds, REASON);
    return {
      content,
      leftOut,
      needsRelease: needsSecondPerson({ agencyId: agency.key, police: agency.police }),
    };
  },

  request: (input, ctx) => {
    const agency = mustFindAgency(input.agencyKey);
    const { content, leftOut, personIds } = assemble(ctx, input.target, agency, input);
    requireReasons(ctx, personIds, REASON);
    const state = agency.police ? 'FREIGEGEBEN' : 'WARTET_AUF_FREIGABE';
    const id = insertExport(ctx, {
      kind: input.target.kind,
      ...targetIds(input.target),
      agencyKey: agency.key,
      recipient: agency.name,
      attention: input.attention,
      police: agency.police,
      purpose: input.purpose,
      legalBasis: input.legalBasis,
      title: content.title,
      state,
      content: JSON.stringify(content),
      contentHash: hashOf(content),
      leftOut,
      personIds,
    });
    ctx.emit({ type: 'changed', feature: 'exports' });
    return { id, state };
  },

  get: (input, ctx) => {
    const document = mustFind(ctx, input.id);
    return { summary: toSummary(document), content: document.content };
  },

  waiting: (_input, ctx) => {
    const own = exportsInState(ctx, ['WARTET_AUF_FREIGABE', 'FREIGEGEBEN']).filter(
      (entry) => entry.requestedById === ctx.session.user.id,
    );
    return { toRelease: documentsToRelease(ctx), own: own.map(toSummary) };
  },

  release: (input, ctx) => {
    const document = mustFind(ctx, input.id);
    if (document.state !== 'WARTET_AUF_FREIGABE')
      throw new RuleError('Über dieses Dokument ist schon entschieden.');
    const problem = releaseProblem(ctx, document.requestedById);
    if (problem) throw new ForbiddenError(problem);
    if (hashOf(document.content) !== document.contentHash) {
      throw new RuleError(
        'Der gespeicherte Inhalt passt nicht zu seiner Prüfsumme. Bitte das Dokument neu anlegen.',
      );
    }
    if (input.approve) requireExportApproval(ctx, document.id);
    const state = input.approve ? 'FREIGEGEBEN' : 'ABGELEHNT';
    const { approve, reason } = input;
    const releasedAt = ctx.clock.now();
    const content = releaseContent(document, {
      releasedBy: ctx.session.user.id,
      approve,
      reason,
      releasedAt,
    });
    const signature = ctx.session.sign(sha256Hex(content));
    storeRelease(ctx, document.id, { state, reason, at: releasedAt, content, ...signature });
    ctx.emit({ type: 'changed', feature: 'exports' });
    return { state };
  },

  openCopy: (input, ctx) => {
    const document = mustFind(ctx, input.id);
    if (document.state === 'WARTET_AUF_FREIGABE') {
      throw new RuleError(
        'Dieses Dokument geht an eine nicht-polizeiliche Stelle und wartet auf die Freigabe durch eine zweite Person.',
      );
    }
    if (document.state === 'ABGELEHNT') throw new RuleError('Die Freigabe wurde abgelehnt.');
    if (!document.police && !verifyRelease(ctx, document)) {
      throw new RuleError(
        'Die Unterschrift der Freigabe passt nicht zu diesem Dokument. Bitte das Dokument neu anlegen.',
      );
    }
    const checkpoint = ctx.checkpoint();
    const copy = openTransmission(ctx, document.id, input.mode, checkpoint);
    const { user } = ctx.session;
    return {
      transmissionId: copy.id,
      content: document.content,
      leftOut: document.leftOut,
      marks: {
        copyNo: copy.copyNo,
        printedBy: [user.rank, user.fullName].filter(Boolean).join(' '),
        printedAt: copy.at,
        checkpoint,
      },
    };
  },

  transmissionsOfPerson: (input, ctx) => ({ transmissions: transmissionsOfPerson(ctx, input.personId) }),
} satisfies HandlersOf<typeof exportsContract>;

function mustFindAgency(key: string) {
  const agency = agencyByKey(key);
  if (!agency)
    throw new RuleError('Diese Stelle steht nicht im Behördenverzeichnis.', {
      agencyKey: 'Bitte eine Stelle wählen.',
    });
  return agency;
}

const REASON =
  'Das Dokument enthält Daten aus Akten einer anderen Dienststelle oder aus geschützten Akten. Bitte nennen Sie zuerst den Abfragegrund.';

/** A document is opened like the files that it shows. */
function mustFind(ctx: Context, id: string): StoredExport {
  const document = findExport(ctx, id);
  if (!document) throw new NotFoundError('Das Dokument');
  requireReasons(ctx, personsOfExport(ctx, id), REASON);
  return document;
}

function targetIds(target: ExportTarget): { personId: string | null; conferenceId: string | null } {
  return target.kind === 'DOSSIER'
    ? { personId: target.personId, conferenceId: null }
    : { personId: null, conferenceId: target.conferenceId };
}
