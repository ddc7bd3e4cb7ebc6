/** Column titles that offices use, and the field that each means. */
import { compactKey, type ListField } from './list-fields';
import type { NameOrder } from './names-split';

type MappedField = Exclude<ListField, 'IGNORE'>;

/** Titles in compact form (see `compactKey`). */
const TITLES = {
  SERIAL:
    'nr lfdnr lfnr ldfnr laufnr laufendenr laufendenummer nummer no num number pos position serial id lfd listennr',
  NAME: 'name namevorname namevornamen namenvornamen namundvorname nameundvorname namevornamealias namealias familiennamevorname familiennamevornamen nachnamevorname nachnamevornamen zunamevorname person personalien betroffener betroffene betroffeneperson proband probandin zielperson intensivtaeter intensivtaeterin taeter tatverdaechtiger tatverdaechtige beschuldigter vornamename vornamenname vornamenachname vornamefamilienname vorundnachname vorundzuname vorundfamilienname fullname vollername vollstaendigername gesamtname nachnameundvorname lastnamefirstname surnamegivenname betrname namederperson bezeichnung',
  FAMILY_NAME:
    'familienname familiennamen nachname nachnamen zuname lastname surname familyname famname fname2 nname nachn famn name1 nachnamealias',
  GIVEN_NAMES:
    'vorname vornamen vornamens rufname firstname givenname givennames forename forenames vname vorn vn name2 vornameen',
  ALIAS:
    'alias aliase aliasse aliasname aliasnamen aliaspersonalien aliasen weiterenamen spitzname spitznamen kunya kampfname deckname decknamen aka genannt auchbekanntals gen rufnamealias nickname aliasspitzname spitznamealias kunyaalias weiterepersonalien falschpersonalien',
  BIRTH_NAME: 'geburtsname gebname geburtsnamen maedchenname birthname maidenname geborene gebn nee',
  BIRTH_DATE:
    'geb gebdat gebdatum gebdatumort geburtsdatum geburtsdat geburtstag gebtag gebam geborenam geboren dob dateofbirth birthdate birthday born gdat gebd gdatum gebtg gebamin geborenamin gebdatumundort geburtsdatumort geburtsdatumundort geburtsdatumundgeburtsort geburtsdatumgeburtsort',
  BIRTH_PLACE:
    'in geburtsort gebort gebin geborenin placeofbirth birthplace pob gort geburtsland geburtsortland geburtsortundland gebo',
  GENDER: 'geschlecht geschl sex gender mw mwd wm anrede g',
  NATIONALITY:
    'staatsang staatsangeh staatsangehoer staatsangehoerigkeit staatsangehoerigkeiten staatsangehorigkeit stang stangeh stag sta staatsbuergerschaft staatsb nationalitaet nationalitaeten nation nat nationality nationalities citizenship staat sang land country natl',
  ADDRESS:
    'wohnhaft wohnhaftin wohntin wohnt anschrift adresse wohnanschrift address wohnsitz meldeanschrift meldeadresse whft wh wohnadresse aktuelleanschrift aktuelleadresse aufenthaltsort aufenthalt letzteanschrift hauptwohnsitz wohnung anschr adr residence',
  STREET:
    'strasse str strassehausnr strassehausnummer strassenr strassenummer strhausnr strnr strhnr strassehnr strasseundhausnummer strasseundhausnr strasseundnr street hausnr hausnummer hnr housenumber',
  POSTCODE: 'plz postleitzahl zip zipcode postcode postalcode',
  CITY: 'ort stadt wohnort city gemeinde town wohnstadt plzort plzwohnort postleitzahlort',
  PHAENOMENBEREICH:
    'phaenomenbereich phaenomen phaenomenbereiche phaenb phaen phb phaeno phber phaenber pmk pmkbereich pmkphaenomenbereich bereich ideologie phaenomenber phaenomenologie',
  PERSON_GROUP:
    'personenkreis pk personengruppe perskreis pkreis perskr personenkr taetergruppe zielgruppe persgruppe kategorie gruppe group persongroup einstufungals',
  CLASSIFIED_ON:
    'eingestuftam eingestuft einstufung einstufungam einstufungvom einstufungsdatum eingestuftseit eingestdat einstufdat einstdatum datumeinstufung datumdereinstufung itseit intensivtaeterseit itpmkseit itstatusseit dateofclassification classifiedon classified einstam eingestam aufnahme aufnahmeam aufnahmedatum aufgenommenam seit einstufungitpmk',
  OFFICER:
    'sb sachbearbeiter sachbearbeiterin sachbearbeitung festersachbearbeiter festersb sachb sachbearb bearbeiter bearbeiterin zustaendig zustaendigersb officer caseofficer ermittler ansprechpartner ssb zustsb zustaendigersachbearbeiter sbin',
  CUSTODY:
    'haft haftstatus inhaft haftort haftdaten haftzeit haftsituation haftvermerk inhaftierung inhaftierungen custody jva haftseit haftbis inhaftiert detention prison haftart',
  FILE_NO:
    'aktenzeichen az aktennr aktennummer fallnr fallnummer vorgangsnummer vorgangsnr vorgang aktz fileno filenumber caseno casenumber caseid gz geschaeftszeichen vgnr vgnummer akte tgbnr tagebuchnummer azpolizei',
  REMARK:
    'bemerkung bemerkungen anmerkung anmerkungen hinweis hinweise notiz notizen remark remarks note notes comment comments sonstiges bem bemerk anm kommentar kommentare info infos information informationen erlaeuterung erlaeuterungen zusatz freitext',
} as const satisfies Record<MappedField, string>;

const BY_TITLE = new Map(
  Object.entries(TITLES).flatMap(([field, titles]) =>
    titles.split(' ').map((title) => [title, field as MappedField] as const),
  ),
);
/** Longest first, so that "geburtsdatum" is tried before "geburt…"; short ones would match by accident. */
const LONG_TITLES = [...BY_TITLE.keys()]
  .filter((title) => title.length >= 6)
  .sort((a, b) => b.length - a.length);

/** Titles about somebody or something else than the person as it is now: never matched by a part of the title. */
const OTHER_SUBJECT =
  /mutter|vater|eltern|ehefr|ehem|partner|kind|bewaehr|anwalt|verteidig|kontakt|dienststelle|letzt|frueher|vorher|alte|naechst|wiedervorl|pruef|arbeit|telefon|handy|tel|mail|fahrzeug|kfz|social|datum(?!d?e?r?(?:geburt|einstuf))/u;

/** Edit distance with early exit above `limit`. */
function closeEnough(a: string, b: string, limit: number): boolean {
  if (Math.abs(a.length - b.length) > limit) return false;
  let previous = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      current.push(
        Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + cost),
      );
    }
    if (Math.min(...current) > limit) return false;
    previous = current;
  }
  return (previous[b.length] ?? limit + 1) <= limit;
}

export interface TitleMatch {
  readonly field: MappedField;
  /** EXACT: the whole title; PART: contained or misspelt. */
  readonly certainty: 'EXACT' | 'PART';
}

/** The field that a title means, or null. Line breaks, dots, brackets and case do not matter. */
export function matchTitle(title: string): TitleMatch | null {
  const bare = title.trim();
  if (/^#|^№/u.test(bare)) return { field: 'SERIAL', certainty: 'EXACT' };
  const key = compactKey(bare);
  if (key === '') return null;
  const withoutBrackets = compactKey(bare.replace(/\([^)]*\)|\[[^\]]*\]/gu, ' '));
  const exact = BY_TITLE.get(key) ?? BY_TITLE.get(withoutBrackets);
  if (exact !== undefined) return { field: exact, certainty: 'EXACT' };
  if (OTHER_SUBJECT.test(key) || key.length > 45) return null;
  const part = LONG_TITLES.find((known) => key.includes(known));
  const misspelt = LONG_TITLES.find((known) => closeEnough(key, known, known.length >= 10 ? 2 : 1));
  const field = BY_TITLE.get(misspelt ?? part ?? '');
  return field === undefined ? null : { field, certainty: 'PART' };
}

/** In which order a title announces the parts of a name. */
export function orderOfTitle(title: string): NameOrder {
  const key = compactKey(title);
  if (/^(?:vorname|vorund|vornamen|firstname|givenname)/u.test(key)) return 'GIVEN_FIRST';
  if (
    /^(?:(?:familien|nach|zu)?name(?:n|und)?vorname|lastname|surname|nachnameundvorname|betrname)/u.test(key)
  )
    return 'FAMILY_FIRST';
  return 'UNKNOWN';
}
