import {
  CalendarCheck,
  CalendarClock,
  ClipboardList,
  Contact,
  FileClock,
  FileSearch,
  FileWarning,
  Gavel,
  Hourglass,
  ListTodo,
  MailWarning,
  UserRoundCheck,
} from 'lucide-react';
import { useState } from 'react';
import type { DueItem } from '#shared/contract/start';
import { assertNever } from '#shared/domain/assert';
import { formatPartialDate } from '#shared/domain/partial-date';
import { Badge, Checkbox, EmptyState, List, ListRow, Panel } from '../../ui';

export const DUE_ICONS = {
  REVIEW: Gavel,
  TASK: ListTodo,
  MEASURE: ClipboardList,
  RESOLUTION: FileSearch,
  CONTACT_REVIEW: Contact,
  STORAGE_REVIEW: FileWarning,
  RETENTION: Hourglass,
  PRELIMINARY: FileClock,
  GUARDIAN: UserRoundCheck,
  CHILD_NECESSITY: UserRoundCheck,
  NOTICE: MailWarning,
} as const;

/** Overdue and due within two weeks, most urgent first. */
export function DueList({ items, total }: { items: readonly DueItem[]; total: number }) {
  const [isMine, setMine] = useState(false);
  const shown = isMine ? items.filter((item) => item.own) : items;
  return (
    <Panel
      title="Fällig"
      icon={CalendarClock}
      count={total}
      isFlush
      actions={
        <Checkbox value={isMine} onChange={setMine}>
          Nur meine Fälle
        </Checkbox>
      }
    >
      {shown.length === 0 ? (
        <EmptyState
          icon={CalendarCheck}
          title={isMine ? 'In Ihren Fällen ist nichts fällig' : 'Nichts fällig'}
          isSmall
        >
          Überfälliges und was in den nächsten 14 Tagen fällig wird, steht hier.
        </EmptyState>
      ) : (
        <List label="Fällig">
          {shown.map((item) => (
            <ListRow
              key={`${item.kind}:${item.id}:${item.title}`}
              icon={DUE_ICONS[item.kind]}
              to={dueAddress(item)}
              title={item.title}
              detail={item.personName}
              end={<DueBadge item={item} />}
            />
          ))}
        </List>
      )}
    </Panel>
  );
}

export function DueBadge({ item }: { item: DueItem }) {
  const text = item.dueOn ? formatPartialDate(item.dueOn) : 'offen';
  if (item.state === 'OVERDUE') return <Badge tone="overdue">seit {text}</Badge>;
  return <Badge tone={item.state === 'DUE_SOON' ? 'due-soon' : 'neutral'}>{text}</Badge>;
}

export function dueAddress(item: DueItem): string {
  switch (item.kind) {
    case 'REVIEW':
    case 'TASK':
      return `/akten/${item.personId}/einstufung`;
    case 'MEASURE':
      return `/akten/${item.personId}/massnahmen`;
    case 'RESOLUTION':
      return `/fallkonferenzen/${item.conferenceId}`;
    case 'CONTACT_REVIEW':
      return `/akten/${item.personId}/kontaktpersonen`;
    case 'STORAGE_REVIEW':
      return `/akten/${item.personId}/straftaten`;
    case 'RETENTION':
    case 'PRELIMINARY':
    case 'GUARDIAN':
    case 'CHILD_NECESSITY':
      return `/akten/${item.personId}/speicherfrist`;
    case 'NOTICE':
      return `/akten/${item.personId}/loeschung`;
    default:
      return assertNever(item.kind);
  }
}
