import { FileCheck2 } from 'lucide-react';
import type { FeatureRoutes } from '../../app/route-types';

export const exportsRoutes: FeatureRoutes = {
  feature: 'exports',
  nav: { to: '/dokumente', label: 'Dokumente', icon: FileCheck2, order: 55, permission: 'DOSSIER_ISSUE' },
  routes: [
    {
      path: '/dokumente',
      title: 'Dokumente',
      permission: 'DOSSIER_ISSUE',
      help: 'dossier',
      load: () => import('./DocumentsPage').then((m) => m.DocumentsPage),
    },
    {
      path: '/dokumente/:id',
      title: 'Dokument',
      permission: 'DOSSIER_ISSUE',
      help: 'dossier',
      load: () => import('./DocumentPage').then((m) => m.DocumentPage),
    },
    {
      path: '/akten/:personId/dossier/neu',
      title: 'Dossier',
      permission: 'DOSSIER_ISSUE',
      help: 'dossier',
      load: () => import('./NewDocumentPage').then((m) => m.NewDossierPage),
    },
    {
      path: '/fallkonferenzen/:conferenceId/ergebnisvermerk',
      title: 'Ergebnisvermerk',
      permission: 'DOSSIER_ISSUE',
      help: 'dossier',
      load: () => import('./NewDocumentPage').then((m) => m.NewMinutesPage),
    },
  ],
};
