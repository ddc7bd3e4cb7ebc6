/** Words and marks of the Einstufung that several of its screens share. */
import {
  CircleCheck,
  CircleDashed,
  CircleHelp,
  CircleX,
  FilePen,
  FileText,
  Gavel,
  type LucideIcon,
  MessageCircleQuestion,
  PenLine,
  Send,
} from 'lucide-react';
import type { ClassificationSummary, EvidenceItem } from '#shared/contract/classifications';
import type { CriterionResult } from '#shared/domain/classification';
import { formatPartialDate } from '#shared/domain/partial-date';
import { PROPOSAL_STATE_LABELS, type ProposalState } from '#shared/domain/procedure';
import type { Tone } from '../../ui';

export const proposalPath = (personId: string, id: string): string => `/akten/${personId}/einstufung/${id}`;

export const RESULT_ICONS = {
  ERFUELLT: CircleCheck,
  NICHT_ERFUELLT: CircleX,
  UNBEKANNT: CircleHelp,
} as const satisfies Record<CriterionResult, LucideIcon>;
export const NO_RESULT_ICON: LucideIcon = CircleDashed;

export const EVIDENCE_ICONS = { FINDING: FileText, OFFENCE: Gavel } as const satisfies Record<
  EvidenceItem['kind'],
  LucideIcon
>;

export const STEP_LOOK = {
  ENTWURF: { tone: 'neutral', icon: FilePen },
  VORGELEGT: { tone: 'due-soon', icon: Send },
  RUECKFRAGE: { tone: 'due-soon', icon: MessageCircleQuestion },
  MITGEZEICHNET: { tone: 'due-soon', icon: PenLine },
  ENTSCHIEDEN_JA: { tone: 'done', icon: CircleCheck },
  ENTSCHIEDEN_NEIN: { tone: 'neutral', icon: CircleX },
} as const satisfies Record<ProposalState, { tone: Tone; icon: LucideIcon }>;

/** What a step is called when somebody has taken it. */
export const STEP_ACTS = {
  ...PROPOSAL_STATE_LABELS,
  ENTWURF: 'Begonnen',
} as const satisfies Record<ProposalState, string>;

/** „§ 224 StGB · 04.2026“ or „03.05.2026 · A1“: what tells two records apart at a glance. */
export function evidenceMeta(item: EvidenceItem): string {
  const date = item.date ? formatPartialDate(item.date) : 'ohne Datum';
  return [date, item.norm, item.grade && `Bewertung ${item.grade}`].filter(Boolean).join(' · ');
}

/** Short name on a chip. */
export function evidenceName(item: EvidenceItem): string {
  return [item.date && formatPartialDate(item.date), item.title].filter(Boolean).join(' ');
}

/** „seit 02.11.2026“; a list's incomplete date stays incomplete. */
export function sinceText(entry: Pick<ClassificationSummary, 'effectiveOn'>): string {
  return entry.effectiveOn ? `seit ${formatPartialDate(entry.effectiveOn)}` : 'Datum nicht bekannt';
}
