/** Rows of the person list, loaded page by page where the user looks; a list of any length has one true scroll bar. */
import { useQueries } from '@tanstack/react-query';
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Input } from '#shared/contract/index';
import type { PersonHit } from '#shared/contract/persons';
import { call } from '../../app/client';
import { useOperation } from '../../app/queries';

const PAGE = 200;

export function usePersonPages(filter: Omit<Input<'persons.search'>, 'offset' | 'limit'>) {
  const key = JSON.stringify(filter);
  // Pages that were looked at under this filter; another filter starts with its first page.
  const [seen, setSeen] = useState<{ key: string; pages: readonly number[] }>({ key, pages: [] });
  const further = seen.key === key ? seen.pages : NONE;
  const first = useOperation('persons.search', { ...filter, offset: 0, limit: PAGE }, { keepPrevious: true });
  const others = useQueries({
    queries: further.map((page) => {
      const input = { ...filter, offset: page * PAGE, limit: PAGE };
      return { queryKey: ['persons.search', input], queryFn: () => call('persons.search', input) };
    }),
    combine: (results) => results.map(({ data }) => data?.hits),
  });
  const total = first.data?.total ?? 0;
  const rows = useMemo(() => {
    const all: (PersonHit | undefined)[] = Array.from({ length: total });
    for (const [at, hit] of (first.data?.hits ?? []).entries()) all[at] = hit;
    for (const [index, page] of further.entries())
      for (const [at, hit] of (others[index] ?? []).entries()) all[page * PAGE + at] = hit;
    return all.slice(0, total);
  }, [total, first.data, further, others]);

  // The same function while the filter changes, so that the table is not drawn anew for each letter.
  const latestKey = useRef(key);
  useLayoutEffect(() => {
    latestKey.current = key;
  });
  const onRangeChange = useCallback((from: number, to: number) => {
    const key = latestKey.current;
    const wanted = [Math.floor(from / PAGE), Math.floor(to / PAGE)].filter((page) => page > 0);
    setSeen((before) => {
      const pages = before.key === key ? before.pages : NONE;
      const next = [...new Set([...pages, ...wanted])];
      return next.length === pages.length ? before : { key, pages: next };
    });
  }, []);
  return { first, total, rows, onRangeChange };
}

const NONE: readonly number[] = [];
