/**
 * German sentences for what a schema refuses without a sentence of its own. Set once for whoever imports the contract: the
 * vault process answers with them, the forms of the renderer show them.
 */
import { z } from 'zod';

/** The sentence for one issue; schemas with an own sentence never get here. */
function germanMessage(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined || issue.input === null ? 'Bitte ausfüllen.' : 'Ungültige Angabe.';
    case 'invalid_value':
      return 'Bitte einen der angebotenen Werte wählen.';
    case 'too_small':
      return issue.origin === 'string' ? 'Die Angabe ist zu kurz.' : `Mindestens ${String(issue.minimum)}.`;
    case 'too_big':
      return issue.origin === 'string'
        ? `Höchstens ${Number(issue.maximum).toLocaleString('de-DE')} Zeichen.`
        : `Höchstens ${Number(issue.maximum).toLocaleString('de-DE')}.`;
    default:
      return 'Ungültige Angabe.';
  }
}

z.config({ customError: germanMessage });
