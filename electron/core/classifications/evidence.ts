/** SQL of what can carry a criterion: the Erkenntnisse and Straftaten of the person's own file (F4). */
import type { EvidenceItem } from '#shared/contract/classifications';
import { canonicalJson } from '#shared/domain/canonical-json';
import type { EvidenceState } from '#shared/domain/classification';
import { needsStorageReview, OUTCOME_LABELS, type Outcome } from '#shared/domain/offence';
import type { StatementKind } from '#shared/domain/statement';
import type { Context } from '../context';
import { statement } from '../database/statements';
import { sha256Hex } from '../vault/keys';

/** A record of the file as the rules and the signature see it. */
export interface EvidenceRecord extends EvidenceItem {
  readonly blocked: boolean;
  /** SHA-256 (hex) over what the record says, without its bookkeeping. */
  readonly sha256: string;
}

interface FindingRow {
  id: string;
  kind: string;
  date: string | null;
  title: string;
  body: string;
  statementKind: StatementKind;
  authorOffice: string;
  fileLocation: string;
  sourceGrade: string;
  contentGrade: string;
  originAgency: string;
  role: string;
  personCategory: string | null;
  createdAt: string;
  blocked: number;
}

interface OffenceRow {
  id: string;
  date: string | null;
  until: string | null;
  place: string;
  norm: string;
  title: string;
  description: string;
  political: number;
  phaenomenbereich: string | null;
  quality: string | null;
  role: string;
  personCategory: string | null;
  outcome: Outcome;
  outcomeOn: string | null;
  createdAt: string;
  blocked: number;
}

/** In whose case the person is a witness, a victim or an informant: that says nothing against the person (§ 23(6) PolG NRW). */
const NOT_AGAINST = "('ZEUGE', 'GESCHAEDIGTER', 'HINWEISGEBER')";
const EXCERPT_CHARS = 280;

/** All linkable and blocked records of a file within the caller's scope, newest first. */
export function evidenceOfPerson(ctx: Context, personId: string): EvidenceRecord[] {
  const findings = statement<[string], FindingRow>(
    ctx.db,
    `SELECT f.id, f.kind, f.occurred_on AS date, f.title, f.body, f.statement_kind AS statementKind,
       f.author_office AS authorOffice, f.file_location AS fileLocation, f.source_grade AS sourceGrade,
       f.content_grade AS contentGrade, f.origin_agency AS originAgency, l.role, l.person_category AS personCategory,
       f.created_at AS createdAt, f.blocked
     FROM finding_person l JOIN finding f ON f.id = l.finding_id
     JOIN visible_person p ON p.id = l.person_id
     WHERE l.person_id = ? AND l.role NOT IN ${NOT_AGAINST}`,
  ).all(personId);
  const offences = statement<[string], OffenceRow>(
    ctx.db,
    `SELECT o.id, o.committed_on AS date, o.committed_until AS until, o.place, o.norm, o.title, o.description, o.political,
       o.phaenomenbereich, o.quality, l.role, l.person_category AS personCategory, l.outcome, l.outcome_on AS outcomeOn,
       o.created_at AS createdAt, o.blocked
     FROM offence_participant l JOIN offence o ON o.id = l.offence_id
     JOIN visible_person p ON p.id = l.person_id
     WHERE l.person_id = ? AND l.role NOT IN ${NOT_AGAINST}`,
  ).all(personId);
  return [...findings.map(fromFinding), ...offences.map(fromOffence)].sort(byDateDescending);
}

function fromFinding(row: FindingRow): EvidenceRecord {
  const { createdAt, blocked, ...content } = row;
  return {
    id: row.id,
    kind: 'FINDING',
    date: row.date,
    title: row.title,
    excerpt: excerpt(row.body),
    statementKind: row.statementKind,
    grade: `${row.sourceGrade}${row.contentGrade}`,
    norm: '',
    outcome: '',
    storageReview: false,
    createdAt,
    blocked: blocked === 1,
    sha256: sha256Hex(canonicalJson(content)),
  };
}

function fromOffence(row: OffenceRow): EvidenceRecord {
  const { createdAt, blocked, ...content } = row;
  return {
    id: row.id,
    kind: 'OFFENCE',
    date: row.date,
    title: row.title,
    excerpt: excerpt([row.place, row.description].filter(Boolean).join(' · ')),
    // That proceedings were opened is a fact; what they led to stands beside it.
    statementKind: 'TATSACHE',
    grade: '',
    norm: row.norm,
    outcome: OUTCOME_LABELS[row.outcome],
    storageReview: needsStorageReview(row.outcome),
    createdAt,
    blocked: blocked === 1,
    sha256: sha256Hex(canonicalJson(content)),
  };
}

/** What crosses to the interface: neither the block mark nor the hash. */
export function toItem(record: EvidenceRecord): EvidenceItem {
  const { blocked: _blocked, sha256: _sha256, ...item } = record;
  return item;
}

export function toState(record: EvidenceRecord): EvidenceState {
  return { id: record.id, blocked: record.blocked, statementKind: record.statementKind };
}

function excerpt(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= EXCERPT_CHARS ? line : `${line.slice(0, EXCERPT_CHARS).trimEnd()} …`;
}

function byDateDescending(a: EvidenceRecord, b: EvidenceRecord): number {
  const left = a.date ?? '';
  const right = b.date ?? '';
  if (left === right) return a.id < b.id ? -1 : 1;
  return left < right ? 1 : -1;
}
