/** Long work of the vault process as the interface sees it: how far it is, and rows that come page by page. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ImportRow, RowFilter } from '#shared/contract/imports';
import { type AppError, call } from '../../app/client';
import { onHostEvent } from '../../app/host';

export interface Progress {
  readonly done: number;
  readonly total: number;
}

/** Progress of a job while `isRunning`; null until its first word. */
export function useProgress(job: string, isRunning: boolean): Progress | null {
  const [progress, setProgress] = useState<Progress | null>(null);
  useEffect(() => {
    if (!isRunning) return setProgress(null);
    return onHostEvent('progress', (event) => {
      if (event.job === job) setProgress({ done: event.done, total: event.total });
    });
  }, [job, isRunning]);
  return progress;
}

const PAGE = 2_000;

interface Rows {
  readonly rows: readonly ImportRow[];
  readonly isPending: boolean;
  readonly error: AppError | null;
}

/** All rows that a filter shows, loaded one page after the other so that long lists do not block the window. */
export function useRows(
  source: { readonly previewId: string } | { readonly batchId: string },
  filter: RowFilter,
): Rows {
  const isPreview = 'previewId' in source;
  const query = useInfiniteQuery<{ rows: ImportRow[]; total: number }, AppError>({
    queryKey: [isPreview ? 'imports.rows' : 'imports.reportRows', source, filter],
    queryFn: ({ pageParam }) => {
      const page = { filter, offset: pageParam as number, limit: PAGE };
      return isPreview
        ? call('imports.rows', { previewId: source.previewId, ...page })
        : call('imports.reportRows', { batchId: source.batchId, ...page });
    },
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const loaded = pages.reduce((sum, page) => sum + page.rows.length, 0);
      return last.rows.length > 0 && loaded < last.total ? loaded : undefined;
    },
  });
  const { hasNextPage, isFetching, fetchNextPage } = query;
  useEffect(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  return {
    rows: query.data?.pages.flatMap((page) => page.rows) ?? [],
    isPending: query.isPending,
    error: query.error,
  };
}
