import type { FeatureRoutes } from '../../app/route-types';

export const sessionRoutes: FeatureRoutes = {
  feature: 'session',
  routes: [
    {
      path: '/passphrase',
      title: 'Passphrase ändern',
      help: 'anmeldung',
      load: () => import('./PassphrasePage').then((m) => m.PassphrasePage),
    },
  ],
};
