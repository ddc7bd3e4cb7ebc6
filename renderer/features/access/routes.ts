import { FileKey } from 'lucide-react';
import type { FeatureRoutes } from '../../app/route-types';

export const accessRoutes: FeatureRoutes = {
  feature: 'access',
  routes: [
    {
      path: '/akte-oeffnen',
      title: 'Akte mit Aktenzeichen öffnen',
      permission: 'CASE_READ',
      help: 'zugriff',
      load: () => import('./OpenFilePage').then((m) => m.OpenFilePage),
    },
    {
      path: '/verwaltung/rechte',
      title: 'Rechte',
      permission: ['USER_MANAGE', 'USER_APPROVE'],
      help: 'zugriff',
      load: () => import('./RightsPage').then((m) => m.RightsPage),
    },
  ],
  quickEntries: [
    {
      id: 'open-by-number',
      label: 'Akte mit Aktenzeichen öffnen',
      icon: FileKey,
      to: '/akte-oeffnen',
      permission: 'CASE_READ',
    },
  ],
};
