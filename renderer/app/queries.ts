/** Everything that comes from the vault goes through here; nothing of it outlives the lock. */
import {
  keepPreviousData,
  type QueryClient,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { Input, OperationName, Output } from '#shared/contract/index';
import { type AppError, call } from './client';
import { queryClient } from './query-client';

export interface OperationOptions {
  /** False: not asked yet (nothing chosen, dialog closed). */
  enabled?: boolean;
  /** Keeps the last answer on the screen while the next one comes (search while typing). */
  keepPrevious?: boolean;
}

/** A query of the contract: `const { data, error, isPending, refetch } = useOperation('persons.get', { id })`. */
export function useOperation<N extends OperationName>(
  op: N,
  input: Input<N>,
  options: OperationOptions = {},
) {
  return useQuery<Output<N>, AppError>({
    queryKey: [op, input],
    queryFn: () => call(op, input),
    enabled: options.enabled ?? true,
    ...(options.keepPrevious ? { placeholderData: keepPreviousData } : {}),
  });
}

/** Asks ahead of the component that will need the answer; an error waits there for it. */
export function prefetch<N extends OperationName>(op: N, input: Input<N>): Promise<void> {
  return queryClient.prefetchQuery({ queryKey: [op, input], queryFn: () => call(op, input) });
}

/** What a command makes stale: operations (`persons.get`) or whole features (`persons`). */
export type Stale = OperationName | (string & {});

export function invalidate(client: QueryClient, stale: readonly Stale[]): Promise<void> {
  return client.invalidateQueries({
    // The start page shows something of every feature.
    predicate: ({ queryKey: [op] }) =>
      [...stale, 'start'].some((name) => op === name || String(op).startsWith(`${name}.`)),
  });
}

/**
 * A command of the contract: `const save = useCommand('persons.update', { invalidates: ['persons'] })`, then
 * `await save.mutateAsync(input)`; `save.isPending`, `save.error`. Default: everything of the command's own feature.
 */
export function useCommand<N extends OperationName>(op: N, options: { invalidates?: readonly Stale[] } = {}) {
  const client = useQueryClient();
  return useMutation<Output<N>, AppError, Input<N>>({
    mutationKey: [op],
    mutationFn: (input) => call(op, input),
    onSuccess: () => invalidate(client, options.invalidates ?? [op.slice(0, op.indexOf('.'))]),
  });
}
