/** Lists of invented people as offices keep them: a small dirty one with known contents, and a long generated one. */

/** Windows-1252 of a text that has only characters of it. */
export function windows1252(text: string): Uint8Array {
  return Uint8Array.from([...text], (char) => {
    const code = char.codePointAt(0) ?? 0;
    if (code > 0xff) throw new Error(`not in Windows-1252: ${char}`);
    return code;
  });
}

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

export const HEADER =
  'lfd. Nr.;Name, Vorname;geb.;in;Staatsang.;wohnhaft;Phänomenbereich;Personenkreis;eingestuft am;SB;Haft;Bemerkung';

/**
 * What the tests expect of it, counted by hand: rows 4–15 and 17 are people (13 rows; row 16 is empty, row 18 the total);
 * row 15 is row 4 in another spelling, row 17 is row 6 again; row 8 has the name of row 7 with another birth date.
 */
export const DIRTY_LIST = [
  'Bestandsliste Intensivtäter PMK – ERFUNDEN;;;;;;;;;;;'.replace('–', '-'),
  'Stand: 01.10.2026;;;;;;;;;;;',
  HEADER,
  '1;Zöllmann, René;18.08.1996;Aachen;deutsch;Zechenweg 16 b, 44056 Köln;rechts;;23.09.2022;KHKin Wendler;;Meldeauflage mo+do',
  '2;ABU DAHER, MOHAMED GEN. HATSCHI / MOHAMED ABU DAHER;9.3.95;Bonn;türk.;o.f.W.;PMK-RI;;13.04.2021;KOK Wendler;Strafhaft, TE 30.06.2027;',
  '3;Kiliç, Hüseyin;00.00.1987;Münster;deutsch/türk.;Königsallee 137 b, 43795 Duisburg;ausl. Ideologie;;2016;;;',
  '4;Schäfer, Anke;10.09.1959;Aachen;deutsch;unbekannt verzogen;links;;ca. 2015;KOK Brandt;;',
  '5;Schäfer, Anke;11.02.1988;Hagen;D;Am Fließ 58 b, 46394 Köln;links;;08/2014;Brandt;;',
  '6;Thießen, Kai-Uwe;ca. 1969;;D;;so. Zuordnung;;14.02.2020;;;"neue Anschrift?\r\nprüfen"',
  '7;Yildiz, Çaglar alias: Doc;02/1987;Essen;syr.;Mühlenstraße 128 b, 57423 Bielefeld;PMK-RI;Prediger;20.03.2017;;;',
  '8;Bouzidi, Yusuf;12.12.1990;Köln;marokk.;;PMK-RI;Prediger;10.10.2024;;;',
  '9;Jürgens, Maik;31.02.1990;Köln;D;;grün;;2019;;;',
  '10;Günes, Ayse;1983;Duisburg;türk.;;rechts;ausgestuft;2012;;;',
  '11;Dordevic, Goran;24.3.76;;serb.;;rechts;;18.07.2017;;;siehe Akte',
  '12;Zoellmann, René;18.08.1996;Aachen;deutsch;Zechenweg 16b, 44056 Köln;rechts;;23.09.2022;;;zweite Nennung',
  ';;;;;;;;;;;',
  '13;Kilic, Hüseyin;1987;Münster;türk.;;ausl. Ideologie;;2016;;;',
  ';Summe: 13;;;;;;;;;;',
].join('\r\n');

const FAMILIES = [
  'Ahlbrecht',
  'Borgmeier',
  'Czarnetzki',
  'Dombrowa',
  'Ehlingshaus',
  'Frielinghaus',
  'Grotenrath',
  'Hasenkox',
];
const GIVEN = ['Alwin', 'Birte', 'Curt', 'Dörte', 'Egon', 'Frauke', 'Gerrit', 'Hedda', 'Imke', 'Jorg'];
const SYLLABLES = [
  'bach',
  'berg',
  'dorf',
  'feld',
  'hagen',
  'heim',
  'hoff',
  'kamp',
  'mann',
  'meyer',
  'rode',
  'scheid',
  'stein',
  'thal',
  'wald',
];

/** `rows` different people with notes; every hundredth is the one before it in other words. */
export function longList(rows: number): string {
  const lines = [HEADER];
  for (let at = 0; at < rows; at += 1) {
    const of = at % 100 === 99 ? at - 1 : at;
    const family = `${FAMILIES[of % FAMILIES.length]}${SYLLABLES[Math.floor(of / 8) % SYLLABLES.length]}${SYLLABLES[Math.floor(of / 120) % SYLLABLES.length]}`;
    const given = GIVEN[Math.floor(of / 1800) % GIVEN.length];
    const two = (value: number) => String(value).padStart(2, '0');
    const birth = `${two(1 + (of % 28))}.${two(1 + (Math.floor(of / 28) % 12))}.${1950 + (Math.floor(of / 336) % 55)}`;
    lines.push(
      `${at + 1};${family}, ${given};${birth};Köln;deutsch;Ahornweg ${1 + (of % 200)}, 50667 Köln;rechts;;${two(1 + (at % 28))}.05.2019;KHK Muster;;Vermerk Nummer ${at + 1}`,
    );
  }
  return lines.join('\r\n');
}
