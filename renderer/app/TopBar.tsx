import {
  ChevronDown,
  CircleHelp,
  ClipboardPen,
  Eraser,
  KeyRound,
  LockKeyhole,
  LogOut,
  MonitorCog,
  Moon,
  Plus,
  Rows3,
  Rows4,
  Search,
  Sun,
  Timer,
} from 'lucide-react';
import {
  Button as AriaButton,
  Link,
  Menu,
  MenuItem,
  MenuTrigger,
  Popover,
  Separator,
} from 'react-aria-components';
import { useNavigate } from 'react-router';
import type { Theme } from '#shared/contract/session';
import { ROLE_LABELS } from '#shared/domain/roles';
import { Button, Tooltip, toast } from '../ui';
import fieldStyles from '../ui/field.module.css';
import menuStyles from '../ui/Menu.module.css';
import { openPalette } from './CommandPalette';
import { call } from './client';
import { lockNow } from './host';
import { useMinutesToLock } from './idle';
import { changePreferences } from './preferences';
import { queryClient } from './query-client';
import { askReason } from './reason';
import styles from './Shell.module.css';
import { useSession } from './session';

/** Two minutes before the lock the clock says so in words and colour. */
const WARN_MINUTES = 2;

export function TopBar() {
  const minutes = useMinutesToLock();
  return (
    <header className={styles.top}>
      <Link href="/" className={styles.brand}>
        <svg aria-hidden="true" width="24" height="24" viewBox="0 0 24 24">
          <rect width="24" height="24" rx="6" className={styles.brandTile} />
          <path
            d="M5 8.2c0-.7.5-1.2 1.2-1.2h3.3l1.7 1.9h6.6c.7 0 1.2.5 1.2 1.2v6.7c0 .7-.5 1.2-1.2 1.2H6.2c-.7 0-1.2-.5-1.2-1.2z"
            className={styles.brandLine}
          />
          <path d="M9 12.2h6M9 15h4" className={styles.brandLine} />
        </svg>
        PMK-Fallakte
      </Link>
      <div className={styles.searchRow}>
        <AriaButton
          className={styles.search}
          onPress={() => openPalette('SEARCH')}
          aria-keyshortcuts="Control+K"
        >
          <Search aria-hidden size={16} />
          <span>Personen, Fälle, Konferenzen, Maßnahmen</span>
          <kbd aria-hidden>Strg+K</kbd>
        </AriaButton>
        <Button variant="quiet" icon={Plus} onPress={() => openPalette('NEW')}>
          Erfassen
        </Button>
      </div>
      <div className={styles.topEnd}>
        <ReasonChip />
        {minutes !== null && (
          <span
            className={styles.timer}
            data-warn={minutes <= WARN_MINUTES || undefined}
            role="timer"
            title="Zeit bis zur automatischen Sperre"
          >
            <Timer aria-hidden size={16} strokeWidth={1.75} />
            {minutes <= WARN_MINUTES ? `Sperre in ${minutes} min` : `${minutes} min`}
            {minutes > WARN_MINUTES && <span className="visually-hidden"> bis zur automatischen Sperre</span>}
          </span>
        )}
        <UserMenu />
        <Tooltip text="Tresor sperren (Strg+L)">
          <AriaButton className={styles.lock} onPress={lockNow} aria-keyshortcuts="Control+L">
            <LockKeyhole aria-hidden size={16} strokeWidth={1.75} />
            Sperren
          </AriaButton>
        </Tooltip>
      </div>
    </header>
  );
}

function changeReason() {
  void askReason(
    'Der Grund gilt für die folgenden Abfragen, bis Sie ihn ändern oder löschen.',
    (reason) => call('session.setReason', { reason }),
    { confirm: 'Übernehmen', cancel: 'Abbrechen' },
  );
}

/** The next file of another office asks anew: what was read under the old reason is forgotten. */
async function clearReason() {
  try {
    await call('session.setReason', { reason: null });
  } catch {
    return toast({ tone: 'error', text: 'Der Abfragegrund ließ sich nicht löschen. Er gilt weiter.' });
  }
  useSession.setState({ reason: null });
  queryClient.removeQueries({ type: 'inactive' });
  toast({ tone: 'done', text: 'Abfragegrund gelöscht.' });
}

/** The reason that is carried on: seen at every moment, changed or ended in two steps. */
function ReasonChip() {
  const reason = useSession((state) => state.reason);
  if (!reason) return null;
  const words = [reason.text, reason.reference].filter(Boolean).join(' · ');
  return (
    <MenuTrigger>
      <AriaButton className={styles.reason}>
        <ClipboardPen aria-hidden size={16} strokeWidth={1.75} />
        <span>
          <span className="visually-hidden">Abfragegrund: </span>
          {words}
        </span>
      </AriaButton>
      <Popover
        offset={4}
        placement="bottom end"
        className={`${fieldStyles['popover']} ${menuStyles['popover']}`}
      >
        <Menu className={menuStyles['menu']} aria-label="Abfragegrund">
          <Entry icon={ClipboardPen} label="Abfragegrund ändern" onAction={changeReason} />
          <Entry icon={Eraser} label="Abfragegrund löschen" onAction={() => void clearReason()} />
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

const THEME_ENTRIES: readonly { theme: Theme; label: string; icon: typeof Sun }[] = [
  { theme: 'HELL', label: 'Hell', icon: Sun },
  { theme: 'DUNKEL', label: 'Dunkel', icon: Moon },
  { theme: 'SYSTEM', label: 'Wie das System', icon: MonitorCog },
];

function UserMenu() {
  const user = useSession((state) => state.user);
  const theme = useSession((state) => state.theme);
  const density = useSession((state) => state.density);
  const reason = useSession((state) => state.reason);
  const navigate = useNavigate();
  if (!user) return null;
  const roles = user.roles.map((role) => ROLE_LABELS[role]).join(', ');
  return (
    <MenuTrigger>
      <AriaButton className={styles.user}>
        <span className={styles.userText}>
          <span className={styles.userName}>{[user.rank, user.fullName].filter(Boolean).join(' ')}</span>
          <span className={styles.userRole}>
            {roles} · {user.officeName}
          </span>
        </span>
        <ChevronDown aria-hidden size={14} />
      </AriaButton>
      <Popover
        offset={4}
        placement="bottom end"
        className={`${fieldStyles['popover']} ${menuStyles['popover']}`}
      >
        <Menu className={menuStyles['menu']} aria-label="Benutzer">
          <Entry
            icon={ClipboardPen}
            label={reason ? 'Abfragegrund ändern' : 'Abfragegrund angeben'}
            onAction={changeReason}
          />
          {reason && <Entry icon={Eraser} label="Abfragegrund löschen" onAction={() => void clearReason()} />}
          <Separator className={menuStyles['separator']} />
          <Entry icon={KeyRound} label="Passphrase ändern" onAction={() => void navigate('/passphrase')} />
          <Separator className={menuStyles['separator']} />
          {THEME_ENTRIES.map((entry) => (
            <Entry
              key={entry.theme}
              icon={entry.icon}
              label={`Ansicht: ${entry.label}`}
              isCurrent={entry.theme === theme}
              onAction={() => changePreferences({ theme: entry.theme })}
            />
          ))}
          <Entry
            icon={density === 'KOMPAKT' ? Rows3 : Rows4}
            label={density === 'KOMPAKT' ? 'Zeilen: komfortabel' : 'Zeilen: kompakt'}
            onAction={() => changePreferences({ density: density === 'KOMPAKT' ? 'KOMFORTABEL' : 'KOMPAKT' })}
          />
          <Separator className={menuStyles['separator']} />
          <Entry icon={CircleHelp} label="Hilfe (F1)" onAction={() => void navigate('/hilfe')} />
          <Entry icon={LogOut} label="Benutzer wechseln" onAction={lockNow} />
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

function Entry({
  icon: Icon,
  label,
  onAction,
  isCurrent,
}: {
  icon: typeof Sun;
  label: string;
  onAction: () => void;
  isCurrent?: boolean;
}) {
  return (
    <MenuItem className={menuStyles['item']} textValue={label} onAction={onAction}>
      <Icon aria-hidden size={16} strokeWidth={1.75} />
      {label}
      {isCurrent && <span className={menuStyles['shortcut']}>aktiv</span>}
    </MenuItem>
  );
}
