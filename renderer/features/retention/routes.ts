import { SlidersHorizontal } from 'lucide-react';
import type { FeatureRoutes } from '../../app/route-types';

export const retentionRoutes: FeatureRoutes = {
  feature: 'retention',
  nav: { to: '/vorgaben', label: 'Vorgaben', icon: SlidersHorizontal, order: 85, permission: 'OFFICE_LEAD' },
  routes: [
    {
      path: '/vorgaben',
      title: 'Vorgaben der Dienststelle',
      permission: 'OFFICE_LEAD',
      help: 'speicherfrist',
      load: () => import('./SettingsPage').then((m) => m.SettingsPage),
    },
  ],
};
