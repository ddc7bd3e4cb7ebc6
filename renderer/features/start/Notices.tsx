/** What the user's role has to know, until somebody takes note of it. */
import { Bell, Check } from 'lucide-react';
import { useCommand, useOperation } from '../../app/queries';
import { Button, List, ListRow, Panel } from '../../ui';
import { formatInstant } from '../persons/labels';

export function Notices() {
  const notices = useOperation('session.notices', {});
  const acknowledge = useCommand('session.acknowledgeNotice', { invalidates: ['session.notices'] });
  const open = notices.data?.notices ?? [];
  if (open.length === 0) return null;
  return (
    <Panel title="Hinweise" icon={Bell} count={open.length} isFlush>
      <List label="Hinweise">
        {open.map(({ id, text, createdAt }) => (
          <ListRow
            key={id}
            title={text}
            detail={formatInstant(createdAt)}
            actions={
              <Button size="sm" icon={Check} onPress={() => acknowledge.mutate({ id })}>
                Zur Kenntnis
              </Button>
            }
          />
        ))}
      </List>
    </Panel>
  );
}
