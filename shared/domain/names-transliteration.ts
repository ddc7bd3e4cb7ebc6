/**
 * Transliteration of names into Latin letters (decision 0005). German authorities follow the ISO norms (Art. 3 of the
 * convention on names in civil status registers): ISO 9:1995 for Cyrillic, ISO 843 for Greek, ISO 9984 for Georgian,
 * ISO 9985 for Armenian. Arabic and Hebrew names are written without most vowels, so a rule can only give the
 * consonants: frequent names come from a list. Every result is a proposal: "Umschrift prüfen".
 */

/** ISO 9:1995, plus the letters of Ukrainian, Belarusian, Serbian, Macedonian and frequent Caucasian/Turkic ones. */
const CYRILLIC =
  'аa бb вv гg ґg̀ дd ђđ ѓǵ еe ёë єê жž зz ѕẑ иi іì їï йj јǰ кk лl љl̂ мm нn њn̂ оo пp рr сs тt ћć ќḱ уu ўŭ фf хh цc чč џd̂ шš щŝ ъʺ ыy ьʹ эè юû яâ ѝì ғġ қḳ ңň өô ұu үù һḥ әa̋ ӣī ӯū ҷč ҳh ӏ’';
/** ISO 843:1997 in the type-2 (everyday) reading; the digraphs below come first. */
const GREEK =
  'αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr σs ςs τt υy φf χch ψps ωo άa έe ήi ίi όo ύy ώo ϊi ϋy ΐi ΰy';
const GREEK_PAIRS: readonly (readonly [RegExp, string])[] = [
  [/ου|ού/gu, 'ou'],
  [/Ου|Ού|ΟΥ/gu, 'Ou'],
  [/(?<=^|[\s-])μπ/gu, 'b'],
  [/(?<=^|[\s-])Μπ/gu, 'B'],
  [/γγ/gu, 'ng'],
  [/(?<=^|[\s-])Ντ/gu, 'D'],
  [/αυ|αύ/gu, 'av'],
  [/ευ|εύ/gu, 'ev'],
  [/Ευ|Εύ/gu, 'Ev'],
];
const GEORGIAN =
  'აa ბb გg დd ეe ვv ზz თt იi კk ლl მm ნn ოo პp ჟž რr სs ტt უu ფp ქk ღġ ყq შš ჩč ცc ძj წc ჭč ხx ჯǰ ჰh';
const ARMENIAN =
  'աa բb գg դd եe զz էē ըë թt ժž իi լl խx ծc կk հh ձj ղġ ճč մm յy նn շš ոo չč պp ջǰ ռṙ սs վv տt րr ցc ւw փp քk օò ֆf';
/** ISO 259 / ISO 233 reduced to letters that stand alone; both leave vowels to the reviewer. */
const HEBREW = 'אa בb גg דd הh וv זz חh טt יj כk ךk לl מm םm נn ןn סs עa פp ףf צz ץz קk רr שsch תt';
const ARABIC =
  'اa أa إi آa ٱa بb تt ثth جdsch حh خch دd ذdh رr زz سs شsch صs ضd طt ظz عa غgh فf قq كk لl مm نn هh ةa وu ؤu يi ىa ئi ءʾ پp چtsch ژj گg کk یi ڤv';

/** Frequent names and name parts in the spelling that German authorities meet most; keys without vowel signs. */
const ARABIC_NAMES =
  'محمد=Muhammad أحمد=Ahmad احمد=Ahmad علي=Ali على=Ali حسن=Hasan حسين=Husain عمر=Omar عثمان=Osman خالد=Khaled يوسف=Yusuf إبراهيم=Ibrahim ابراهيم=Ibrahim مصطفى=Mustafa محمود=Mahmud عبد=Abd الله=Allah عبدالله=Abdallah الرحمن=ar-Rahman عبدالرحمن=Abdarrahman أبو=Abu ابو=Abu أم=Umm بن=Ben ابن=Ibn سعيد=Said كريم=Karim طارق=Tariq سليمان=Sulaiman موسى=Musa عيسى=Isa جمال=Jamal كمال=Kamal ياسين=Yasin بلال=Bilal حمزة=Hamza زيد=Zaid رشيد=Raschid فاطمة=Fatima عائشة=Aischa مريم=Maryam زينب=Zainab خديجة=Khadija ليلى=Laila نور=Nur سمير=Samir نبيل=Nabil وليد=Walid ماجد=Majid حداد=Haddad الحداد=al-Haddad الخطيب=al-Khatib المصري=al-Masri العلي=al-Ali الأحمد=al-Ahmad الحسن=al-Hasan الحموي=al-Hamwi السيد=as-Sayyid منصور=Mansur ناصر=Nasir صالح=Salih عباس=Abbas جعفر=Jafar رضا=Rida مهدي=Mahdi';

function table(text: string): ReadonlyMap<string, string> {
  return new Map(text.split(' ').map((pair) => [[...pair][0] ?? '', [...pair].slice(1).join('')] as const));
}

const LETTERS = new Map(
  [CYRILLIC, GREEK, GEORGIAN, ARMENIAN, HEBREW, ARABIC].flatMap((text) => [...table(text)]),
);
const NAMES = new Map(
  ARABIC_NAMES.split(' ').map((pair) => {
    const [arabic = '', latin = ''] = pair.split('=');
    return [arabic, latin] as const;
  }),
);
const ARTICLE = 'ال';

/** True if the text has a letter that is not Latin. */
export function hasOtherScript(text: string): boolean {
  return /(?!\p{Script=Latin})\p{L}/u.test(text.replace(/[\p{Lm}ªº]/gu, ''));
}

const SCRIPT_NAMES: readonly (readonly [RegExp, string])[] = [
  [/\p{Script=Cyrillic}/u, 'kyrillisch'],
  [/\p{Script=Greek}/u, 'griechisch'],
  [/\p{Script=Arabic}/u, 'arabisch'],
  [/\p{Script=Hebrew}/u, 'hebräisch'],
  [/\p{Script=Georgian}/u, 'georgisch'],
  [/\p{Script=Armenian}/u, 'armenisch'],
  [/\p{Script=Ethiopic}/u, 'äthiopisch'],
  [/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u, 'ostasiatisch'],
];

/** In which script a name is written besides Latin, in words; empty where there is none or no word for it. */
export function scriptName(text: string): string {
  return SCRIPT_NAMES.filter(([script]) => script.test(text))
    .map(([, name]) => name)
    .join(', ');
}

/** True if one word mixes Latin letters with those of another script: often a look-alike letter. */
export function mixesScripts(text: string): boolean {
  return text.split(/[\s,/()-]+/u).some((word) => /\p{Script=Latin}/u.test(word) && hasOtherScript(word));
}

function capitalized(text: string): string {
  const [first = '', ...rest] = [...text];
  return first.toUpperCase() + rest.join('');
}

function arabicWord(word: string): string {
  // Vowel signs and the stretching sign carry no letter of their own here.
  const bare = word.replace(/[\u064B-\u065F\u0670\u0640]/gu, '');
  const known = NAMES.get(bare);
  if (known !== undefined) return known;
  const stem = bare.startsWith(ARTICLE) && bare.length > 3 ? bare.slice(2) : bare;
  const latin = capitalized(NAMES.get(stem) ?? [...stem].map((char) => LETTERS.get(char) ?? char).join(''));
  return stem === bare ? latin : `al-${latin}`;
}

function letterByLetter(word: string): string {
  const prepared = GREEK_PAIRS.reduce((text, [pattern, latin]) => text.replace(pattern, latin), word);
  const shouting = word.length > 1 && word === word.toUpperCase() && word !== word.toLowerCase();
  const chars = [...prepared].map((char) => {
    const lower = char.toLowerCase();
    const latin = LETTERS.get(lower);
    if (latin === undefined) return char;
    if (char === lower) return latin;
    return shouting ? latin.toUpperCase() : capitalized(latin);
  });
  const joined = chars.join('');
  // Georgian and Hebrew have no capitals; a name in Latin letters has.
  return /[\p{Script=Georgian}\p{Script=Hebrew}]/u.test(word) ? capitalized(joined) : joined;
}

/**
 * Proposes the Latin form of a name. `complete` is false if letters remain for which there is no rule (the caller then
 * asks for the name). Latin parts stay untouched. Result is NFC.
 */
export function transliterate(text: string): { readonly text: string; readonly complete: boolean } {
  const latin = text
    .normalize('NFC')
    .replace(/،/gu, ',')
    .split(/([\s,;/()-]+)/u)
    .map((word) => (/\p{Script=Arabic}/u.test(word) ? arabicWord(word) : letterByLetter(word)))
    .join('')
    .normalize('NFC');
  return { text: latin, complete: !hasOtherScript(latin) };
}
