import { ArrowRight, Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { useLocation, useNavigate } from 'react-router';
import { create } from 'zustand';
import { type Role, rolesAllow } from '#shared/domain/roles';
import styles from './CommandPalette.module.css';
import type { FeatureRoutes, QuickEntry, SearchHit } from './route-types';
import { useSession } from './session';

type Mode = 'SEARCH' | 'NEW';
const usePalette = create<{ mode: Mode | null }>(() => ({ mode: null }));

/** `SEARCH`: Strg+K over everything · `NEW`: Strg+N, quick entry. */
export function openPalette(mode: Mode): void {
  usePalette.setState({ mode });
}
const close = () => usePalette.setState({ mode: null });

interface Group {
  id: string;
  heading: string;
  hits: readonly SearchHit[];
}

const TYPING_MS = 150;
const MIN_LENGTH = 2;

function allowed(roles: readonly Role[], permission: FeatureRoutes['routes'][number]['permission']): boolean {
  return !permission || [permission].flat().some((one) => rolesAllow(roles, one));
}

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase('de');

/** Every typed word is somewhere in the entry, in any order. */
function holds(text: string, ...parts: readonly (string | undefined)[]): boolean {
  const own = fold(parts.filter(Boolean).join(' '));
  return fold(text)
    .split(/\s+/u)
    .every((word) => own.includes(word));
}

/** Screens, quick entries and actions, filtered by the typed words; nothing of it asks the vault. */
function localGroups(
  features: readonly FeatureRoutes[],
  roles: readonly Role[],
  mode: Mode,
  text: string,
): Group[] {
  const hitsOf = (prefix: string, entries: readonly QuickEntry[]) =>
    entries
      .filter((entry) => allowed(roles, entry.permission) && holds(text, entry.label))
      .map(({ id, label, icon, to }) => ({ id: `${prefix}-${id}`, title: label, icon, to }));
  const screens = features
    .flatMap(({ nav }) => (nav ? [nav] : []))
    .sort((a, b) => a.order - b.order)
    .filter((nav) => allowed(roles, nav.permission) && holds(text, nav.label))
    .map(({ to, label, icon }) => ({ id: `go-${to}`, title: label, icon, to }));
  const entries = hitsOf(
    'new',
    features.flatMap(({ quickEntries = [] }) => quickEntries),
  );
  const groups: Group[] = [{ id: 'new', heading: 'Neu erfassen', hits: entries }];
  if (mode === 'SEARCH') {
    groups.unshift({ id: 'screens', heading: 'Gehe zu', hits: screens });
    groups.push({
      id: 'actions',
      heading: 'Aktionen',
      hits: hitsOf(
        'do',
        features.flatMap(({ actions = [] }) => actions),
      ),
    });
  }
  return groups.filter(({ hits }) => hits.length > 0);
}

/** What belongs to the current address or to the user: recent files, sections of the open file, saved views. */
function usePlaces(features: readonly FeatureRoutes[], roles: readonly Role[], mode: Mode): readonly Group[] {
  const { pathname } = useLocation();
  const [groups, setGroups] = useState<readonly Group[]>([]);
  useEffect(() => {
    if (mode !== 'SEARCH') return;
    let isGone = false;
    const providers = features
      .flatMap(({ places = [] }) => places)
      .filter((provider) => allowed(roles, provider.permission));
    void Promise.allSettled(providers.map((provider) => provider.places(pathname))).then((answers) => {
      if (isGone) return;
      setGroups(
        providers.flatMap(({ id, heading }, at) => {
          const answer = answers[at];
          return answer?.status === 'fulfilled' ? [{ id, heading, hits: answer.value }] : [];
        }),
      );
    });
    return () => {
      isGone = true;
    };
  }, [features, roles, mode, pathname]);
  return groups;
}

/** Asks all sources while typing; an answer that comes after the next key is dropped. */
function useFound(features: readonly FeatureRoutes[], roles: readonly Role[], mode: Mode, text: string) {
  const [found, setFound] = useState<{ groups: readonly Group[]; isSearching: boolean; hasFailed: boolean }>({
    groups: [],
    isSearching: false,
    hasFailed: false,
  });
  useEffect(() => {
    const query = text.trim();
    if (mode !== 'SEARCH' || query.length < MIN_LENGTH)
      return setFound({ groups: [], isSearching: false, hasFailed: false });
    const abort = new AbortController();
    setFound((before) => ({ ...before, isSearching: true }));
    const timer = setTimeout(async () => {
      const providers = features
        .flatMap(({ search = [] }) => search)
        .filter((provider) => allowed(roles, provider.permission));
      const answers = await Promise.allSettled(
        providers.map((provider) => provider.search(query, abort.signal)),
      );
      if (abort.signal.aborted) return;
      const groups = providers.flatMap(({ id, heading }, at) => {
        const answer = answers[at];
        return answer?.status === 'fulfilled' && answer.value.length > 0
          ? [{ id, heading, hits: answer.value }]
          : [];
      });
      setFound({
        groups,
        isSearching: false,
        hasFailed: answers.some(({ status }) => status === 'rejected'),
      });
    }, TYPING_MS);
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [features, roles, mode, text]);
  return found;
}

export function CommandPalette({ features }: { features: readonly FeatureRoutes[] }) {
  const mode = usePalette((state) => state.mode);
  return (
    <ModalOverlay
      isOpen={mode !== null}
      onOpenChange={(isOpen) => !isOpen && close()}
      isDismissable
      className={styles.overlay}
    >
      <Modal className={styles.modal}>
        <Dialog className={styles.dialog} aria-label={mode === 'NEW' ? 'Neu erfassen' : 'Suche'}>
          {mode && <Palette features={features} mode={mode} />}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

const NOBODY: readonly Role[] = [];

/** The first hit of the next or the previous group, round the list. */
function firstOf(groups: readonly Group[], at: number, step: number): number {
  const starts = groups.map((_, index) =>
    groups.slice(0, index).reduce((sum, { hits }) => sum + hits.length, 0),
  );
  const current = starts.findLastIndex((start) => start <= at);
  return starts[(current + step + starts.length) % starts.length] ?? 0;
}

function Palette({ features, mode }: { features: readonly FeatureRoutes[]; mode: Mode }) {
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const roles = useSession((state) => state.user?.roles) ?? NOBODY;
  const { groups: found, isSearching, hasFailed } = useFound(features, roles, mode, text);
  const places = usePlaces(features, roles, mode);
  const groups = useMemo(() => {
    const known = new Set(found.flatMap(({ hits }) => hits.map(({ to }) => to)));
    const near = places
      .map((group) => ({
        ...group,
        hits: group.hits.filter((hit) => holds(text, hit.title, hit.detail) && !known.has(hit.to)),
      }))
      .filter(({ hits }) => hits.length > 0);
    return [...found, ...near, ...localGroups(features, roles, mode, text)];
  }, [found, places, features, roles, mode, text]);
  const hits = groups.flatMap((group) => group.hits.map((hit) => ({ hit, key: `${group.id}/${hit.id}` })));
  const active = hits[Math.min(at, hits.length - 1)];
  const navigate = useNavigate();
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active) list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  function open(hit: SearchHit) {
    close();
    hit.onOpen?.();
    void navigate(hit.to);
  }
  function onKeyDown(event: KeyboardEvent) {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const jump = { PageDown: 1, PageUp: -1 }[event.key];
    if (jump) setAt(firstOf(groups, Math.min(at, hits.length - 1), jump));
    else if (move) setAt((Math.min(at, hits.length - 1) + move + hits.length) % Math.max(hits.length, 1));
    else if (event.key === 'Enter' && active) open(active.hit);
    else return;
    event.preventDefault();
  }
  const isEmpty = hits.length === 0 && !isSearching;
  return (
    <>
      <div className={styles.inputRow}>
        <Search aria-hidden size={18} />
        <input
          // biome-ignore lint/a11y/noAutofocus: a search dialog starts at its field
          autoFocus
          role="combobox"
          aria-label={mode === 'NEW' ? 'Was soll erfasst werden?' : 'Suchbegriff'}
          aria-expanded={hits.length > 0}
          aria-controls={listId}
          aria-activedescendant={active && `${listId}-${active.key}`}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          placeholder={
            mode === 'NEW' ? 'Was soll erfasst werden?' : 'Name, Aktenzeichen, Konferenz, Ansicht, Aktion'
          }
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div ref={list} id={listId} role="listbox" aria-label="Treffer" className={styles.list}>
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: group inside a listbox
          <div key={group.id} role="group" aria-labelledby={`${listId}-${group.id}`}>
            <div id={`${listId}-${group.id}`} className={styles.heading}>
              {group.heading}
            </div>
            {group.hits.map((hit) => {
              const key = `${group.id}/${hit.id}`;
              const Icon = hit.icon ?? ArrowRight;
              return (
                // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents: the field points at the current hit and handles the keys
                <div
                  key={key}
                  id={`${listId}-${key}`}
                  role="option"
                  aria-selected={key === active?.key}
                  className={styles.hit}
                  onPointerMove={() => setAt(hits.findIndex((other) => other.key === key))}
                  onClick={() => open(hit)}
                >
                  <Icon aria-hidden size={16} strokeWidth={1.75} />
                  <span className={styles.hitText}>
                    <span className={styles.hitTitle}>{hit.title}</span>
                    {hit.detail && <span className={styles.hitDetail}>{hit.detail}</span>}
                  </span>
                  {hit.reason && <span className={styles.reason}>{hit.reason}</span>}
                </div>
              );
            })}
          </div>
        ))}
      </div>
      {isEmpty && (
        <p className={styles.note}>
          {hasFailed
            ? 'Die Suche ist fehlgeschlagen. Bitte erneut versuchen.'
            : 'Kein Treffer. Auch andere Schreibweisen wurden geprüft.'}
        </p>
      )}
      <p className={styles.foot} role="status">
        {isSearching
          ? 'Wird gesucht …'
          : '↑ ↓ wählen · Bild ↑ ↓ nächste Gruppe · Enter öffnen · Esc schließen'}
      </p>
    </>
  );
}
