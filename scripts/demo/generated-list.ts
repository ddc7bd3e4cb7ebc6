/**
 * An invented Bestandsliste as offices really keep them, for the demonstration: title lines above the header, dates in
 * many forms, aliases inside the name cell, an empty line, a totals line, the same person twice. Windows-1252, `;`.
 * The same list every time: places and dates come from fixed sequences, not from chance.
 */

const FAMILY = [
  'Brinkhoff',
  'Schürholz',
  'Öztekin',
  'Nowakowski',
  'Terbrüggen',
  'Achterberg',
  'Demirkol',
  'Kleinsorge',
  'Wördehoff',
  'Galinski',
  'Haßelmann',
  'Ruhrmeister',
  'Çaliskan',
  'Vosskuhle',
  'Tönnishoff',
  'Marquardsen',
  'El Mansour',
  'von der Lippe',
  'Jovanović',
  'Kaltenborn',
];
const GIVEN = [
  'Thorben',
  'Marlon',
  'Selim',
  'Pawel',
  'Gereon',
  'Nadine',
  'Emre',
  'Falk',
  'Silvio',
  'Ricarda',
  'Holger',
  'Yusuf',
  'Kerstin',
  'Enrico',
];
const PLACES = [
  'Dortmund',
  'Essen',
  'Köln',
  'Wuppertal',
  'Bielefeld',
  'Hagen',
  'Münster',
  'Gelsenkirchen',
  'Bochum',
];
const STREETS = [
  'Zechenring',
  'Am Alten Bahndamm',
  'Feldmarkstraße',
  'Kohlenstraße',
  'Hüttenweg',
  'Lindenallee',
];
const AREAS = ['rechts', 'PMK-R', 'links', 'ausl. Ideologie', 'rel. Ideologie', 'PMK-RI', 'so. Zuordnung'];
const NATIONS = [
  'deutsch',
  'D',
  'deutsch/türk.',
  'türk.',
  'poln.',
  'serb.',
  'syr.',
  'staatenlos',
  'ungeklärt',
];
const OFFICERS = ['KHKin Wendler', 'KOK Brandt', '', 'KHK Lohmeyer'];
const REMARKS = [
  '',
  'WBK entzogen 2024',
  'Meldeauflage mo+do',
  'siehe Sachakte; Bd. 2',
  'neue Anschrift?\nprüfen',
  '',
];
const CUSTODY = ['', '', 'U-Haft seit 03/2026', 'Strafhaft, TE 30.06.2028', '', 'bis 17.08.2027'];
const ALIASES = ['', '', ' alias: Eisen', ' gen. Doc', ' - Kalle -', '', ' alias: Abu Rami'];

const pick = <T>(items: readonly T[], index: number): T => items[index % items.length] as T;
const two = (value: number) => String(value).padStart(2, '0');

function birth(index: number): string {
  const year = 1958 + ((index * 7) % 46);
  const [day, month] = [1 + ((index * 11) % 28), 1 + ((index * 5) % 12)];
  switch (index % 7) {
    case 0:
      return `${day}.${month}.${two(year % 100)}`;
    case 1:
      return `${two(month)}/${year}`;
    case 2:
      return String(year);
    case 3:
      return `00.00.${year}`;
    case 4:
      return `ca. ${year}`;
    default:
      return `${two(day)}.${two(month)}.${year}`;
  }
}

function nameCell(index: number): string {
  const name = `${pick(FAMILY, index)}, ${pick(GIVEN, index * 3 + Math.floor(index / FAMILY.length))}${pick(ALIASES, index)}`;
  return index % 9 === 5 ? name.toUpperCase() : name;
}

function cells(index: number): string[] {
  const classified = `${two(1 + (index % 28))}.${two(1 + (index % 12))}.${2014 + (index % 12)}`;
  const preacher = index % 11 === 5;
  return [
    nameCell(index),
    birth(index),
    pick(PLACES, index * 2),
    pick(NATIONS, index),
    index % 13 === 7
      ? 'o.f.W.'
      : `${pick(STREETS, index)} ${1 + ((index * 17) % 120)}, ${44000 + index * 37} ${pick(PLACES, index)}`,
    preacher ? 'rel. Ideologie' : pick(AREAS, index),
    preacher ? 'Prediger' : '',
    preacher && index > 10 ? '15.03.2025' : classified,
    pick(OFFICERS, index),
    pick(CUSTODY, index),
    pick(REMARKS, index),
  ];
}

const HEADER = [
  'lfd. Nr.',
  'Name, Vorname',
  'geb.',
  'in',
  'Staatsang.',
  'wohnhaft',
  'Phänomenbereich',
  'Personenkreis',
  'eingestuft am',
  'SB',
  'Haft',
  'Bemerkung',
];
const PEOPLE = 44;

/** The bytes of the list. One person stands in it twice in another spelling, one name twice with another birth date. */
export function generatedList(): { name: string; bytes: Uint8Array } {
  const rows = Array.from({ length: PEOPLE }, (_, index) => cells(index));
  const again = [...(rows[1] ?? [])];
  again[0] = (again[0] ?? '').replace('ü', 'ue');
  const namesake = [...(rows[6] ?? [])];
  namesake[1] = '14.04.1999';
  const numbered = [...rows.slice(0, 20), null, ...rows.slice(20), again, namesake].map((row, index) =>
    row ? [String(index + 1), ...row] : HEADER.map(() => ''),
  );
  const lines = [
    ['Bestandsliste Intensivtäter PMK - ERFUNDENE DATEN'],
    ['Stand: 01.11.2026'],
    HEADER,
    ...numbered,
    ['', `Summe: ${PEOPLE + 2}`],
  ];
  return {
    name: 'bestandsliste.csv',
    bytes: windows1252(lines.map((row) => row.map(quoted).join(';')).join('\r\n')),
  };
}

function quoted(cell: string): string {
  return /[";\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** Letters that the code page lacks become their base letter, as Excel saves them. */
function windows1252(text: string): Uint8Array {
  const bytes = [...text].map((char) => {
    const code = char.codePointAt(0) ?? 0;
    if (code < 0x100) return code;
    return (char.normalize('NFD').codePointAt(0) ?? 0x3f) & 0xff;
  });
  return Uint8Array.from(bytes);
}
