import { UserCog } from 'lucide-react';
import type { FeatureRoutes } from '../../app/route-types';

export const usersRoutes: FeatureRoutes = {
  feature: 'users',
  nav: {
    to: '/verwaltung',
    label: 'Verwaltung',
    icon: UserCog,
    order: 90,
    permission: ['USER_MANAGE', 'USER_APPROVE'],
  },
  routes: [
    {
      path: '/verwaltung',
      title: 'Verwaltung',
      permission: ['USER_MANAGE', 'USER_APPROVE'],
      help: 'verwaltung',
      load: () => import('./UsersPage').then((m) => m.UsersPage),
    },
  ],
};
