/** Words of a name in any script as Latin search words (decision 0032). For searching only: what is shown stays as it was written. */
import anyAscii from 'any-ascii';
import { transliterate } from '#shared/domain/names-transliteration';
import { ABJAD, splitWords } from '#shared/domain/names-words';

const OTHER_SCRIPT = /(?!\p{Script=Latin})\p{L}/u;
const ABJAD_SCRIPT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}]/u;
/** Alif and Ayn carry a vowel; the table of the package leaves them out. Vowel signs and the stretching sign say nothing new. */
const ARABIC_VOWELS = /[اأإآٱعى]/gu;
const ARABIC_SIGNS = /[\u064B-\u065F\u0670\u0640\u200c]/gu;
const ARABIC_ARTICLE = /^ال(?=.{2})/u;

/** Words to search by, those of a script without vowels marked. Never throws. */
export function latinWords(text: string): string[] {
  if (!OTHER_SCRIPT.test(text)) return splitWords(text).filter(hasLetter);
  return text
    .normalize('NFC')
    .split(/[\s,;/()،-]+/u)
    .flatMap(latinOf)
    .filter(hasLetter);
}

const hasLetter = (word: string): boolean => /\p{L}/u.test(word);

function latinOf(word: string): string[] {
  if (!OTHER_SCRIPT.test(word)) return splitWords(word);
  if (ABJAD_SCRIPT.test(word)) {
    const bare = word.replace(ARABIC_SIGNS, '');
    const stem = bare.replace(ARABIC_ARTICLE, '');
    const letters = anyAscii(stem.replace(ARABIC_VOWELS, 'a'))
      .toLowerCase()
      .replace(/[^a-z]/g, '');
    return [...(stem === bare ? [] : ['al']), ABJAD + letters];
  }
  // Greek has pairs of letters that one letter alone does not tell.
  const latin = /\p{Script=Greek}/u.test(word) ? transliterate(word).text : anyAscii(word);
  return splitWords(anyAscii(latin));
}
