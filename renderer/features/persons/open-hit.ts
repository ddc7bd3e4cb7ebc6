/**
 * The list changes with every letter, and opening a file is an access that is logged: what opens is what was asked for, never what
 * stood in its place before or stands there since a moment.
 */
import { useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import type { PersonHit } from '#shared/contract/persons';

interface HitList {
  /** Names what is listed: text, filters, order. */
  readonly listKey: string;
  /** While the answer is pending those of the list before. */
  readonly rows: readonly (PersonHit | undefined)[];
  readonly answer: 'PENDING' | 'THERE' | 'FAILED';
}

/** Nobody reads a new row and clicks on it in less time. */
const READING_MS = 200;

interface Place {
  readonly id: string | undefined;
  readonly since: number;
  readonly isReplaced: boolean;
}

export function useOpening(list: HitList, open: (hit: PersonHit) => void) {
  const isFresh = useFreshRows(list.rows);
  /** Enter came before the answer: the place of the list that is to be opened. */
  const wish = useRef<{ listKey: string; place: number } | null>(null);
  const latest = useRef(list);
  useEffect(() => {
    latest.current = list;
    const { listKey, rows, answer } = list;
    if (wish.current === null || answer === 'PENDING') return;
    const { place, listKey: wanted } = wish.current;
    wish.current = null;
    const hit = rows[place];
    if (answer === 'THERE' && wanted === listKey && hit) open(hit);
  }, [list, open]);

  /** With the keyboard: at once if the answer is there, else when it comes; another text or filter means something else. */
  const openPlace = useCallback(
    (place: number) => {
      const { listKey, rows, answer } = latest.current;
      const hit = rows[place];
      wish.current = answer === 'PENDING' ? { listKey, place } : null;
      if (answer === 'THERE' && hit) open(hit);
    },
    [open],
  );
  const openRow = useCallback(
    (hit: PersonHit, by: 'KEY' | 'POINTER') => {
      if (by === 'KEY') openPlace(latest.current.rows.findIndex((row) => row?.id === hit.id));
      else if (!isFresh(hit.id)) open(hit);
    },
    [isFresh, open, openPlace],
  );
  return { openRow, openPlace };
}

/** Whether a row has just taken the place of another one under the pointer. */
function useFreshRows(rows: HitList['rows']): (id: string) => boolean {
  const places = useRef<readonly Place[]>([]);
  useLayoutEffect(() => {
    const now = performance.now();
    places.current = rows.map((row, at) => {
      const known = places.current[at];
      if (known && known.id === row?.id) return known;
      return { id: row?.id, since: now, isReplaced: known?.id !== undefined };
    });
  }, [rows]);
  return useCallback((id) => {
    const place = places.current.find((known) => known.id === id);
    return place?.isReplaced === true && performance.now() - place.since < READING_MS;
  }, []);
}
