import { CircleAlert, type LucideIcon, RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from './Button';
import styles from './States.module.css';

export interface EmptyStateProps {
  icon: LucideIcon;
  /** What is (not) here, as a sentence. */
  title: string;
  /** What to do about it, if anything. */
  children?: ReactNode;
  /** One button that does it. */
  action?: ReactNode;
  /** Inside a panel rather than a whole screen. */
  isSmall?: boolean;
}

/** Nothing here yet, or no hit. */
export function EmptyState({ icon: Icon, title, children, action, isSmall }: EmptyStateProps) {
  return (
    <div className={styles.state} data-small={isSmall || undefined}>
      <Icon aria-hidden size={isSmall ? 20 : 28} strokeWidth={1.5} />
      <p className={styles.title}>{title}</p>
      {children && <div className={styles.text}>{children}</div>}
      {action && <div className={styles.action}>{action}</div>}
    </div>
  );
}

/** Something went wrong: the German message of the error, and a way on. Takes any caught value. */
export function ErrorState({
  error,
  onRetry,
  title = 'Das ist fehlgeschlagen',
  action,
}: {
  error: unknown;
  onRetry?: () => void;
  title?: string;
  action?: ReactNode;
}) {
  const message =
    error instanceof Error && error.message
      ? error.message
      : 'Unerwarteter Fehler. Bitte versuchen Sie es erneut.';
  return (
    <div className={styles.state} role="alert" data-tone="error">
      <CircleAlert aria-hidden size={28} strokeWidth={1.5} />
      <p className={styles.title}>{title}</p>
      <div className={styles.text}>{message}</div>
      {(onRetry || action) && (
        <div className={styles.action}>
          {action}
          {onRetry && (
            <Button icon={RotateCw} onPress={onRetry}>
              Erneut versuchen
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

/** Skeleton in the shape of what comes; appears after 200 ms so that fast answers do not flicker. */
export function LoadingState({
  shape = 'rows',
  rows = 8,
  label = 'Wird geladen',
}: {
  shape?: 'rows' | 'document' | 'cards';
  rows?: number;
  label?: string;
}) {
  return (
    <div className={styles.loading} data-shape={shape} role="status">
      <span className="visually-hidden">{label} …</span>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bars without identity
        <span key={row} className={styles.bar} aria-hidden />
      ))}
    </div>
  );
}

/** A note in the flow: information, a warning, a restriction. Icon and words carry it. */
export function Notice({
  tone = 'info',
  icon: Icon,
  title,
  children,
  action,
}: {
  tone?: 'info' | 'overdue' | 'due-soon' | 'done' | 'protected' | 'restricted';
  icon: LucideIcon;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className={styles.notice} data-tone={tone}>
      <Icon aria-hidden size={18} strokeWidth={1.75} />
      <div className={styles.noticeBody}>
        <p className={styles.noticeTitle}>{title}</p>
        {children && <div className={styles.noticeText}>{children}</div>}
      </div>
      {action && <div className={styles.noticeAction}>{action}</div>}
    </div>
  );
}
