import { CalendarPlus, UsersRound } from 'lucide-react';
import { formatPartialDate } from '#shared/domain/partial-date';
import { call } from '../../app/client';
import type { FeatureRoutes } from '../../app/route-types';
import { conferenceName } from './labels';

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
  search: [
    {
      id: 'conferences',
      heading: 'Fallkonferenzen',
      permission: 'CASE_READ',
      search: async (text) => {
        const [next, past] = await Promise.all([
          call('conferences.list', { scope: 'NEXT' }),
          call('conferences.list', { scope: 'PAST' }),
        ]);
        const words = text.toLocaleLowerCase('de').split(/\s+/u);
        return [...next.conferences, ...past.conferences]
          .map((row) => ({
            row,
            words: [conferenceName(row), row.title, row.place, row.chairName, formatPartialDate(row.heldOn)],
          }))
          .filter(({ words: own }) =>
            words.every((word) => own.join(' ').toLocaleLowerCase('de').includes(word)),
          )
          .slice(0, 6)
          .map(({ row }) => ({
            id: row.id,
            title: [conferenceName(row), row.title].filter(Boolean).join(' · '),
            detail: [formatPartialDate(row.heldOn), row.place].filter(Boolean).join(' · '),
            icon: UsersRound,
            to: `/fallkonferenzen/${row.id}`,
          }));
      },
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
