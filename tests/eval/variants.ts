/**
 * Other spellings of a name by the rules of docs/suche.md, written here a second time as plain replacements: this table never
 * asks the search what it takes for the same.
 */

/** Whole words that are one name. */
const SAME_NAME: readonly string[] = [
  'Mohammed Mohamed Muhammad Mohammad Mohamad Muhammed Muhamed Muhammet',
  'Ahmed Ahmad Achmed Ahmet',
  'Hassan Hasan',
  'Hussein Hussain Husain Hossein Hüseyin Huseyin',
  'Khaled Khalid Chaled Halid',
  'Youssef Yusuf Yousef Youssuf Jussuf',
  'Ibrahim İbrahim Ebrahim Brahim',
  'Mustafa Mostafa Moustapha',
  'Mahmoud Mahmud Mahmut',
  'Abdulrahman Abdelrahman Abderrahman Abdurrahman',
  'Abdullah Abdallah',
  'Omar Umar Ömer Omer',
  'Osman Othman',
  'Rashid Rachid Raschid',
  'Jamal Djamal Gamal Cemal',
  'Tariq Tarek Tarik',
  'Sulaiman Soleiman Süleyman Slimane',
  'Walid Oualid Welid',
  'Sergej Sergei Sergey Serhij',
  'Wladimir Vladimir Volodymyr',
  'Dmitrij Dmitri Dimitri Dmytro',
  'Jurij Juri Yuri',
  'Alexander Aleksandar Alexandar',
  'Alexej Aleksej Alexei',
  'Jewgenij Evgeni',
  'Georgios Giorgos Jorgos',
  'Şivan Schwan Shivan',
  'Meyer Meier Maier Mayer',
  'Schmidt Schmitt Schmid',
  'Hoffmann Hofmann Hoffman',
  'Schulz Schulze Schultz',
  'Stefan Stephan Steffen',
  'Christian Kristian',
  'Markus Marcus',
  'Thorsten Torsten',
  'Matthias Mathias',
  'Philipp Philip Filip',
  'Hosseini Husseini Hoseini',
  'Rezaei Rezai Rezaie',
  'Heydari Haidari',
];

/** Replacements inside of a word, used where they apply. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/ä/gu, 'ae'],
  [/ö/gu, 'oe'],
  [/ü/gu, 'ue'],
  [/ä/gu, 'a'],
  [/ö/gu, 'o'],
  [/ü/gu, 'u'],
  [/ß/gu, 'ss'],
  [/ş/gu, 's'],
  [/ş/gu, 'sch'],
  [/ç/gu, 'c'],
  [/ç/gu, 'tsch'],
  [/ğ/gu, 'g'],
  [/ı/gu, 'i'],
  [/[čć]/gu, 'c'],
  [/ić$/gu, 'itsch'],
  [/š/gu, 'sch'],
  [/ž/gu, 'z'],
  [/đ/gu, 'dj'],
  [/ł/gu, 'l'],
  [/[êé]/gu, 'e'],
  [/î/gu, 'i'],
  [/ow$/gu, 'ov'],
  [/ov$/gu, 'ow'],
  [/owa$/gu, 'ova'],
  [/tsch/gu, 'ch'],
  [/sch/gu, 'sh'],
  [/sh/gu, 'sch'],
  [/kh/gu, 'ch'],
  [/ou/gu, 'u'],
  [/gh/gu, 'g'],
  [/q/gu, 'k'],
  [/^al-/gu, 'el '],
  [/^el-/gu, 'al-'],
  [/^al-/gu, 'al'],
  [/-/gu, ' '],
  [/-/gu, ''],
  [/th/gu, 't'],
  [/ck$/gu, 'k'],
  [/mann$/gu, 'man'],
  [/ei/gu, 'ey'],
  [/ff/gu, 'f'],
  [/ll/gu, 'l'],
  [/ss/gu, 's'],
  [/i$/gu, 'y'],
  [/ski$/gu, 'sky'],
  [/dt$/gu, 'tt'],
];

const NAMES = new Map(
  SAME_NAME.flatMap((line) => {
    const all = line.split(' ');
    return all.map((name) => [name, all.filter((other) => other !== name)] as const);
  }),
);

/** One word in another spelling, or itself where no rule applies. */
export function otherSpelling(word: string, next: () => number): string {
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(next() * list.length)];
  const same = NAMES.get(word);
  if (same) return pick(same) ?? word;
  const small = word.replaceAll('İ', 'i').toLowerCase();
  const variants = SPELLINGS.map(([from, to]) => small.replace(from, to)).filter((made) => made !== small);
  const made = pick(variants) ?? small;
  return made.replace(/(?<=^|[ -])\p{L}/gu, (letter) => letter.toUpperCase());
}
