/** Names in capital letters back into normal case: "VON DER HEIDE" → "von der Heide", "AL-KHATIB" → "Al-Khatib". */

/** Particles that are written small inside and at the start of family names. */
export const SMALL_PARTICLES: ReadonlySet<string> = new Set(
  'von vom zu zur zum van der den dem de del della di da dos do das du la le auf im in und ter ten te af av y und'.split(
    ' ',
  ),
);
/** Words that belong to the family name that follows them, written with a capital in lists. */
export const NAME_PREFIXES: ReadonlySet<string> = new Set(
  'abu ben bin ibn umm um ould oulad ait aït el al bou bint abd abdel abdul haj hadsch freiherr freifrau graf gräfin baron baronin ritter edler prinz prinzessin fürst st. sankt mac mc'.split(
    ' ',
  ),
);
/** Arabic article joined by a hyphen; small inside a name, capital at its start (kept if the list spells it small). */
const JOINED_ARTICLE = /^(al|el|ad|an|ar|as|asch|ash|at|az)$/;

export type NameRole = 'FAMILY' | 'GIVEN' | 'ALIAS';

/** True if the words are in capitals throughout, so that their real case is unknown. */
export function isShouted(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? [];
  return letters.length > 1 && text === text.toUpperCase() && text !== text.toLowerCase();
}

/** True if there are letters with case and none is a capital. */
export function isWhispered(text: string): boolean {
  return text === text.toLowerCase() && text !== text.toUpperCase();
}

function lower(text: string): string {
  // İ has no one-letter small form outside Turkish; where it occurs, I is the dotless letter.
  return (text.includes('İ') ? text.toLocaleLowerCase('tr') : text.toLowerCase()).normalize('NFC');
}

/** First letter large, the rest small; the first letter is taken from the original, so that İ stays İ. */
function capital(word: string): string {
  const [first = '', ...rest] = [...word];
  const text = first.toUpperCase() + lower(rest.join(''));
  if (/^Mc\p{L}{2,}$/u.test(text)) return `Mc${capital(text.slice(2))}`;
  return text.replace(
    /^([DLO]['’])(\p{L})/u,
    (_, start: string, letter: string) => start + letter.toUpperCase(),
  );
}

function hyphenated(word: string, startsName: boolean): string {
  const parts = word.split('-');
  return parts
    .map((part, at) => {
      const isArticle = parts.length > 1 && at < parts.length - 1 && JOINED_ARTICLE.test(lower(part));
      return isArticle && !(startsName && at === 0) ? lower(part) : capital(part);
    })
    .join('-');
}

function ownSpelling(word: string): string | null {
  // Numbers of a dynasty or generation and initials stay as they are.
  return /^(?:[IVX]{2,4}|\p{Lu}\.)$/u.test(word) ? word : null;
}

/**
 * Normal case of a name. Mixed case is left as it is; so is anything listed in `known` (capital form → spelling that the
 * same list uses elsewhere), which is how "AL-HAMWI" becomes the list's own "al-Hamwi".
 */
export function normalCase(text: string, role: NameRole, known?: ReadonlyMap<string, string>): string {
  if (!isShouted(text) && !isWhispered(text)) return text;
  const whole = known?.get(text.toUpperCase());
  if (whole !== undefined) return whole;
  return text
    .split(' ')
    .map((word, at) => {
      const small = lower(word);
      if (role !== 'GIVEN' && SMALL_PARTICLES.has(small)) {
        // A nickname "DER LANGE" begins with an article, a family name "VON DER HEIDE" with a particle.
        return role === 'ALIAS' && at === 0 && /^(?:der|die|das)$/.test(small) ? capital(small) : small;
      }
      return known?.get(word.toUpperCase()) ?? ownSpelling(word) ?? hyphenated(word, at === 0);
    })
    .join(' ');
}
