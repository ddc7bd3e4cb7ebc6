import { useEffect, useState } from 'react';
import { onHostEvent, send } from './host';

const TICK_MS = 5_000;
const INPUT_EVENTS = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;
/** The host keeps the clock; it learns of input at most this often. */
const REPORT_MS = 15_000;

/** Asks the host how long it still waits; `shell.activity` starts its time anew. */
async function secondsLeft(op: 'shell.activity' | 'shell.info'): Promise<number | null> {
  const reply = await send(op, {});
  return reply.ok ? (reply.value as { lockInSeconds: number | null }).lockInSeconds : null;
}

/** Minutes until the automatic lock, counted down from the last input; null while unknown. The host locks, not the page. */
export function useMinutesToLock(): number | null {
  const [deadline, setDeadline] = useState<number | null>(null);
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    const take = (seconds: number | null) => {
      setNow(performance.now());
      setDeadline(seconds === null ? null : performance.now() + seconds * 1000);
    };
    let reported = performance.now();
    const onInput = () => {
      if (performance.now() - reported < REPORT_MS) return;
      reported = performance.now();
      void secondsLeft('shell.activity').then(take);
    };
    void secondsLeft('shell.info').then(take);
    for (const name of INPUT_EVENTS) window.addEventListener(name, onInput, { passive: true, capture: true });
    const timer = setInterval(() => setNow(performance.now()), TICK_MS);
    const stopWarning = onHostEvent('lock-warning', (event) => {
      take(event.secondsLeft);
      // From here on the first key or move counts at once.
      reported = 0;
    });
    const stopSession = onHostEvent('session', () => void secondsLeft('shell.info').then(take));
    return () => {
      clearInterval(timer);
      stopWarning();
      stopSession();
      for (const name of INPUT_EVENTS) window.removeEventListener(name, onInput, { capture: true });
    };
  }, []);
  return deadline === null ? null : Math.max(0, Math.ceil((deadline - now) / 60_000));
}
