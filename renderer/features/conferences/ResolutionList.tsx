/** Beschlüsse as they are read everywhere: number, kind, wording, who leads, until when, how it stands. */
import type { ReactNode } from 'react';
import type { Resolution } from '#shared/contract/conferences';
import { formatPartialDate } from '#shared/domain/partial-date';
import { RESOLUTION_KIND_LABELS } from '#shared/domain/resolution';
import { TextLink } from '../../ui';
import { ResolutionStateBadge } from './marks';
import styles from './ResolutionList.module.css';

export function ResolutionList<T extends Resolution>({
  resolutions,
  label,
  withPerson = false,
  actions,
  more,
}: {
  resolutions: readonly T[];
  label: string;
  /** Names the person (Statusrunde, free point). */
  withPerson?: boolean;
  actions?: (resolution: T) => ReactNode;
  /** Below the facts, e.g. reports of the Statusrunde. */
  more?: (resolution: T) => ReactNode;
}) {
  return (
    <ul className={styles.list} aria-label={label}>
      {resolutions.map((resolution) => (
        <li key={resolution.id} className={styles.entry}>
          <div className={styles.head}>
            <span className={styles.number}>{resolution.number}</span>
            <span className={styles.kind}>
              {RESOLUTION_KIND_LABELS[resolution.kind]}
              {resolution.measureTitle && `: ${resolution.measureTitle}`}
            </span>
            {resolution.kind !== 'KEIN_HANDLUNGSBEDARF' && (
              <ResolutionStateBadge state={resolution.effectiveState} />
            )}
          </div>
          {withPerson && resolution.personName && (
            <p className={styles.person}>
              <TextLink to={`/akten/${resolution.personId}`}>{resolution.personName}</TextLink>
            </p>
          )}
          <p className={styles.body}>{resolution.body}</p>
          <ResolutionFacts resolution={resolution} />
          {resolution.feedback && <p className={styles.feedback}>Rückmeldung: {resolution.feedback}</p>}
          {more?.(resolution)}
          <Actions>{actions?.(resolution)}</Actions>
        </li>
      ))}
    </ul>
  );
}

function Actions({ children }: { children: ReactNode }) {
  return children ? <div className={styles.actions}>{children}</div> : null;
}

function ResolutionFacts({ resolution }: { resolution: Resolution }) {
  const facts = [
    resolution.leadAgencyName && `federführend ${resolution.leadAgencyName}`,
    resolution.responsible,
    resolution.contributors && `mit ${resolution.contributors}`,
    resolution.dueOn && `bis ${formatPartialDate(resolution.dueOn)}`,
    resolution.carriedFrom && `übertragen aus ${resolution.carriedFrom}`,
  ].filter(Boolean);
  return facts.length > 0 && <p className={styles.facts}>{facts.join(' · ')}</p>;
}
