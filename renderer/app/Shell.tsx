import { PanelLeftClose, PanelLeftOpen } from 'lucide-react';
import { useCallback, useEffect, useRef } from 'react';
import { Link, RouterProvider } from 'react-aria-components';
import { Outlet, useBlocker, useHref, useLocation, useMatches, useNavigate } from 'react-router';
import { ConfirmHost, confirmDiscard, IconButton, ToastRegion } from '../ui';
import { useUnsaved } from '../ui/unsaved';
import { ClassificationBand } from './Band';
import { ClockBanner } from './ClockBanner';
import { CommandPalette, openPalette } from './CommandPalette';
import { NoPermission } from './ErrorPages';
import { bridge, lockNow } from './host';
import { ReasonHost } from './reason';
import type { FeatureRoutes, NavItem } from './route-types';
import type { RouteHandle } from './router';
import styles from './Shell.module.css';
import { usePermission, useSession } from './session';
import { TopBar } from './TopBar';

/** The frame around every screen: band, top bar, rail, content; and what is there once: dialogs, notices, shortcuts. */
export function Shell({ features }: { features: readonly FeatureRoutes[] }) {
  const handle = useMatches().at(-1)?.handle as RouteHandle | undefined;
  const isAllowed = usePermission(handle?.permission);
  const content = useRef<HTMLElement>(null);
  useDocumentTitle(handle?.title);
  useFocusOnNavigation(content);
  useShortcuts(handle?.help);
  useUnsavedBlocker();
  const isDemonstration = bridge().hostKind === 'chromium';

  const navigate = useNavigate();

  return (
    <RouterProvider navigate={(to) => void navigate(to)} useHref={useHref}>
      <div className={styles.shell} data-bare={handle?.isBare || undefined}>
        <ClassificationBand isDemonstration={isDemonstration} />
        {!handle?.isBare && (
          <>
            <button type="button" className={styles.skip} onClick={() => content.current?.focus()}>
              Zum Inhalt
            </button>
            <TopBar />
            <Rail features={features} />
          </>
        )}
        <ClockBanner />
        <main ref={content} id="inhalt" className={styles.content} tabIndex={-1}>
          {isAllowed || !handle ? <Outlet /> : <NoPermission title={handle.title} />}
        </main>
        <CommandPalette features={features} />
        <ReasonHost />
        <ConfirmHost />
        <ToastRegion />
      </div>
    </RouterProvider>
  );
}

function Rail({ features }: { features: readonly FeatureRoutes[] }) {
  const isNarrow = useSession((state) => state.isRailNarrow);
  const items = features.flatMap(({ nav }) => (nav ? [nav] : [])).sort((a, b) => a.order - b.order);
  return (
    <nav className={styles.rail} data-narrow={isNarrow || undefined} aria-label="Hauptnavigation">
      <ul className={styles.railList}>
        {items.map((item) => (
          <RailItem key={item.to} item={item} isNarrow={isNarrow} />
        ))}
      </ul>
      <div className={styles.railFoot}>
        <IconButton
          size="sm"
          icon={isNarrow ? PanelLeftOpen : PanelLeftClose}
          label={isNarrow ? 'Navigation mit Beschriftung' : 'Navigation schmal'}
          aria-expanded={!isNarrow}
          onPress={() => useSession.setState({ isRailNarrow: !isNarrow })}
        />
      </div>
    </nav>
  );
}

function RailItem({ item, isNarrow }: { item: NavItem; isNarrow: boolean }) {
  const { pathname } = useLocation();
  const isAllowed = usePermission(item.permission);
  if (!isAllowed) return null;
  const isCurrent =
    item.to === '/' ? pathname === '/' : pathname === item.to || pathname.startsWith(`${item.to}/`);
  const Icon = item.icon;
  return (
    <li>
      <Link href={item.to} className={styles.railItem} aria-current={isCurrent ? 'page' : undefined}>
        <Icon aria-hidden size={18} strokeWidth={1.75} />
        <span className={isNarrow ? 'visually-hidden' : undefined}>{item.label}</span>
        {isNarrow && (
          <span aria-hidden className={styles.railHint}>
            {item.label}
          </span>
        )}
      </Link>
    </li>
  );
}

function useDocumentTitle(title: string | undefined) {
  useEffect(() => {
    document.title = title ? `${title} – PMK-Fallakte` : 'PMK-Fallakte';
  }, [title]);
}

/** After navigation a screen reader starts at the heading of the new screen; the first screen leaves the focus alone. */
function useFocusOnNavigation(content: React.RefObject<HTMLElement | null>) {
  const { pathname } = useLocation();
  const last = useRef(pathname);
  useEffect(() => {
    if (last.current === pathname) return;
    last.current = pathname;
    const frame = requestAnimationFrame(() => {
      if (content.current?.contains(document.activeElement) && document.activeElement !== content.current)
        return;
      (content.current?.querySelector<HTMLElement>('h1') ?? content.current)?.focus();
    });
    return () => cancelAnimationFrame(frame);
  }, [pathname, content]);
}

function useShortcuts(help: string | undefined) {
  const navigate = useNavigate();
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      const isCtrl = event.ctrlKey && !event.altKey && !event.metaKey && !event.shiftKey;
      // With Caps Lock the letters come as capitals.
      const key = event.key.toLowerCase();
      if (isCtrl && key === 'k') openPalette('SEARCH');
      else if (isCtrl && key === 'n') openPalette('NEW');
      else if (isCtrl && key === 'l') lockNow();
      else if (event.key === 'F1') void navigate(help ? `/hilfe/${help}` : '/hilfe');
      else return;
      event.preventDefault();
    }
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [navigate, help]);
}

function useUnsavedBlocker() {
  const hasUnsaved = useUnsaved((state) => state.holders.size > 0);
  const blocker = useBlocker(
    useCallback(
      ({
        currentLocation,
        nextLocation,
      }: {
        currentLocation: { pathname: string };
        nextLocation: { pathname: string };
      }) => hasUnsaved && currentLocation.pathname !== nextLocation.pathname,
      [hasUnsaved],
    ),
  );
  useEffect(() => {
    if (blocker.state !== 'blocked') return;
    void confirmDiscard().then((isConfirmed) => (isConfirmed ? blocker.proceed() : blocker.reset()));
  }, [blocker]);
}
