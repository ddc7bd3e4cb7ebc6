/** What is signed of an Einstufung, and how a stored one is checked (architecture §5, F59). */

import { z } from 'zod';
import type { SignatureState } from '#shared/contract/classifications';
import { canonicalJson, type JsonValue } from '#shared/domain/canonical-json';
import { decisionContent, type Proposal, proposalContent } from '#shared/domain/classification';
import type { CriteriaCatalogue } from '#shared/domain/criteria';
import { isDecided } from '#shared/domain/procedure';
import type { Context } from '../context';
import { signingKeyOwner } from '../users/service';
import { sha256Hex, verifySignature } from '../vault/keys';
import type { SignedContent, StoredClassification, StoredCriterion, StoredStep } from './repository';

/** Hashes what is to be signed and signs it with the own key of the signed-in user. */
export function signContent(ctx: Context, value: { readonly [key: string]: JsonValue }): SignedContent {
  const content = canonicalJson(value);
  const hash = sha256Hex(content);
  return { content, hash, ...ctx.session.sign(hash) };
}

/** The proposal as the rules and the signature see it; criteria that nobody looked at are no assessments. */
export function toProposal(
  row: StoredClassification,
  criteria: readonly StoredCriterion[],
  proposedOn: string,
): Proposal {
  return {
    id: row.id,
    personId: row.signedFor,
    procedure: row.procedure,
    personGroup: row.personGroup,
    occasion: row.occasion,
    assessments: criteria.flatMap(({ key, result, reason, evidenceIds }) =>
      result === null ? [] : [{ criterionKey: key, result, reason, evidenceIds }],
    ),
    prognosis: row.prognosis,
    proportionality: row.proportionality,
    exitReason: row.exitReason,
    catalogueVersion: row.catalogueVersion,
    proposedOn,
  };
}

/** The part of a stored content that is needed to show it and to build it anew. */
const storedContent = z.object({
  criteria: z.array(
    z.object({
      key: z.string(),
      text: z.string(),
      result: z.enum(['ERFUELLT', 'NICHT_ERFUELLT', 'UNBEKANNT']),
      reason: z.string(),
      evidence: z.array(z.object({ id: z.string(), sha256: z.string().nullable() })),
    }),
  ),
});
export type SignedCriteria = z.infer<typeof storedContent>['criteria'];

/** Criteria as they were signed: with their wording at that time and the hash of each record. Empty if nothing was signed. */
export function signedCriteria(content: string | null): SignedCriteria {
  if (content === null) return [];
  return storedContent.parse(JSON.parse(content)).criteria;
}

export interface Check {
  readonly label: string;
  readonly ok: boolean;
  readonly detail: string;
}
export interface Signer {
  readonly act: string;
  readonly userName: string;
  readonly officeName: string;
  readonly at: string;
  readonly publicKey: string;
  readonly ok: boolean;
}
export interface Verification {
  readonly state: SignatureState;
  readonly message: string;
  readonly contentHash: string | null;
  readonly checks: readonly Check[];
  readonly signers: readonly Signer[];
}

const ACTS: Readonly<Record<string, string>> = {
  VORGELEGT: 'Vorschlag',
  MITGEZEICHNET: 'Mitzeichnung',
  ENTSCHIEDEN_JA: 'Entscheidung: zugestimmt',
  ENTSCHIEDEN_NEIN: 'Entscheidung: abgelehnt',
};

/**
 * Checks a stored classification from the ground: the fields still say what was signed, the content has its hash, the
 * signatures fit it, and the keys belong to the people who are named. Says what does not fit.
 */
export function verifyClassification(
  ctx: Context,
  row: StoredClassification,
  criteria: readonly StoredCriterion[],
  steps: readonly StoredStep[],
): Verification {
  const nothing = { contentHash: null, checks: [], signers: [] };
  if (row.origin === 'ALTBESTAND') {
    const message =
      'Aus einer Liste übernommen und nicht in diesem System entschieden: Es gibt keine Unterschriften.';
    return { ...nothing, state: 'LEGACY', message };
  }
  if (row.proposalContent === null || row.proposalHash === null) {
    return {
      ...nothing,
      state: 'UNSIGNED',
      message: 'Der Vorschlag ist noch nicht vorgelegt und nicht unterschrieben.',
    };
  }
  const decided = isDecided(row.step);
  const checks = [...proposalChecks(ctx, row, criteria), ...(decided ? decisionChecks(ctx, row) : [])];
  const signers = signersOf(ctx, row, steps);
  checks.push({
    label: 'Schritte',
    ok: signers.length > 0 && signers.every((signer) => signer.ok),
    detail: 'Jeder unterschriebene Schritt trägt die Unterschrift der genannten Person.',
  });
  const broken = checks.find((check) => !check.ok);
  if (broken) {
    return {
      state: 'INVALID',
      message: `Die gespeicherte Fassung ist nicht die unterschriebene (${broken.label}). Bitte die Leitung und den Datenschutz unterrichten; nichts weiter auf diese Einstufung stützen.`,
      contentHash: row.contentHash ?? row.proposalHash,
      checks,
      signers,
    };
  }
  return {
    state: decided ? 'VALID' : 'PENDING',
    message: decided
      ? 'Vorschlag und Entscheidung sind unverändert und von zwei verschiedenen Personen unterschrieben.'
      : 'Der vorgelegte Vorschlag ist unverändert und von der vorschlagenden Person unterschrieben.',
    contentHash: row.contentHash ?? row.proposalHash,
    checks,
    signers,
  };
}

function proposalChecks(
  ctx: Context,
  row: StoredClassification,
  criteria: readonly StoredCriterion[],
): Check[] {
  return [
    {
      label: 'Inhalt des Vorschlags',
      ok: rebuiltProposal(row, criteria) === row.proposalContent,
      detail:
        'Personenkreis, Anlass, Kriterien, Belege und Begründungen stimmen mit der unterschriebenen Fassung überein.',
    },
    {
      label: 'Prüfsumme des Vorschlags',
      ok: hashFits(row.proposalContent, row.proposalHash),
      detail: 'SHA-256 der unterschriebenen Fassung.',
    },
    {
      label: 'Unterschrift des Vorschlags',
      ok: signatureFits(
        ctx,
        row.proposerId,
        row.proposerKey,
        row.proposalHash,
        row.proposerSignature,
        row.submittedAt,
      ),
      detail: 'Ed25519, Schlüssel der vorschlagenden Person.',
    },
  ];
}

function decisionChecks(ctx: Context, row: StoredClassification): Check[] {
  return [
    {
      label: 'Inhalt der Entscheidung',
      ok: rebuiltDecision(row) === row.content,
      detail:
        'Entscheidung, Datum, Begründung und nächste Überprüfung stimmen mit der unterschriebenen Fassung überein.',
    },
    {
      label: 'Prüfsumme der Entscheidung',
      ok: hashFits(row.content, row.contentHash),
      detail: 'SHA-256 von Vorschlag und Entscheidung.',
    },
    {
      label: 'Unterschrift der Entscheidung',
      ok: signatureFits(
        ctx,
        row.deciderId,
        row.deciderKey,
        row.contentHash,
        row.deciderSignature,
        row.decidedAt,
      ),
      detail: 'Ed25519, Schlüssel der entscheidenden Person.',
    },
    {
      label: 'Vier-Augen-Prinzip',
      ok: row.deciderId !== null && row.deciderId !== row.proposerId && row.deciderKey !== row.proposerKey,
      detail: 'Vorschlag und Entscheidung stammen von zwei verschiedenen Personen.',
    },
  ];
}

function hashFits(content: string | null, hash: string | null): boolean {
  return content !== null && sha256Hex(content) === hash;
}

/** The key must be one that the vault knows as this user's, made before the act. */
function signatureFits(
  ctx: Context,
  userId: string | null,
  publicKey: string | null,
  hash: string | null,
  signature: string | null,
  at: string | null,
): boolean {
  if (!userId || !publicKey || !hash || !signature || !at) return false;
  const owner = signingKeyOwner(ctx.db, publicKey);
  return owner?.userId === userId && owner.since <= at && verifySignature(publicKey, hash, signature);
}

/** The proposal's content built anew from the stored fields, or null where they cannot be built into one. */
function rebuiltProposal(row: StoredClassification, criteria: readonly StoredCriterion[]): string | null {
  if (row.submittedOn === null || row.proposerId === null) return null;
  const signed = readSigned(row.proposalContent);
  if (!signed) return null;
  return canonicalJson(
    proposalContent({
      proposal: toProposal(row, criteria, row.submittedOn),
      catalogue: wordingOf(signed),
      proposer: row.proposerId,
      evidenceHashes: hashesOf(signed),
    }),
  );
}

function rebuiltDecision(row: StoredClassification): string | null {
  const { deciderId, effectiveOn, proposalContent: proposal } = row;
  if (deciderId === null || effectiveOn === null || proposal === null) return null;
  const base = readObject(proposal);
  if (!base) return null;
  return canonicalJson({
    ...base,
    ...decisionPart({
      decider: deciderId,
      approved: row.step === 'ENTSCHIEDEN_JA',
      decidedOn: effectiveOn,
      reason: row.decisionReason,
      reviewOn: row.reviewOn,
    }),
  });
}

interface DecisionPart {
  readonly decider: string;
  readonly approved: boolean;
  readonly decidedOn: string;
  readonly reason: string;
  readonly reviewOn: string | null;
}

function decisionPart(part: DecisionPart): { readonly [key: string]: JsonValue } {
  return {
    decider: part.decider,
    decision: part.approved ? 'JA' : 'NEIN',
    decidedOn: part.decidedOn,
    decisionReason: part.reason,
    reviewOn: part.reviewOn,
  };
}

/** What the decider signs: the proposal as it was signed, the decision on it and the day of the next review. */
export function signedDecision(
  input: Parameters<typeof decisionContent>[0],
  reviewOn: string | null,
): { readonly [key: string]: JsonValue } {
  return { ...decisionContent(input), reviewOn };
}

/** Catalogue with the wording that was signed, so that a later version changes nothing about an old decision. */
export function wordingOf(signed: SignedCriteria): CriteriaCatalogue {
  return {
    version: '',
    validFrom: '',
    validTo: null,
    authority: '',
    criteria: signed.map(({ key, text }) => ({ key, text, help: '', appliesTo: [] })),
  };
}

export function hashesOf(signed: SignedCriteria): ReadonlyMap<string, string> {
  return new Map(
    signed.flatMap((criterion) =>
      criterion.evidence.flatMap(({ id, sha256 }): [string, string][] =>
        sha256 === null ? [] : [[id, sha256]],
      ),
    ),
  );
}

function readSigned(content: string | null): SignedCriteria | null {
  try {
    return signedCriteria(content);
  } catch {
    return null;
  }
}

function readObject(content: string): { [key: string]: JsonValue } | null {
  try {
    return z.record(z.string(), z.json()).parse(JSON.parse(content)) as { [key: string]: JsonValue };
  } catch {
    return null;
  }
}

/** Signed acts on the content that counts now; acts on a version that went back are history. */
function signersOf(ctx: Context, row: StoredClassification, steps: readonly StoredStep[]): Signer[] {
  const current = new Set([row.proposalHash, row.contentHash]);
  return steps.flatMap((step) => {
    if (step.publicKey === null || !current.has(step.contentHash)) return [];
    const ok = signatureFits(ctx, step.userId, step.publicKey, step.contentHash, step.signature, step.at);
    const { userName, officeName, at, publicKey } = step;
    return [{ act: ACTS[step.step] ?? step.step, userName, officeName, at, publicKey, ok }];
  });
}
