/** Turns whatever was thrown into an error that may cross the boundary; unknown ones lose their text on purpose. */
import { z } from 'zod';
import { AppError } from './errors';

const DISK_FULL =
  'Der Datenträger ist voll. Die Änderung wurde nicht gespeichert, der Tresor ist unverändert. Bitte Platz schaffen und erneut speichern.';
const DAMAGED =
  'Der Tresor ist beschädigt. Bitte nicht weiterarbeiten, die Anwendung schließen und eine Sicherung einspielen (Handbuch, Kapitel „Sicherung“).';
const INTERNAL =
  'Ein unerwarteter Fehler ist aufgetreten; die Änderung wurde nicht gespeichert. Bitte erneut versuchen. Bleibt der Fehler, hilft die Administration.';

export function classify(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const code = sqliteCode(error);
  if (code?.startsWith('SQLITE_FULL') || code?.startsWith('SQLITE_IOERR'))
    return new AppError('DISK_FULL', DISK_FULL);
  if (code?.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB')
    return new AppError('VAULT_DAMAGED', DAMAGED);
  if (code?.startsWith('SQLITE_CONSTRAINT')) {
    return new AppError(
      'RULE_VIOLATED',
      'Die Datenbank hat die Änderung zurückgewiesen, weil sie einer Regel des Verfahrens widerspricht.',
    );
  }
  if (error instanceof z.ZodError) {
    return new AppError(
      'INTERNAL',
      `${INTERNAL} (Ausgabeprüfung: ${error.issues.map((issue) => issue.path.join('.')).join(', ')})`,
    );
  }
  // The text of an unknown error may carry case data; its class may not.
  return new AppError('INTERNAL', `${INTERNAL} (${error instanceof Error ? error.name : 'unbekannt'})`);
}

function sqliteCode(error: unknown): string | null {
  if (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    error.code.startsWith('SQLITE_')
  ) {
    return error.code;
  }
  return null;
}
