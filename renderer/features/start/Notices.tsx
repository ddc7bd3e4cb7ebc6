/** What the user's role has to know until somebody takes note of it, and what the sign-in had to say. */
import { Bell, Check, Info } from 'lucide-react';
import { useCommand, useOperation } from '../../app/queries';
import { useSession } from '../../app/session';
import { Button, List, ListRow, Notice, Panel } from '../../ui';
import { formatInstant } from '../persons/labels';

export function Notices() {
  const notices = useOperation('session.notices', {});
  const acknowledge = useCommand('session.acknowledgeNotice', { invalidates: ['session.notices'] });
  const told = useSession((state) => state.notices);
  if (!notices.data) return null;
  const open = notices.data.notices;
  // The sign-in tells the stored ones, too: they stand in the list.
  const once = told.filter((text) => !open.some((notice) => notice.text === text));
  return (
    <>
      {once.map((text) => (
        <Notice
          key={text}
          icon={Info}
          title={text}
          action={
            <Button size="sm" onPress={() => forget(text)}>
              Ausblenden
            </Button>
          }
        />
      ))}
      {open.length > 0 && (
        <Panel title="Hinweise" icon={Bell} count={open.length} isFlush>
          <List label="Hinweise">
            {open.map(({ id, text, createdAt }) => (
              <ListRow
                key={id}
                title={text}
                detail={formatInstant(createdAt)}
                actions={
                  <Button
                    size="sm"
                    icon={Check}
                    onPress={() => acknowledge.mutate({ id }, { onSuccess: () => forget(text) })}
                  >
                    Zur Kenntnis
                  </Button>
                }
              />
            ))}
          </List>
        </Panel>
      )}
    </>
  );
}

const forget = (text: string) =>
  useSession.setState(({ notices }) => ({ notices: notices.filter((other) => other !== text) }));
