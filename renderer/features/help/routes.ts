import { BookOpen } from 'lucide-react';
import type { FeatureRoutes } from '../../app/route-types';

export const helpRoutes: FeatureRoutes = {
  feature: 'help',
  routes: [
    {
      path: '/hilfe/:chapter?',
      title: 'Hilfe',
      load: () => import('./HelpPage').then((m) => m.HelpPage),
    },
  ],
  search: [
    {
      id: 'help',
      heading: 'Handbuch',
      search: async (text) => {
        const { findChapters } = await import('./chapters');
        return findChapters(text)
          .slice(0, 4)
          .map(({ key, title }) => ({ id: key, title, icon: BookOpen, to: `/hilfe/${key}` }));
      },
    },
  ],
};
