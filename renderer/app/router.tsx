import { createHashRouter, type RouteObject } from 'react-router';
import { LoadingState } from '../ui';
import { NotFound, RouteError } from './ErrorPages';
import type { FeatureRoute, FeatureRoutes } from './route-types';
import { Shell } from './Shell';

/** What the shell reads of the current route. */
export type RouteHandle = Omit<FeatureRoute, 'path' | 'load'>;

function routeOf({ path, load, ...handle }: FeatureRoute): RouteObject {
  return {
    path,
    handle: handle satisfies RouteHandle,
    ErrorBoundary: RouteError,
    lazy: async () => ({ Component: await load() }),
  };
}

/** Hash addresses: they survive back and forward and need no server. Names never stand in them, only ids. */
export function buildRouter(features: readonly FeatureRoutes[]) {
  return createHashRouter([
    {
      element: <Shell features={features} />,
      ErrorBoundary: RouteError,
      HydrateFallback: LoadingState,
      children: [
        ...features.flatMap((feature) => feature.routes.map(routeOf)),
        { path: '*', element: <NotFound /> },
      ],
    },
  ]);
}
