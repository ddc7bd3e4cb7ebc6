import { QueryClient } from '@tanstack/react-query';

/** What came from the vault, for as long as the session lasts; cleared on lock. */
export const queryClient = new QueryClient({
  defaultOptions: {
    // There is no network: `always`. A refused call stays refused: no retries. Focus changes nothing in a local vault.
    queries: {
      networkMode: 'always',
      retry: false,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      staleTime: 15_000,
      // A closed file leaves the page's memory soon: nobody needs the records of forty files at once.
      gcTime: 20_000,
    },
    mutations: { networkMode: 'always', retry: false },
  },
});
