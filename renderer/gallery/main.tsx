/** The shared components with invented data, for eyes, screenshots and axe. Built by vite.gallery.config.ts; never shipped. */
import '../app/zod-setup';
import '../ui/base.css';
import '../print/print.css';
import './bridge-stub';
import { QueryClientProvider } from '@tanstack/react-query';
import { CalendarClock, FolderOpen, Gauge, Gavel, LayoutDashboard, Scale, Users } from 'lucide-react';
import { StrictMode, useEffect } from 'react';
import { I18nProvider } from 'react-aria-components';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { queryClient } from '../app/query-client';
import type { FeatureRoute, FeatureRoutes } from '../app/route-types';
import { buildRouter } from '../app/router';
import { applyAppearance, signIn, useSession } from '../app/session';

const screens: readonly FeatureRoute[] = [
  { path: '/', title: 'Start', load: () => import('./StartPage').then((m) => m.StartPage) },
  { path: '/personen', title: 'Personen', load: () => import('./TablePage').then((m) => m.TablePage) },
  {
    path: '/personen/akte/:section?',
    title: 'Fallakte',
    load: () => import('./FilePage').then((m) => m.FilePage),
  },
  { path: '/bausteine', title: 'Bausteine', load: () => import('./PartsPage').then((m) => m.PartsPage) },
  { path: '/formular', title: 'Formular', load: () => import('./FormPage').then((m) => m.FormPage) },
  { path: '/druck', title: 'Druck', load: () => import('./PrintPage').then((m) => m.PrintPage) },
  {
    path: '/verboten',
    title: 'Verwaltung',
    permission: 'USER_MANAGE',
    load: () => import('./StartPage').then((m) => m.StartPage),
  },
];

const nav = (order: number, to: string, label: string, icon: typeof Users): FeatureRoutes => ({
  feature: to,
  nav: { order, to, label, icon },
  routes: screens.filter((screen) => screen.path.split('/')[1] === to.slice(1)),
});

const features: FeatureRoutes[] = [
  nav(10, '/', 'Start', LayoutDashboard),
  {
    ...nav(20, '/personen', 'Personen', Users),
    quickEntries: [{ id: 'person', label: 'Person', icon: FolderOpen, to: '/formular' }],
    search: [
      {
        id: 'persons',
        heading: 'Personen',
        search: async () => [
          {
            id: '1',
            title: 'Brandtner, Jonas',
            detail: '03.05.1990 · Dortmund',
            reason: 'andere Schreibweise',
            to: '/personen/akte',
          },
          {
            id: '2',
            title: 'Brantner, Mirko',
            detail: '1987 · Hagen',
            reason: 'klingt wie',
            to: '/personen/akte',
          },
        ],
      },
    ],
  },
  nav(30, '/bausteine', 'Einstufungen', Scale),
  nav(40, '/formular', 'Fallkonferenzen', Gavel),
  nav(50, '/druck', 'Maßnahmen', Gauge),
  nav(60, '/verboten', 'Fristen', CalendarClock),
];

function Gallery() {
  const theme = useSession((state) => state.theme);
  const density = useSession((state) => state.density);
  useEffect(() => applyAppearance({ theme, density }), [theme, density]);
  return (
    <I18nProvider locale="de-DE">
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </I18nProvider>
  );
}

const options = new URLSearchParams(location.search);
signIn({
  user: {
    id: '01920000-0000-7000-8000-000000000001',
    login: 'weber',
    fullName: 'Katrin Weber',
    rank: 'KHK’in',
    officeId: '01920000-0000-7000-8000-000000000002',
    officeName: 'KI ST Dortmund',
    roles: ['SACHBEARBEITUNG'],
  },
  reason: { text: 'Vorbereitung Fallkonferenz', reference: 'ST-2026-114' },
  preferences: {
    theme: options.get('theme') === 'dark' ? 'DUNKEL' : 'HELL',
    density: options.get('density') === 'compact' ? 'KOMPAKT' : 'KOMFORTABEL',
  },
  notices: [],
});
const router = buildRouter(features);

const root = document.getElementById('app');
if (!root) throw new Error('#app fehlt');
createRoot(root).render(
  <StrictMode>
    <Gallery />
  </StrictMode>,
);
