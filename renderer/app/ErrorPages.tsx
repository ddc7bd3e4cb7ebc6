import { Compass, LockKeyhole } from 'lucide-react';
import { useRouteError } from 'react-router';
import { ButtonLink, EmptyState, ErrorState, Page, PageHeader } from '../ui';

/** A screen that failed: the rest of the program stays usable. The cause never shows code or paths. */
export function RouteError() {
  const error = useRouteError();
  const isKnown = error instanceof Error && error.name === 'AppError';
  return (
    <Page header={<PageHeader title="Ansicht nicht verfügbar" />}>
      <ErrorState
        title="Diese Ansicht ist fehlgeschlagen"
        error={
          isKnown
            ? error
            : new Error(
                'Ihre gespeicherten Daten sind davon nicht betroffen. Bitte laden Sie die Ansicht neu.',
              )
        }
        onRetry={() => window.location.reload()}
        action={<ButtonLink to="/">Zur Startseite</ButtonLink>}
      />
    </Page>
  );
}

export function NotFound() {
  return (
    <Page header={<PageHeader title="Nicht gefunden" />}>
      <EmptyState
        icon={Compass}
        title="Unter dieser Adresse gibt es nichts."
        action={<ButtonLink to="/">Zur Startseite</ButtonLink>}
      >
        Der Eintrag wurde gelöscht, verschoben oder ist für Sie nicht freigegeben.
      </EmptyState>
    </Page>
  );
}

export function NoPermission({ title }: { title: string }) {
  return (
    <Page header={<PageHeader title={title} />}>
      <EmptyState
        icon={LockKeyhole}
        title="Ihre Rolle hat hier keinen Zugriff."
        action={<ButtonLink to="/">Zur Startseite</ButtonLink>}
      >
        Rollen vergibt die Administration zusammen mit Leitung oder Datenschutz.
      </EmptyState>
    </Page>
  );
}
