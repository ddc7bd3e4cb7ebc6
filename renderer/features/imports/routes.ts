import { FileInput } from 'lucide-react';
import type { FeatureRoutes } from '../../app/route-types';

export const importsRoutes: FeatureRoutes = {
  feature: 'imports',
  routes: [
    {
      path: '/import',
      title: 'Liste übernehmen',
      permission: ['IMPORT_PREPARE', 'IMPORT_RELEASE'],
      help: 'import',
      load: () => import('./ImportPage').then((m) => m.ImportPage),
    },
    {
      path: '/import/:batchId',
      title: 'Übernommene Liste',
      permission: ['IMPORT_PREPARE', 'IMPORT_RELEASE'],
      help: 'import',
      load: () => import('./BatchPage').then((m) => m.BatchPage),
    },
  ],
  quickEntries: [
    { id: 'import', label: 'Liste übernehmen', icon: FileInput, to: '/import', permission: 'IMPORT_PREPARE' },
  ],
};
