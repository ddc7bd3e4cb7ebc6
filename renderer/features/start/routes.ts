import { House } from 'lucide-react';
import type { FeatureRoutes } from '../../app/route-types';

export const startRoutes: FeatureRoutes = {
  feature: 'start',
  nav: { to: '/', label: 'Start', icon: House, order: 10 },
  routes: [
    { path: '/', title: 'Start', help: 'start', load: () => import('./StartPage').then((m) => m.StartPage) },
  ],
};
