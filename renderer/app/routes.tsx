/** The features of the interface. Whoever adds one lists it here; rail, search, quick entry and addresses follow. */
import { classificationsRoutes } from '../features/classifications/routes';
import { conferencesRoutes } from '../features/conferences/routes';
import { duplicatesRoutes } from '../features/duplicates/routes';
import { exportsRoutes } from '../features/exports/routes';
import { findingsRoutes } from '../features/findings/routes';
import { helpRoutes } from '../features/help/routes';
import { importsRoutes } from '../features/imports/routes';
import { measuresRoutes } from '../features/measures/routes';
import { personsRoutes } from '../features/persons/routes';
import { sessionRoutes } from '../features/session/routes';
import { startRoutes } from '../features/start/routes';
import { usersRoutes } from '../features/users/routes';
import type { FeatureRoutes } from './route-types';

export const features: readonly FeatureRoutes[] = [
  classificationsRoutes,
  conferencesRoutes,
  duplicatesRoutes,
  exportsRoutes,
  findingsRoutes,
  importsRoutes,
  helpRoutes,
  measuresRoutes,
  personsRoutes,
  sessionRoutes,
  startRoutes,
  usersRoutes,
];

/**
 * Shown while nobody is signed in: first start, sign-in, recovery. The feature calls `signIn` of `session.ts`. Part of the
 * first bundle: a piece that is loaded later makes React wait 300 ms before it shows it.
 */
export { Entrance as SignedOutScreen } from '../features/session/Entrance';
