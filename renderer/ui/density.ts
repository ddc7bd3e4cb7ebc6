import { useSyncExternalStore } from 'react';

function subscribe(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-density'] });
  window.addEventListener('resize', onChange);
  return () => {
    observer.disconnect();
    window.removeEventListener('resize', onChange);
  };
}

/** Height of a table row in px (token `--row`): follows density and the font size of the page. */
export function useRowHeight(): number {
  return useSyncExternalStore(subscribe, () => {
    const root = getComputedStyle(document.documentElement);
    return Number.parseFloat(root.getPropertyValue('--row')) * Number.parseFloat(root.fontSize);
  });
}
