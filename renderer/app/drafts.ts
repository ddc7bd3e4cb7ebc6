/** Work in progress survives leaving, lock and crash: form values are kept in the vault while they are typed. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { FieldValues, UseFormReturn } from 'react-hook-form';
import { call } from './client';
import { send } from './host';

/** Longest time between the last key and the draft in the vault (architecture §5: at most 1 s). */
const DELAY_MS = 700;

const flushers = new Set<() => Promise<void>>();

/** Before a lock: hands over every draft that is being typed, then tells the shell that it may go on. */
export async function flushBeforeLock(): Promise<void> {
  await Promise.allSettled([...flushers].map((flush) => flush()));
  await send('shell.lockReady', {});
}

export interface Draft {
  /** When the restored draft was kept (ISO instant); null if there was none. */
  restoredAt: string | null;
  /** When the current input was last kept (ISO instant). */
  savedAt: string | null;
  /** True until it is known whether there is a draft; the form should not be shown before. */
  isLoading: boolean;
  /** Keeps what is typed now. */
  flush: () => Promise<void>;
  /** After saving or throwing away: the draft is gone. Resolves even if the vault refuses (the draft then dies after 30 days). */
  discard: () => Promise<void>;
}

/**
 * Keeps the values of a react-hook-form under `key` and brings them back: `const draft = useDraft('persons.edit:' + id, form, { personId: id })`.
 * A restored draft makes the form dirty, so saving and the question before leaving work as if it had just been typed.
 * `isActive: false` (block not in editing) keeps and restores nothing.
 */
export function useDraft<T extends FieldValues, C, V>(
  key: string,
  form: UseFormReturn<T, C, V>,
  { personId = null, isActive = true }: { personId?: string | null; isActive?: boolean } = {},
): Draft {
  const [restoredAt, setRestoredAt] = useState<string | null>(null);
  const [savedAt, setSavedAt] = useState<string | null>(null);
  const [isLoading, setLoading] = useState(isActive);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const pending = useRef(false);
  const { getValues, reset, subscribe } = form;

  const flush = useCallback(async () => {
    if (timer.current) clearTimeout(timer.current);
    timer.current = null;
    if (!pending.current) return;
    pending.current = false;
    await call('drafts.save', { key, personId, content: JSON.stringify(getValues()) });
    setSavedAt(Temporal.Now.instant().toString());
  }, [key, personId, getValues]);

  const discard = useCallback(async () => {
    if (timer.current) clearTimeout(timer.current);
    timer.current = null;
    pending.current = false;
    setRestoredAt(null);
    setSavedAt(null);
    await call('drafts.discard', { key }).catch(() => undefined);
  }, [key]);

  useEffect(() => {
    if (!isActive) return;
    let isGone = false;
    setLoading(true);
    void call('drafts.get', { key })
      .then(({ draft }) => {
        const values = draft && parseDraft<T>(draft.content);
        if (isGone || !values) return;
        reset({ ...getValues(), ...values }, { keepDefaultValues: true });
        setRestoredAt(draft.savedAt);
      })
      .catch(() => undefined)
      .finally(() => !isGone && setLoading(false));
    return () => {
      isGone = true;
    };
  }, [key, isActive, reset, getValues]);

  // From the first key on, even while an earlier draft is still being fetched: a lock may follow at once.
  useEffect(() => {
    if (!isActive) return;
    const stop = subscribe({
      formState: { values: true, isDirty: true },
      callback: ({ isDirty }) => {
        if (!isDirty) return;
        pending.current = true;
        if (timer.current) clearTimeout(timer.current);
        timer.current = setTimeout(() => void flush().catch(() => undefined), DELAY_MS);
      },
    });
    flushers.add(flush);
    return () => {
      stop();
      flushers.delete(flush);
      void flush().catch(() => undefined);
    };
  }, [isActive, subscribe, flush]);

  return { restoredAt, savedAt, isLoading, flush, discard };
}

/** A draft of an older version that no longer reads is left aside; it never stops the form. */
function parseDraft<T>(content: string): Partial<T> | null {
  try {
    const value: unknown = JSON.parse(content);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Partial<T>)
      : null;
  } catch {
    return null;
  }
}
