/** The agenda beside the minutes: which point is open, which has its outcome. */
import { CircleCheck, CircleDashed, ListChecks } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import type { AgendaItem, Conference } from '#shared/contract/conferences';
import styles from './AgendaNav.module.css';

export function AgendaNav({
  conference,
  activeId,
  onSelect,
}: {
  conference: Conference;
  activeId: string | undefined;
  onSelect: (itemId: string) => void;
}) {
  return (
    <nav aria-label="Tagesordnung" className={styles.nav}>
      <h2 className={styles.heading}>Tagesordnung</h2>
      <ol className={styles.list}>
        {conference.items.map((item) => (
          <li key={item.id}>
            <AriaButton
              className={styles.item}
              aria-current={item.id === activeId ? 'step' : undefined}
              onPress={() => onSelect(item.id)}
            >
              <StateIcon conference={conference} item={item} />
              <span className={styles.text}>
                <span className={styles.top}>TOP {item.position}</span>
                <span className={styles.name}>
                  {item.kind === 'STATUSRUNDE' ? 'Statusrunde' : item.personName || item.title}
                </span>
              </span>
            </AriaButton>
          </li>
        ))}
      </ol>
      {conference.furtherItems && (
        <p className={styles.note}>Weitere Punkte sind für Sie nicht freigegeben.</p>
      )}
      <p className={styles.note}>
        <kbd>Alt</kbd> + <kbd>↑</kbd> <kbd>↓</kbd> wechselt den Punkt
      </p>
    </nav>
  );
}

function StateIcon({ conference, item }: { conference: Conference; item: AgendaItem }) {
  if (item.kind === 'STATUSRUNDE') return <ListChecks aria-hidden size={16} strokeWidth={1.75} />;
  const isOpen = conference.missing.some((problem) => problem.field === `items.${item.id}`);
  const Icon = isOpen ? CircleDashed : CircleCheck;
  return (
    <>
      <Icon aria-hidden size={16} strokeWidth={2} className={isOpen ? styles.open : styles.done} />
      <span className="visually-hidden">{isOpen ? 'ohne Ergebnis' : 'vollständig'}</span>
    </>
  );
}
