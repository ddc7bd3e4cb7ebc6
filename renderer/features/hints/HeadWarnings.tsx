/** What an officer must beware of, in the head of the file: words on a ground that is seen at once. */
import { EyeOff, HeartPulse, type LucideIcon, Search, TriangleAlert } from 'lucide-react';
import { Link } from 'react-aria-components';
import type { Hint } from '#shared/contract/hints';
import type { HintPurpose } from '#shared/domain/person-hints';
import { useOperation } from '../../app/queries';
import styles from './HeadWarnings.module.css';

const ICONS = {
  EIGENSICHERUNG: TriangleAlert,
  SCHUTZ_DES_BETROFFENEN: HeartPulse,
  ERMITTLUNGSUNTERSTUETZUNG: Search,
} as const satisfies Record<HintPurpose, LucideIcon>;

const PREFIXES = {
  EIGENSICHERUNG: 'Eigensicherung:',
  SCHUTZ_DES_BETROFFENEN: 'Schutz der Person:',
  ERMITTLUNGSUNTERSTUETZUNG: '',
} as const satisfies Record<HintPurpose, string>;

/** Nothing where the file has no hint; refused ones do not stand here. */
export function HeadWarnings({ personId }: { personId: string }) {
  const { data } = useOperation('hints.list', { personId });
  const hints = data?.hints.filter(({ state }) => state !== 'ABGELEHNT') ?? [];
  if (hints.length === 0) return null;
  return (
    <ul className={styles.list} aria-label="Hinweise zur Person">
      {hints.map((hint) => (
        <li key={hint.id}>
          <Warning hint={hint} personId={personId} />
        </li>
      ))}
    </ul>
  );
}

function Warning({ hint, personId }: { hint: Hint; personId: string }) {
  const Icon = hint.masked ? EyeOff : hint.purpose ? ICONS[hint.purpose] : TriangleAlert;
  const prefix = hint.purpose ? PREFIXES[hint.purpose] : '';
  const isOpen = hint.state !== 'FREIGEGEBEN' || !hint.intact;
  return (
    <Link
      href={`/akten/${personId}/hinweise`}
      className={styles.chip}
      data-purpose={hint.purpose ?? undefined}
      data-masked={hint.masked || undefined}
      data-open={isOpen || undefined}
    >
      <Icon aria-hidden size={15} strokeWidth={2.25} />
      <span>
        {prefix && <span className={styles.purpose}>{prefix} </span>}
        {hint.masked ? 'verdeckter Hinweis' : hint.text}
        {isOpen && (
          <span className={styles.open}>
            {' '}
            – {hint.intact ? 'noch nicht freigegeben' : 'Unterschrift ungültig'}
          </span>
        )}
      </span>
    </Link>
  );
}
