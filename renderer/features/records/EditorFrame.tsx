import { type ReactNode, useEffect, useRef } from 'react';
import styles from './RecordList.module.css';

/** Place of an editor inside a list: brings its beginning into view when it opens in place of a long entry. */
export function EditorFrame({ children, as: Element = 'div' }: { children: ReactNode; as?: 'div' | 'li' }) {
  const frame = useRef<HTMLElement>(null);
  useEffect(() => {
    // After the first field has taken the focus, which scrolls by itself.
    const timer = requestAnimationFrame(() => {
      frame.current?.scrollIntoView({ block: 'start' });
    });
    return () => cancelAnimationFrame(timer);
  }, []);
  return (
    <Element
      ref={(element: HTMLElement | null) => {
        frame.current = element;
      }}
      className={styles.editor}
    >
      {children}
    </Element>
  );
}
