import { Archive, CircleDashed, CircleDot, FileClock, Gavel } from 'lucide-react';
import { assertNever } from '#shared/domain/assert';
import { CASE_STATUS_LABELS, type CaseStatus } from '#shared/domain/case-status';
import { Badge, type Tone } from '../../ui';

/** Fallstatus; `isLegacy`: taken over from a list, not decided in this system. */
export function CaseStatusBadge({ status, isLegacy = false }: { status: CaseStatus; isLegacy?: boolean }) {
  const { tone, icon } = look(status);
  return (
    <Badge tone={tone} icon={icon}>
      {CASE_STATUS_LABELS[status]}
      {isLegacy && ' · Altbestand'}
    </Badge>
  );
}

function look(status: CaseStatus): { tone: Tone; icon: typeof Archive } {
  switch (status) {
    case 'PRUEFFALL':
      return { tone: 'neutral', icon: CircleDashed };
    case 'VORSCHLAG':
      return { tone: 'due-soon', icon: FileClock };
    case 'EINGESTUFT':
      return { tone: 'accent', icon: Gavel };
    case 'UEBERPRUEFUNG_FAELLIG':
      return { tone: 'overdue', icon: FileClock };
    case 'RUHEND_HAFT':
    case 'NACHLAUF':
      return { tone: 'restricted', icon: CircleDot };
    case 'AUSGESTUFT':
    case 'NICHT_EINGESTUFT':
    case 'ABGEGEBEN':
    case 'VERSTORBEN':
    case 'GELOESCHT':
      return { tone: 'neutral', icon: Archive };
    default:
      return assertNever(status);
  }
}
