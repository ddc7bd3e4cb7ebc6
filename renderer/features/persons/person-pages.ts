/** Rows of the person list, loaded page by page where the user looks. */
import type { Input } from '#shared/contract/index';
import { call } from '../../app/client';
import { PAGE_ROWS, usePagedRows } from '../../app/paged-rows';
import { useOperation } from '../../app/queries';

export function usePersonPages(filter: Omit<Input<'persons.search'>, 'offset' | 'limit'>) {
  const first = useOperation(
    'persons.search',
    { ...filter, offset: 0, limit: PAGE_ROWS },
    { keepPrevious: true },
  );
  const pages = usePagedRows(
    JSON.stringify(filter),
    first.data && { total: first.data.total, rows: first.data.hits },
    (offset) => {
      const input = { ...filter, offset, limit: PAGE_ROWS };
      return {
        queryKey: ['persons.search', input],
        queryFn: async () => (await call('persons.search', input)).hits,
      };
    },
  );
  return { first, ...pages };
}
