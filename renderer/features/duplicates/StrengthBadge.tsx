/** How much speaks for one person: a word, not only a colour. */
import type { PairStrength } from '#shared/domain/similar-names';
import { Badge } from '../../ui';

export function StrengthBadge({ strength }: { strength: PairStrength }) {
  switch (strength) {
    case 'LIKELY':
      return <Badge tone="due-soon">wahrscheinlich</Badge>;
    case 'POSSIBLE':
      return <Badge>möglich</Badge>;
    case 'WEAK':
      return <Badge>schwacher Hinweis</Badge>;
  }
}
