import { CalendarClock, House } from 'lucide-react';
import type { FeatureRoutes } from '../../app/route-types';

export const startRoutes: FeatureRoutes = {
  feature: 'start',
  nav: { to: '/', label: 'Start', icon: House, order: 10 },
  routes: [
    { path: '/', title: 'Start', help: 'start', load: () => import('./StartPage').then((m) => m.StartPage) },
  ],
};

/** The Fristenkalender stands in the rail on its own. */
export const deadlinesRoutes: FeatureRoutes = {
  feature: 'start',
  nav: { to: '/fristen', label: 'Fristen', icon: CalendarClock, order: 60, permission: 'CASE_READ' },
  routes: [
    {
      path: '/fristen',
      title: 'Fristen',
      permission: 'CASE_READ',
      help: 'speicherfrist',
      load: () => import('./DeadlinesPage').then((m) => m.DeadlinesPage),
    },
  ],
};
