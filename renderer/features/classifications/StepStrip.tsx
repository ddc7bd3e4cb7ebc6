/** Strip on top of a proposal: who has done what, and who is next (F7, F12). */
import { BadgeCheck, CircleDashed } from 'lucide-react';
import type { ClassificationDetail, ClassificationStep } from '#shared/contract/classifications';
import { isDecided } from '#shared/domain/procedure';
import { formatInstant } from '../persons/labels';
import { STEP_ACTS, STEP_LOOK } from './labels';
import styles from './StepStrip.module.css';

/** More than these are folded into „n frühere Schritte“: a strip is read at a glance. */
const MOST_STEPS = 4;

export function StepStrip({ detail }: { detail: ClassificationDetail }) {
  const hidden = Math.max(0, detail.steps.length - MOST_STEPS);
  const shown = detail.steps.slice(hidden);
  return (
    <ol className={styles.strip} aria-label="Stand des Verfahrens">
      {hidden > 0 && (
        <li className={styles.more}>{hidden === 1 ? '1 früherer Schritt' : `${hidden} frühere Schritte`}</li>
      )}
      {shown.map((step) => (
        <TakenStep key={step.at} step={step} />
      ))}
      {!isDecided(detail.step) && <NextStep detail={detail} />}
    </ol>
  );
}

function TakenStep({ step }: { step: ClassificationStep }) {
  const { icon: Icon, tone } = STEP_LOOK[step.step];
  return (
    <li className={styles.step} data-tone={tone}>
      <span className={styles.dot} aria-hidden>
        <Icon size={14} strokeWidth={2} />
      </span>
      <div className={styles.text}>
        <span className={styles.act}>
          {STEP_ACTS[step.step]}
          {step.signed && (
            <span className={styles.signed} title="Mit dem eigenen Schlüssel unterschrieben">
              <BadgeCheck aria-hidden size={13} strokeWidth={2} />
              unterschrieben
            </span>
          )}
        </span>
        <span className={styles.who}>{[step.userRank, step.userName].filter(Boolean).join(' ')}</span>
        <span className={styles.when}>
          {formatInstant(step.at)} · {step.officeName}
        </span>
      </div>
    </li>
  );
}

function NextStep({ detail }: { detail: ClassificationDetail }) {
  const { act, who, note } = nextOf(detail);
  return (
    <li className={styles.step} data-next>
      <span className={styles.dot} aria-hidden>
        <CircleDashed size={14} strokeWidth={2} />
      </span>
      <div className={styles.text}>
        <span className={styles.act}>
          {act}
          <span className={styles.nextMark}>als Nächstes</span>
        </span>
        <span className={styles.who}>{who}</span>
        <span className={styles.when}>{note}</span>
      </div>
    </li>
  );
}

function nextOf(detail: ClassificationDetail): { act: string; who: string; note: string } {
  if (detail.step === 'ENTWURF' || detail.step === 'RUECKFRAGE') {
    return {
      act: detail.step === 'ENTWURF' ? 'Vorlegen' : 'Antworten und neu vorlegen',
      who: detail.mayEdit ? 'Sie' : detail.proposerName,
      note: 'mit eigener Unterschrift',
    };
  }
  return {
    act: 'Entscheidung',
    who: detail.mayDecide ? 'Sie' : 'Leitung KI ST',
    note: 'durch eine zweite Person, mit Unterschrift',
  };
}
