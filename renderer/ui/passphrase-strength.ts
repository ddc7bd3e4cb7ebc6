/**
 * A plain estimate of how hard a passphrase is to guess, for the meter while typing. It guides; what is enforced is the
 * minimum length in the contract. No dictionary: words that a list would hold are only seen as repeats and runs.
 */

export const PASSPHRASE_MIN_LENGTH = 14;

export interface PassphraseStrength {
  /** 0 nothing typed · 1 too short or trivial · 2 weak · 3 good · 4 strong. */
  level: 0 | 1 | 2 | 3 | 4;
  label: string;
  /** What would help most, as a German sentence; empty if nothing is needed. */
  hint: string;
}

const RUNS = [
  'abcdefghijklmnopqrstuvwxyz',
  'qwertzuiopasdfghjklyxcvbnm',
  '01234567890123456789',
  '9876543210',
];

/** Characters that add something: repeats and runs of three or more count once. */
function effectiveLength(text: string): number {
  const lower = text.toLowerCase();
  let count = 0;
  for (let at = 0; at < lower.length; at += 1) {
    const three = lower.slice(at - 2, at + 1);
    const isRepeat = at >= 2 && lower[at] === lower[at - 1] && lower[at] === lower[at - 2];
    const isRun = at >= 2 && RUNS.some((run) => run.includes(three));
    const isEcho = at >= 5 && lower.slice(0, at - 2).includes(three);
    count += isRepeat || isRun || isEcho ? 0.15 : 1;
  }
  return count;
}

/** `words`: login and names of the user, which must not make up the passphrase. */
export function passphraseStrength(text: string, words: readonly string[] = []): PassphraseStrength {
  if (text.length === 0)
    return {
      level: 0,
      label: '',
      hint: `Mindestens ${PASSPHRASE_MIN_LENGTH} Zeichen, am besten vier bis fünf zufällige Wörter.`,
    };
  if (text.length < PASSPHRASE_MIN_LENGTH) {
    const missing = PASSPHRASE_MIN_LENGTH - text.length;
    return {
      level: 1,
      label: 'zu kurz',
      hint:
        missing === 1 ? 'Noch ein Zeichen.' : `Noch ${missing} Zeichen. Ein weiteres Wort hilft am meisten.`,
    };
  }
  const lower = text.toLowerCase();
  const known = words
    .map((word) => word.trim().toLowerCase())
    .find((word) => word.length >= 4 && lower.includes(word));
  const stripped = known ? lower.replaceAll(known, '') : text;
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u].filter((kind) => kind.test(text)).length;
  const score = effectiveLength(stripped) + (kinds - 1) * 1.5;
  if (score < 13)
    return {
      level: 1,
      label: 'leicht zu erraten',
      hint: known
        ? 'Enthält den eigenen Namen. Bitte andere Wörter wählen.'
        : 'Wiederholungen und Tastaturfolgen zählen kaum. Bitte andere Wörter wählen.',
    };
  if (score < 17)
    return {
      level: 2,
      label: 'ausreichend',
      hint: 'Ein weiteres zufälliges Wort macht sie deutlich stärker.',
    };
  if (score < 24) return { level: 3, label: 'gut', hint: '' };
  return { level: 4, label: 'stark', hint: '' };
}
