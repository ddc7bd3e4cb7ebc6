/** The log for Datenschutz, the controls for the Leitung. */
import { Navigate } from 'react-router';
import { usePermission } from '../../app/session';

export function FirstPage() {
  const readsLog = usePermission('LOG_READ');
  return <Navigate replace to={readsLog ? '/datenschutz/protokoll' : '/datenschutz/kontrollen'} />;
}
