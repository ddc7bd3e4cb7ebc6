import type { ReactNode } from 'react';
import styles from './Document.module.css';

/** The sheet on its grey ground; it scrolls by keyboard as well. */
export function PreviewFrame({ children }: { children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable without a mouse
    <section className={styles.preview} aria-label="Vorschau des Dokuments" tabIndex={0}>
      {children}
    </section>
  );
}
