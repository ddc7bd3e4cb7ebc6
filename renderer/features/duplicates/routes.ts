import { CopyCheck } from 'lucide-react';
import type { FeatureRoutes } from '../../app/route-types';

export const duplicatesRoutes: FeatureRoutes = {
  feature: 'duplicates',
  routes: [
    {
      path: '/dubletten',
      title: 'Mögliche Dubletten',
      permission: 'CASE_READ',
      help: 'dubletten',
      load: () => import('./DuplicatesPage').then((m) => m.DuplicatesPage),
    },
    {
      path: '/dubletten/vergleich/:leadingId/:otherId',
      title: 'Akten vergleichen',
      permission: 'CASE_READ',
      help: 'dubletten',
      load: () => import('./ComparePage').then((m) => m.ComparePage),
    },
    {
      path: '/dubletten/zusammenfuehrung/:id',
      title: 'Zusammenführung',
      permission: 'CASE_READ',
      help: 'dubletten',
      load: () => import('./MergePage').then((m) => m.MergePage),
    },
  ],
  actions: [
    {
      id: 'duplicates',
      label: 'Mögliche Dubletten prüfen',
      icon: CopyCheck,
      to: '/dubletten',
      permission: 'CASE_READ',
    },
  ],
};
