import { FileCheck2, FileClock, FileX2, Send } from 'lucide-react';
import type { ExportSummary } from '#shared/contract/exports';
import { Badge } from '../../ui';

export const KIND_LABELS = { DOSSIER: 'Dossier', ERGEBNISVERMERK: 'Ergebnisvermerk' } as const;

const STATES = {
  WARTET_AUF_FREIGABE: { tone: 'due-soon', icon: FileClock, label: 'wartet auf Freigabe' },
  FREIGEGEBEN: { tone: 'accent', icon: FileCheck2, label: 'bereit zur Ausgabe' },
  ABGELEHNT: { tone: 'overdue', icon: FileX2, label: 'abgelehnt' },
  AUSGEGEBEN: { tone: 'done', icon: Send, label: 'ausgegeben' },
} as const;

export function ExportStateBadge({ state }: { state: ExportSummary['state'] }) {
  const { tone, icon, label } = STATES[state];
  return (
    <Badge tone={tone} icon={icon}>
      {label}
    </Badge>
  );
}
