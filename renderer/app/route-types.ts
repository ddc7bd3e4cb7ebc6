/** What a feature brings to the shell. Each feature exports one `<feature>Routes` and is listed in `routes.tsx`. */
import type { LucideIcon } from 'lucide-react';
import type { ComponentType } from 'react';
import type { Permission } from '#shared/domain/roles';

type Needed = Permission | readonly Permission[];

/** Entry of the left rail, in the order of ui.md. */
export interface NavItem {
  to: string;
  label: string;
  icon: LucideIcon;
  /** 10 Start · 20 Personen · 30 Einstufungen · 40 Fallkonferenzen · 50 Maßnahmen · 60 Fristen · 70 Auswertung · 80 Datenschutz · 90 Verwaltung */
  order: number;
  permission?: Needed;
}

export interface FeatureRoute {
  /** Absolute, with parameters: `/personen/:id/:section?`. */
  path: string;
  /** Window title; never a name or an Aktenzeichen (the system's task bar shows it). */
  title: string;
  permission?: Needed;
  /** Chapter of the help that F1 opens. */
  help?: string;
  /** Without rail, search and user (projector). The VS mark stays. */
  isBare?: boolean;
  /** `() => import('./PersonPage').then((m) => m.PersonPage)` */
  load: () => Promise<ComponentType>;
}

export interface SearchHit {
  id: string;
  title: string;
  detail?: string;
  /** Why it is a hit: „Alias“, „klingt wie“, „andere Schreibweise“. */
  reason?: string;
  icon?: LucideIcon;
  to: string;
  /** Done before going there. */
  onOpen?: () => void;
}

/** A source of the search field (Strg+K). */
export interface SearchProvider {
  id: string;
  heading: string;
  permission?: Needed;
  /** Called 150 ms after the last key with at least two characters; `signal` aborts when more is typed. */
  search: (text: string, signal: AbortSignal) => Promise<readonly SearchHit[]>;
}

/** Quick entry (Strg+N). */
export interface QuickEntry {
  id: string;
  label: string;
  icon: LucideIcon;
  to: string;
  permission?: Needed;
}

/** Hits of the search field that belong to the current address or to the user, e.g. the sections of the open file. */
export interface PlaceProvider {
  id: string;
  heading: string;
  permission?: Needed;
  /** Called when the search field opens; the typed words filter what it answers. */
  places: (path: string) => Promise<readonly SearchHit[]>;
}

export interface FeatureRoutes {
  feature: string;
  nav?: NavItem;
  routes: readonly FeatureRoute[];
  search?: readonly SearchProvider[];
  quickEntries?: readonly QuickEntry[];
  /** What can be done besides, in the search field only. */
  actions?: readonly QuickEntry[];
  places?: readonly PlaceProvider[];
}
