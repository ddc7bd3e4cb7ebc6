/** Rows of a long list, loaded page by page where the user looks; a list of any length has one true scroll bar. */
import { useQueries } from '@tanstack/react-query';
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';

export const PAGE_ROWS = 60;

/** How one further page is asked for: the query's key and the call. */
interface PageQuery<T> {
  readonly queryKey: readonly unknown[];
  readonly queryFn: () => Promise<readonly T[]>;
}

/**
 * `first` is the answer to the first page (undefined while it comes), `key` names what the list shows: with another key it
 * starts with its first page. `pageQuery` asks for the rows from an offset on.
 */
export function usePagedRows<T>(
  key: string,
  first: { readonly total: number; readonly rows: readonly T[] } | undefined,
  pageQuery: (offset: number) => PageQuery<T>,
) {
  // Pages that were looked at under this key.
  const [seen, setSeen] = useState<{ key: string; pages: readonly number[] }>({ key, pages: [] });
  const further = seen.key === key ? seen.pages : NONE;
  const others = useQueries({
    queries: further.map((page) => pageQuery(page * PAGE_ROWS)),
    combine: (results) => results.map(({ data }) => data),
  });
  const total = first?.total ?? 0;
  const rows = useMemo(() => {
    const all: (T | undefined)[] = Array.from({ length: total });
    for (const [at, row] of (first?.rows ?? []).entries()) all[at] = row;
    for (const [index, page] of further.entries())
      for (const [at, row] of (others[index] ?? []).entries()) all[page * PAGE_ROWS + at] = row;
    return all.slice(0, total);
  }, [total, first, further, others]);

  // The same function while the filter changes, so that the table is not drawn anew for each letter.
  const latestKey = useRef(key);
  useLayoutEffect(() => {
    latestKey.current = key;
  });
  const onRangeChange = useCallback((from: number, to: number) => {
    const key = latestKey.current;
    const wanted = [Math.floor(from / PAGE_ROWS), Math.floor(to / PAGE_ROWS)].filter((page) => page > 0);
    setSeen((before) => {
      const pages = before.key === key ? before.pages : NONE;
      const next = [...new Set([...pages, ...wanted])];
      return next.length === pages.length ? before : { key, pages: next };
    });
  }, []);
  return { listKey: key, total, rows, onRangeChange };
}

const NONE: readonly number[] = [];
