import { Eraser } from 'lucide-react';
import type { FeatureRoutes } from '../../app/route-types';

export const deletionRoutes: FeatureRoutes = {
  feature: 'deletion',
  nav: {
    to: '/loeschungen',
    label: 'Löschungen',
    icon: Eraser,
    order: 85,
    permission: ['DELETION_DECIDE', 'LOG_READ'],
  },
  routes: [
    {
      path: '/loeschungen',
      title: 'Löschungen',
      permission: ['DELETION_DECIDE', 'LOG_READ'],
      help: 'loeschung',
      load: () => import('./DeletionsPage').then((m) => m.DeletionsPage),
    },
  ],
};
