/** The features of the interface. Whoever adds one lists it here; rail, search, quick entry and addresses follow. */
import { accessRoutes } from '../features/access/routes';
import { auditRoutes } from '../features/audit/routes';
import { classificationsRoutes } from '../features/classifications/routes';
import { conferencesRoutes } from '../features/conferences/routes';
import { deletionRoutes } from '../features/deletion/routes';
import { duplicatesRoutes } from '../features/duplicates/routes';
import { exportsRoutes } from '../features/exports/routes';
import { findingsRoutes } from '../features/findings/routes';
import { helpRoutes } from '../features/help/routes';
import { importsRoutes } from '../features/imports/routes';
import { measuresRoutes } from '../features/measures/routes';
import { personsRoutes } from '../features/persons/routes';
import { retentionRoutes } from '../features/retention/routes';
import { sessionRoutes } from '../features/session/routes';
import { deadlinesRoutes, startRoutes } from '../features/start/routes';
import { usersRoutes } from '../features/users/routes';
import type { FeatureRoutes } from './route-types';

export const features: readonly FeatureRoutes[] = [
  auditRoutes,
  classificationsRoutes,
  conferencesRoutes,
  duplicatesRoutes,
  deletionRoutes,
  exportsRoutes,
  findingsRoutes,
  importsRoutes,
  helpRoutes,
  measuresRoutes,
  personsRoutes,
  retentionRoutes,
  sessionRoutes,
  startRoutes,
  deadlinesRoutes,
  usersRoutes,
  accessRoutes,
];

/**
 * Shown while nobody is signed in: first start, sign-in, recovery. The feature calls `signIn` of `session.ts`. Part of the
 * first bundle: a piece that is loaded later makes React wait 300 ms before it shows it.
 */
export { Entrance as SignedOutScreen } from '../features/session/Entrance';
