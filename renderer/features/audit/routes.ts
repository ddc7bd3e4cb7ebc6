import { ShieldCheck } from 'lucide-react';
import type { FeatureRoutes } from '../../app/route-types';

const HELP = 'datenschutz';

export const auditRoutes: FeatureRoutes = {
  feature: 'audit',
  nav: {
    to: '/datenschutz',
    label: 'Datenschutz',
    icon: ShieldCheck,
    order: 80,
    permission: ['LOG_READ', 'CONTROL_REVIEW'],
  },
  routes: [
    {
      path: '/datenschutz',
      title: 'Datenschutz',
      permission: ['LOG_READ', 'CONTROL_REVIEW'],
      help: HELP,
      load: () => import('./FirstPage').then((m) => m.FirstPage),
    },
    {
      path: '/datenschutz/protokoll',
      title: 'Protokoll',
      permission: 'LOG_READ',
      help: HELP,
      load: () => import('./LogPage').then((m) => m.LogPage),
    },
    {
      path: '/datenschutz/stichproben',
      title: 'Stichproben',
      permission: 'LOG_READ',
      help: HELP,
      load: () => import('./SamplesPage').then((m) => m.SamplesPage),
    },
    {
      path: '/datenschutz/stichproben/:id',
      title: 'Stichprobe',
      permission: 'LOG_READ',
      help: HELP,
      load: () => import('./SamplePage').then((m) => m.SamplePage),
    },
    {
      path: '/datenschutz/kette',
      title: 'Kette und Ausgabe',
      permission: 'LOG_READ',
      help: HELP,
      load: () => import('./ChainPage').then((m) => m.ChainPage),
    },
    {
      path: '/datenschutz/einzelfall',
      title: 'Einzelfallkontrolle',
      permission: 'LOG_READ',
      help: HELP,
      load: () => import('./SingleFilePage').then((m) => m.SingleFilePage),
    },
    {
      path: '/datenschutz/aufbewahrung',
      title: 'Aufbewahrung des Protokolls',
      permission: ['LOG_READ', 'CONTROL_REVIEW'],
      help: HELP,
      load: () => import('./RetentionPage').then((m) => m.RetentionPage),
    },
    {
      path: '/datenschutz/kontrollen',
      title: 'Kontrollen',
      permission: ['LOG_READ', 'CONTROL_REVIEW'],
      help: HELP,
      load: () => import('./ControlsPage').then((m) => m.ControlsPage),
    },
  ],
};
