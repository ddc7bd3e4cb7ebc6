/**
 * The renderer's side of the Chromium host: `window.fallakte`, set up before any script of the page. The function
 * is sent to the browser as text, so it must not use anything from outside of itself.
 */

export const CALL_BINDING = '__fallakteCall';
export const EVENT_NAME = 'fallakte:event';

/** Defines `window.fallakte` in the application's own top frame and nowhere else. */
export function definePageApi(names: { origin: string; binding: string; event: string }): void {
  if (window.top !== window || location.origin !== names.origin) return;
  const binding: unknown = Reflect.get(window, names.binding);
  if (typeof binding !== 'function') return;
  const api = Object.freeze({
    hostKind: 'chromium',
    call: (request: string): Promise<string> => binding(String(request)),
    subscribe: (listener: (eventJson: string) => void): (() => void) => {
      const forward = (event: Event) => {
        if (event instanceof CustomEvent) listener(String(event.detail));
      };
      window.addEventListener(names.event, forward);
      return () => window.removeEventListener(names.event, forward);
    },
  });
  Object.defineProperty(window, 'fallakte', { value: api, enumerable: true });
}
