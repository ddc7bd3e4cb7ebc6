/**
 * How a written name sounds, over the spellings of German, Turkish, Arabic, Kurdish, Persian, Slavic and Greek names, and how far
 * two such sounds are apart. One letter of a sound is what one reader hears; letters that are read differently from
 * language to language (c, j, ch, x, z) keep a letter of their own, near to everything they can mean. The rules are those of docs/suche.md.
 */

/** Spelling → sound, the longest first. Capitals: C ts, D dh, G gh/ğ, H ch/kh, J dsch, S sch, T tsch, Z zh, A ä, O ö, U ü, X x/ks/chs. */
const SPELLINGS: readonly (readonly [string, string])[] = (
  'schtsch=ST shtsh=ST szcz=ST shch=ST ŝ=ST šč=ST tzsch=T zsch=T tsch=T tch=T dsch=J dzh=J dsh=J sci=Si sce=Se sch=S sh=S š=S ş=S ș=S ś=S sz=S ' +
  'tš=T ţ=x ț=x cz=T č=T ć=T ç=T dž=J dż=J dź=J dj=J gj=J xh=J đ=J zh=Z ž=Z ż=Z ź=Z ' +
  'ch=H kh=H ck=k gh=G ğ=G zs=Z tz=x ts=x dz=x ds=x chs=X cks=X ks=X x=X ph=f pf=f th=t dt=t dh=D rh=r ae=A oe=O ue=U ä=A ö=O ü=U æ=A œ=O ø=O ə=A å=a ' +
  'ai=ai ay=ai aj=ai ei=ai ey=ai ej=ai ou=u oo=u ee=i ie=i iy=i ij=i yj=i yy=i ıy=i qu=kv ß=s þ=t ð=d ł=l ı=i q=k'
)
  .split(' ')
  .map((pair) => pair.split('=') as [string, string]);
const LONGEST = 7;
const SOUND_OF = new Map(SPELLINGS);

const VOWELS = 'aeiouAOU';
const isVowel = (sound: string | undefined): boolean => sound !== undefined && VOWELS.includes(sound);
const WITHOUT_MARKS = /\p{M}/gu;

/** „Abd“ with the article of the next word, whatever its vowel and its sun letter: Abdul-, Abdel-, Abdurr-, Abd ar-R-. */
const ABD = /^abd(?:[aeiou]{0,2}l|[aeiou]{1,2}(?=(\p{L})\1)|[aeiou]{1,2}(\p{L})(?=\2))(?=\p{L}{3})/u;
const ABD_ALONE = /^abd[aeiou]{1,2}[lr]?$/u;
/** „ad-Din“ at the end: -eddin, -uddin, -ettin, -aldin, -eddine. */
const DIN = /(?<=^\p{L}{3,})(?:[aeiou]{1,2}(?:l|d|t)?|l)?[dt](?:i|ee)n(?:e)?$/u;

/** Sound of one word in small letters with their signs. A word without letters has none. */
export function soundOf(word: string): string {
  const text = word
    .normalize('NFC')
    .replace(/^c(?=abd)/u, '')
    .replace(ABD_ALONE, 'abd')
    .replace(ABD, 'abd')
    .replace(/^abdd?(?=\p{L}{3})/u, 'abd')
    .replace(DIN, 'din')
    .replace(/^ou(?=[aei])/u, 'w');
  let sound = '';
  let at = 0;
  while (at < text.length) {
    let found = '';
    for (let length = Math.min(LONGEST, text.length - at); length > 0; length -= 1) {
      const spelling = text.slice(at, at + length);
      const known = SOUND_OF.get(spelling);
      if (known === undefined) continue;
      found = known;
      at += length;
      break;
    }
    if (found === '') {
      found = plain(text[at] ?? '');
      at += 1;
    }
    for (const letter of found) if (!sound.endsWith(letter)) sound += letter;
  }
  return vowelY(sound);
}

function plain(letter: string): string {
  const base = letter.normalize('NFD').replace(WITHOUT_MARKS, '');
  if (base === 'c') return 'c';
  return /^[a-z]$/.test(base) ? base : '';
}

/** y between consonants and at the end is a vowel. */
function vowelY(sound: string): string {
  return sound.replace(/y(?![aeouAOU])/g, (_, at: number) => (at === 0 ? 'y' : 'i')).replace(/ii+/g, 'i');
}

const LETTERS = 'abcdefghijklmnoprstuvwxyzACDGHJOSTUXZ';
const CODE = new Map([...LETTERS].map((letter, at) => [letter, at] as const));
const SIZE = LETTERS.length;
const TYPO = 1;
const TRANSPOSED = 0.7;

/** How far apart two sounds are; what is not named costs a whole typing error. */
const NEAR =
  'ae20 ai30 ao30 au30 ei20 eo30 eu35 io35 iu30 ou12 aA10 eA10 iA25 oO10 uO20 eO20 uU10 iU15 oU20 eU25 OU15 AO25 AU30 ' +
  'aO25 aU30 oA30 uA30 iO25 bp30 dt25 gk30 fv20 fw30 vw10 bv35 bw45 pf50 uw20 ow30 uv40 sz15 sS25 sc35 sx30 zx15 zS35 zZ25 zJ40 zT45 ' +
  'cx12 cT15 ck20 cS30 cJ20 cz30 xT25 xS35 ST30 SZ25 SJ35 TJ25 ZJ20 jZ20 jJ15 jy5 ji12 yi10 ye40 je40 jg35 gJ30 dJ22 iJ35 yJ35 tT40 dD5 zD15 tD20 sD35 ' +
  'gG15 kG25 hG35 yG30 iG40 GH30 hH12 kH22 TH30 SH25 cH25 gH40 mn50 hk60 gh30 lr80 jS35 sT35 zt80 Zr60 dz50 bm80 nl90 xJ25 ZH40 XH8 Xh12 Xk40 Xs40 Xz45 Xx40 XS25 XZ30 XT35 XJ40 XG30 Xj35';

const COSTS = new Float32Array(SIZE * SIZE).fill(TYPO);
for (let at = 0; at < SIZE; at += 1) COSTS[at * SIZE + at] = 0;
for (const [, a = '', b = '', cost] of NEAR.matchAll(/(\w)(\w)(\d+)/g)) {
  const from = CODE.get(a);
  const to = CODE.get(b);
  if (from === undefined || to === undefined) continue;
  COSTS[from * SIZE + to] = Number(cost) / 100;
  COSTS[to * SIZE + from] = Number(cost) / 100;
}
/** What a letter costs that one of the two does not have; vowels are written or not, h and y come and go. */
const ALONE = Float32Array.from(LETTERS, (letter) => {
  if (isVowel(letter)) return 0.35;
  if ('hyjG'.includes(letter)) return 0.25;
  // Somali writes ʿAyn, which others leave out, as c (Cali – Ali).
  if (letter === 'c') return 0.6;
  return letter === 'w' ? 0.5 : 0.85;
});
/** Scripts without vowels: they cost nothing, and w and y may stand for one. */
const ALONE_ABJAD = Float32Array.from(LETTERS, (letter) =>
  isVowel(letter) ? 0.04 : 'hyjGwv'.includes(letter) ? 0.2 : 0.85,
);

const FIRM = Uint8Array.from(LETTERS, (letter) => (isVowel(letter) ? 0 : 1));

export function soundCodes(sound: string): Uint8Array {
  return Uint8Array.from(sound, (letter) => CODE.get(letter) ?? 0);
}

/** How many sounds are no vowels: all that a script without vowels has to be compared by. */
export function firmLength(codes: Uint8Array): number {
  let count = 0;
  for (const code of codes) count += at(FIRM, code);
  return count;
}

export interface SoundDistance {
  readonly cost: number;
  /** The same, without what follows in the second one: the first may be its beginning. */
  readonly prefix: number;
}

const WIDTH = 64;
const rows = [new Float32Array(WIDTH), new Float32Array(WIDTH), new Float32Array(WIDTH)] as const;

/** Weighted edit distance (with transposition); `limit`: stops early once every way costs more. */
export function soundDistance(
  a: Uint8Array,
  b: Uint8Array,
  { abjad = false, limit = Number.POSITIVE_INFINITY } = {},
): SoundDistance {
  const alone = abjad ? ALONE_ABJAD : ALONE;
  const width = Math.min(b.length, WIDTH - 1);
  let [before, previous, current] = rows as [Float32Array, Float32Array, Float32Array];
  previous[0] = 0;
  for (let j = 1; j <= width; j += 1) previous[j] = at(previous, j - 1) + at(alone, at(b, j - 1));
  const height = Math.min(a.length, WIDTH - 1);
  for (let i = 1; i <= height; i += 1) {
    const x = at(a, i - 1);
    current[0] = at(previous, 0) + at(alone, x);
    let least = current[0];
    for (let j = 1; j <= width; j += 1) {
      const y = at(b, j - 1);
      let cost = at(previous, j - 1) + at(COSTS, x * SIZE + y);
      cost = Math.min(cost, at(previous, j) + at(alone, x), at(current, j - 1) + at(alone, y));
      if (i > 1 && j > 1 && x === at(b, j - 2) && at(a, i - 2) === y && x !== y)
        cost = Math.min(cost, at(before, j - 2) + TRANSPOSED);
      current[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > limit) return { cost: least, prefix: least };
    [before, previous, current] = [previous, current, before];
  }
  let prefix = Number.POSITIVE_INFINITY;
  for (let j = 0; j <= width; j += 1) prefix = Math.min(prefix, at(previous, j));
  return { cost: at(previous, width), prefix };
}

const at = (list: Float32Array | Uint8Array, index: number): number => list[index] ?? 0;

/** Classes of consonants that one may be heard or written for the other; several where the reading is open. */
const CLASSES: Readonly<Record<string, readonly string[]>> = {
  p: ['P'],
  b: ['P'],
  t: ['T'],
  d: ['T'],
  D: ['T', 'S'],
  k: ['K'],
  g: ['K'],
  G: ['', 'K'],
  f: ['F'],
  v: ['F'],
  w: ['F'],
  s: ['S'],
  z: ['S'],
  x: ['S'],
  S: ['S'],
  Z: ['S'],
  T: ['S'],
  J: ['S', 'T'],
  c: ['S', 'K', ''],
  H: ['', 'K', 'S'],
  X: ['KS', '', 'S', 'K'],
  j: ['', 'S'],
  l: ['L'],
  r: ['R'],
  m: ['M'],
  n: ['N'],
};
const MOST_READINGS = 8;

/** Consonant frames of a sound: `A` stands for a beginning without a firm consonant. Up to eight readings. */
export function skeletonsOf(sound: string): readonly string[] {
  let readings = [''];
  for (const [index, letter] of [...sound].entries()) {
    const classes = CLASSES[letter] ?? [''];
    const heard = classes.map((name) => (name === '' && index === 0 ? 'A' : name));
    const kept = readings.length * heard.length > MOST_READINGS ? heard.slice(0, 1) : heard;
    // „Schmitdt“: neighbours of one class are one; over a vowel they stay two.
    const touches = index > 0 && CLASSES[sound[index - 1] ?? ''] !== undefined;
    readings = readings.flatMap((reading) =>
      kept.map((name) => (touches && name !== '' && reading.endsWith(name) ? reading : reading + name)),
    );
  }
  return [...new Set(readings)];
}
