import { Check, CircleDot, CornerUpLeft, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { ProgressBar as AriaProgressBar, Label } from 'react-aria-components';
import { Button } from './Button';
import styles from './Progress.module.css';

export interface ProgressBarProps {
  /** What runs, e.g. „Liste wird eingelesen“. */
  label: string;
  /** undefined: running without a known end. */
  done?: number;
  total?: number;
  /** Words for the count, e.g. „Zeilen“. */
  unit?: string;
  onCancel?: () => void;
}

/** Long work: what, how far, and a way out. */
export function ProgressBar({ label, done, total = 100, unit = '', onCancel }: ProgressBarProps) {
  const isOpenEnded = done === undefined;
  return (
    <div className={styles.progress}>
      <AriaProgressBar
        className={styles.bar}
        value={done}
        maxValue={Math.max(total, 1)}
        isIndeterminate={isOpenEnded}
        valueLabel={
          isOpenEnded
            ? undefined
            : `${done.toLocaleString('de-DE')} von ${total.toLocaleString('de-DE')} ${unit}`.trim()
        }
      >
        {({ percentage, valueText }) => (
          <>
            <div className={styles.barText}>
              <Label>{label}</Label>
              <span>{isOpenEnded ? '' : valueText}</span>
            </div>
            <div className={styles.track}>
              <div
                className={styles.fill}
                data-open={isOpenEnded || undefined}
                style={isOpenEnded ? undefined : { width: `${percentage}%` }}
              />
            </div>
          </>
        )}
      </AriaProgressBar>
      {onCancel && (
        <Button size="sm" onPress={onCancel}>
          Abbrechen
        </Button>
      )}
    </div>
  );
}

export const STEP_STATES = ['DONE', 'CURRENT', 'OPEN', 'RETURNED', 'REFUSED'] as const;
export type StepState = (typeof STEP_STATES)[number];

export interface Step {
  id: string;
  label: string;
  state: StepState;
  /** Who has done it or who is next. */
  who?: string;
  /** When, as shown text. */
  when?: string;
  note?: ReactNode;
}

const STEP_ICONS = {
  DONE: Check,
  CURRENT: CircleDot,
  OPEN: null,
  RETURNED: CornerUpLeft,
  REFUSED: X,
} as const;
const STEP_WORDS = {
  DONE: 'erledigt',
  CURRENT: 'jetzt',
  OPEN: 'offen',
  RETURNED: 'zurückgegeben',
  REFUSED: 'abgelehnt',
} as const satisfies Record<StepState, string>;

/** Strip on top of a procedure: who has done what and who is next. Also for the steps of an assistant. */
export function Stepper({ label, steps }: { label: string; steps: readonly Step[] }) {
  return (
    <ol className={styles.steps} aria-label={label}>
      {steps.map((step, at) => {
        const Icon = STEP_ICONS[step.state];
        return (
          <li
            key={step.id}
            className={styles.step}
            data-state={step.state}
            aria-current={step.state === 'CURRENT' ? 'step' : undefined}
          >
            <span className={styles.dot}>
              {Icon ? <Icon aria-hidden size={14} strokeWidth={2.25} /> : <span aria-hidden>{at + 1}</span>}
            </span>
            <span className={styles.stepText}>
              <span className={styles.stepLabel}>
                {step.label}
                <span className="visually-hidden"> ({STEP_WORDS[step.state]})</span>
              </span>
              {(step.who || step.when) && (
                <span className={styles.stepWho}>{[step.who, step.when].filter(Boolean).join(' · ')}</span>
              )}
              {step.note && <span className={styles.stepWho}>{step.note}</span>}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
