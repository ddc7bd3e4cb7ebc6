import { useSyncExternalStore } from 'react';

/** Kept between renders: reading it from the style makes the browser lay the page out at once. */
let known: number | null = null;

function subscribe(onChange: () => void): () => void {
  const forget = () => {
    known = null;
    onChange();
  };
  // What changed while nobody was listening.
  known = null;
  const observer = new MutationObserver(forget);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-density'] });
  window.addEventListener('resize', forget);
  return () => {
    observer.disconnect();
    window.removeEventListener('resize', forget);
  };
}

function read(): number {
  const root = getComputedStyle(document.documentElement);
  return Number.parseFloat(root.getPropertyValue('--row')) * Number.parseFloat(root.fontSize);
}

/** Height of a table row in px (token `--row`): follows density and the font size of the page. */
export function useRowHeight(): number {
  return useSyncExternalStore(subscribe, () => {
    known ??= read();
    return known;
  });
}
