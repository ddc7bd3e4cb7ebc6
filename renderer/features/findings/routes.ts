import { LockKeyhole } from 'lucide-react';
import type { FeatureRoutes } from '../../app/route-types';

export const findingsRoutes: FeatureRoutes = {
  feature: 'findings',
  nav: {
    to: '/eingang',
    label: 'Eingang',
    icon: LockKeyhole,
    order: 25,
    permission: 'CASE_WRITE',
  },
  routes: [
    {
      path: '/eingang/:id?',
      title: 'Gesperrter Eingang',
      permission: 'CASE_WRITE',
      help: 'eingang',
      load: () => import('./InboxPage').then((m) => m.InboxPage),
    },
  ],
};
