/** A section of the Fallakte that consists of groups: one block for each kind, fetched when the section is opened. */
import { kindsOf } from '#shared/domain/person-entry-kinds';
import type { EntrySection } from '#shared/domain/person-entry-spec';
import { useOperation } from '../../app/queries';
import { ErrorState, LoadingState, Stack } from '../../ui';
import { EntryBlock } from './EntryBlock';

export function EntryBlocks({
  personId,
  section,
  hasFirst = true,
}: {
  personId: string;
  section: EntrySection;
  /** The first block takes „Einfg“ while no block has the focus. */
  hasFirst?: boolean;
}) {
  const list = useOperation('entries.list', { personId, section });
  if (list.isPending) return <LoadingState shape="document" />;
  if (list.error) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  return kindsOf(section).map((kind, index) => (
    <EntryBlock
      key={kind}
      personId={personId}
      kind={kind}
      entries={list.data.entries.filter((entry) => entry.kind === kind)}
      isFirst={hasFirst && index === 0}
    />
  ));
}

/** A section of the file that shows nothing but these groups. */
export function EntriesSection({ personId, section }: { personId: string; section: EntrySection }) {
  return (
    <Stack>
      <EntryBlocks personId={personId} section={section} />
    </Stack>
  );
}
