import { Bookmark, History, UserPlus, Users } from 'lucide-react';
import { formatPartialDate } from '#shared/domain/partial-date';
import { call } from '../../app/client';
import type { FeatureRoutes } from '../../app/route-types';
import { openView } from './list-state';
import { useRecentFiles } from './recent';

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
          title: [hit.familyName, hit.givenNames].filter(Boolean).join(', ') || (hit.aliases[0] ?? ''),
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
  places: [
    {
      id: 'recent',
      heading: 'Zuletzt geöffnet',
      permission: 'CASE_READ',
      places: async (path) => {
        const ids = useRecentFiles.getState().ids.filter((id) => !path.includes(id));
        if (ids.length === 0) return [];
        const { files } = await call('persons.titles', { ids });
        return files.map(({ id, name, fileNo }) => ({
          id,
          title: name,
          detail: fileNo,
          icon: History,
          to: `/akten/${id}`,
        }));
      },
    },
    {
      id: 'sections',
      heading: 'In dieser Akte',
      permission: 'CASE_READ',
      places: async (path) => {
        const id = /^\/akten\/([0-9a-f-]{36})(?:\/|$)/u.exec(path)?.[1];
        if (!id) return [];
        const { fileSections } = await import('./sections');
        return fileSections.map((section) => ({
          id: section.id,
          title: section.label,
          icon: section.icon,
          to: `/akten/${id}/${section.id}`,
        }));
      },
    },
    {
      id: 'views',
      heading: 'Ansichten',
      permission: 'CASE_READ',
      places: async () => {
        const { views } = await call('views.list', {});
        return views.map((view) => ({
          id: view.id,
          title: view.name,
          detail: view.isDefault ? 'Standard' : '',
          icon: Bookmark,
          to: '/personen',
          onOpen: () => openView(view),
        }));
      },
    },
  ],
  quickEntries: [
    { id: 'person', label: 'Neue Fallakte', icon: UserPlus, to: '/personen/neu', permission: 'CASE_WRITE' },
  ],
};
