import { UserPlus, Users } from 'lucide-react';
import { formatPartialDate } from '#shared/domain/partial-date';
import { call } from '../../app/client';
import type { FeatureRoutes } from '../../app/route-types';

export const personsRoutes: FeatureRoutes = {
  feature: 'persons',
  nav: { to: '/personen', label: 'Personen', icon: Users, order: 20, permission: 'CASE_READ' },
  routes: [
    {
      path: '/personen',
      title: 'Personen',
      permission: 'CASE_READ',
      help: 'personen',
      load: () => import('./PersonsPage').then((m) => m.PersonsPage),
    },
    {
      path: '/personen/neu',
      title: 'Neue Fallakte',
      permission: 'CASE_WRITE',
      help: 'personen',
      load: () => import('./NewPersonPage').then((m) => m.NewPersonPage),
    },
    {
      path: '/akten/:id/:section?',
      title: 'Fallakte',
      // Datenschutz for the one file of a control; the vault process refuses any other.
      permission: ['CASE_READ', 'LOG_READ'],
      help: 'fallakte',
      load: () => import('./FilePage').then((m) => m.FilePage),
    },
  ],
  search: [
    {
      id: 'persons',
      heading: 'Personen',
      permission: 'CASE_READ',
      search: async (text) => {
        const { hits } = await call('persons.search', { query: text, limit: 8 });
        return hits.map((hit) => ({
          id: hit.id,
          title: `${hit.familyName}, ${hit.givenNames}`,
          detail: [hit.fileNo, hit.birthDate && formatPartialDate(hit.birthDate), hit.city]
            .filter(Boolean)
            .join(' · '),
          reason: hit.matched,
          icon: Users,
          to: `/akten/${hit.id}`,
        }));
      },
    },
  ],
  quickEntries: [
    { id: 'person', label: 'Neue Fallakte', icon: UserPlus, to: '/personen/neu', permission: 'CASE_WRITE' },
  ],
};
