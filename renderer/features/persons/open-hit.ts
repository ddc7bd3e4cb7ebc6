/**
 * The list changes with every letter, and opening a file is an access that is logged: what opens is what was asked for, never what
 * stood in its place before or stands there since a moment.
 */
import { useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import type { PersonHit } from '#shared/contract/persons';

type Open = (hit: PersonHit) => void;

/** Nobody reads a new row and clicks on it in less time. */
const READING_MS = 200;

/** Opens a row, unless it has just taken the place of another one under the pointer. */
export function useSettled(rows: readonly (PersonHit | undefined)[], open: Open) {
  /** Where each person stands, since when, and whether somebody else stood there before. */
  const places = useRef<readonly Place[]>([]);
  useLayoutEffect(() => {
    const now = performance.now();
    places.current = rows.map((row, at) => {
      const known = places.current[at];
      if (known && known.id === row?.id) return known;
      return { id: row?.id, since: now, isReplaced: known?.id !== undefined };
    });
  }, [rows]);
  return useCallback(
    (hit: PersonHit, by: 'KEY' | 'POINTER') => {
      const place = places.current.find(({ id }) => id === hit.id);
      const isNew = place?.isReplaced && performance.now() - place.since < READING_MS;
      if (by === 'KEY' || !isNew) open(hit);
    },
    [open],
  );
}

interface Place {
  readonly id: string | undefined;
  readonly since: number;
  readonly isReplaced: boolean;
}

/** Opens the best hit of what was typed; `hits` is undefined until the answer to it is there, and then the wish is still known. */
export function useBestHit(query: string, hits: readonly PersonHit[] | undefined, open: Open): () => void {
  const wanted = useRef<string | null>(null);
  const latest = useRef({ query, hits });
  const openIfThere = useCallback(() => {
    const { query, hits } = latest.current;
    if (hits === undefined || wanted.current !== query) return;
    wanted.current = null;
    if (query !== '' && hits[0]) open(hits[0]);
  }, [open]);
  useEffect(() => {
    latest.current = { query, hits };
    // Whoever types on wants something else.
    if (wanted.current !== query) wanted.current = null;
    openIfThere();
  }, [query, hits, openIfThere]);
  return useCallback(() => {
    wanted.current = latest.current.query;
    openIfThere();
  }, [openIfThere]);
}
