import { Ban } from 'lucide-react';
import { IMPORT_STATE_LABELS, type ImportState } from '#shared/domain/import';
import { Badge, type Tone } from '../../ui';

const TONES = {
  WARTET_AUF_FREIGABE: 'due-soon',
  FREIGEGEBEN: 'done',
  ABGELEHNT: 'neutral',
} as const satisfies Record<ImportState, Tone>;

export function StateBadge({ state }: { state: ImportState }) {
  return (
    <Badge tone={TONES[state]} {...(state === 'ABGELEHNT' ? { icon: Ban } : {})}>
      {IMPORT_STATE_LABELS[state]}
    </Badge>
  );
}
