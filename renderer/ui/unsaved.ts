import { useEffect, useId } from 'react';
import { create } from 'zustand';
import { confirm } from './Dialog';

/** Who on the screen holds input that is not saved. The shell's blocker asks before an address is left. */
export const useUnsaved = create<{ holders: ReadonlySet<string> }>(() => ({ holders: new Set() }));

/** Marks the screen as unsaved while `isDirty`; leaving the address then asks. Any number at once. */
export function useUnsavedGuard(isDirty: boolean): void {
  const id = useId();
  useEffect(() => {
    if (!isDirty) return;
    useUnsaved.setState(({ holders }) => ({ holders: new Set([...holders, id]) }));
    return () =>
      useUnsaved.setState(({ holders }) => ({
        holders: new Set([...holders].filter((other) => other !== id)),
      }));
  }, [id, isDirty]);
}

/** The one question about unsaved input, the same words everywhere. */
export function confirmDiscard(): Promise<boolean> {
  return confirm({
    title: 'Änderungen verwerfen?',
    body: 'Sie haben etwas eingegeben, das noch nicht gespeichert ist.',
    confirmLabel: 'Verwerfen',
    cancelLabel: 'Weiter bearbeiten',
    isDanger: true,
  });
}
