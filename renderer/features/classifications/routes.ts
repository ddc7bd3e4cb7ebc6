import { Gavel } from 'lucide-react';
import type { FeatureRoutes } from '../../app/route-types';

export const classificationsRoutes: FeatureRoutes = {
  feature: 'classifications',
  nav: { to: '/einstufungen', label: 'Einstufungen', icon: Gavel, order: 30, permission: 'CASE_READ' },
  routes: [
    {
      path: '/einstufungen',
      title: 'Einstufungen',
      permission: 'CASE_READ',
      help: 'einstufung',
      load: () => import('./ClassificationsPage').then((m) => m.ClassificationsPage),
    },
    {
      path: '/akten/:personId/einstufung/:id',
      title: 'Einstufung',
      permission: 'CASE_READ',
      help: 'einstufung',
      load: () => import('./ProposalPage').then((m) => m.ProposalPage),
    },
  ],
};
