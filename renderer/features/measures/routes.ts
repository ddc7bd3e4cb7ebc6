import { ClipboardList } from 'lucide-react';
import type { FeatureRoutes } from '../../app/route-types';

export const measuresRoutes: FeatureRoutes = {
  feature: 'measures',
  nav: { to: '/massnahmen', label: 'Maßnahmen', icon: ClipboardList, order: 50, permission: 'CASE_READ' },
  routes: [
    {
      path: '/massnahmen',
      title: 'Maßnahmen',
      permission: 'CASE_READ',
      help: 'massnahmen',
      load: () => import('./MeasuresPage').then((m) => m.MeasuresPage),
    },
  ],
};
