import { CalendarPlus, UsersRound } from 'lucide-react';
import type { FeatureRoutes } from '../../app/route-types';

export const conferencesRoutes: FeatureRoutes = {
  feature: 'conferences',
  nav: {
    to: '/fallkonferenzen',
    label: 'Fallkonferenzen',
    icon: UsersRound,
    order: 40,
    permission: 'CASE_READ',
  },
  routes: [
    {
      path: '/fallkonferenzen',
      title: 'Fallkonferenzen',
      permission: 'CASE_READ',
      help: 'fallkonferenz',
      load: () => import('./ConferencesPage').then((m) => m.ConferencesPage),
    },
    {
      path: '/fallkonferenzen/neu',
      title: 'Fallkonferenz planen',
      permission: 'CONFERENCE_LEAD',
      help: 'fallkonferenz',
      load: () => import('./NewConferencePage').then((m) => m.NewConferencePage),
    },
    {
      path: '/fallkonferenzen/:id',
      title: 'Fallkonferenz',
      permission: 'CASE_READ',
      help: 'fallkonferenz',
      load: () => import('./ConferencePage').then((m) => m.ConferencePage),
    },
    {
      path: '/fallkonferenzen/:id/protokoll',
      title: 'Protokoll der Fallkonferenz',
      permission: 'CONFERENCE_MINUTES',
      help: 'protokoll',
      load: () => import('./MinutesPage').then((m) => m.MinutesPage),
    },
  ],
  quickEntries: [
    {
      id: 'conference',
      label: 'Fallkonferenz planen',
      icon: CalendarPlus,
      to: '/fallkonferenzen/neu',
      permission: 'CONFERENCE_LEAD',
    },
  ],
};
