/**
 * Numbers and addresses in the groups of the person record: how they may be written (how they are found: `identifiers.ts`).
 * Tolerant of spelling, strict where the number carries a check. Every `…Problem` gives a German sentence or null.
 */

const digitsOf = (text: string): string => text.replace(/[^0-9]/gu, '');
const bare = (text: string): string =>
  text
    .normalize('NFC')
    .toUpperCase()
    .replace(/[\s\-./]/gu, '');

export function phoneProblem(text: string): string | null {
  if (!/^\+?[0-9()\s/.-]+$/u.test(text))
    return 'Bitte nur Ziffern, +, Leerzeichen, Klammern, Schräg- und Bindestriche angeben, z. B. 0171 2345678.';
  const count = digitsOf(text).length;
  if (count < 3) return 'Die Rufnummer ist zu kurz: mindestens 3 Ziffern.';
  return count > 20 ? 'Die Rufnummer ist zu lang: höchstens 20 Ziffern.' : null;
}

export function emailProblem(text: string): string | null {
  return /^[^\s@<>"(),;:]{1,64}@[^\s@<>"(),;:]+\.[^\s@<>"(),;:.]{2,}$/u.test(text)
    ? null
    : 'Bitte eine vollständige E-Mail-Adresse angeben, z. B. name@beispiel.de.';
}

/** Luhn check of IMEI numbers (3GPP TS 23.003, annex B). */
function hasLuhnDigit(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** 14 digits without, 15 with the check digit, 16 with the software version. */
export function imeiProblem(text: string): string | null {
  if (!/^[0-9][0-9\s/-]*$/u.test(text)) return 'Eine IMEI besteht nur aus Ziffern.';
  const digits = digitsOf(text);
  if (digits.length < 14 || digits.length > 16) return 'Eine IMEI hat 14 bis 16 Ziffern.';
  return digits.length === 15 && !hasLuhnDigit(digits)
    ? 'Die Prüfziffer der IMEI stimmt nicht. Bitte die Nummer vergleichen.'
    : null;
}

export function imsiProblem(text: string): string | null {
  return /^[0-9\s]+$/u.test(text) && digitsOf(text).length >= 14 && digitsOf(text).length <= 15
    ? null
    : 'Eine IMSI hat 14 oder 15 Ziffern.';
}

/** ISO 13616: length of German numbers, shape and the check of all (remainder 1 modulo 97). */
export function ibanProblem(text: string): string | null {
  const iban = bare(text);
  if (!/^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$/u.test(iban))
    return 'Bitte eine vollständige IBAN angeben, z. B. DE89 3704 0044 0532 0130 00.';
  if (iban.startsWith('DE') && iban.length !== 22) return 'Eine deutsche IBAN hat 22 Stellen.';
  const remainder = [...`${iban.slice(4)}${iban.slice(0, 4)}`].reduce((rest, sign) => {
    const value = Number.parseInt(sign, 36);
    return (rest * (value > 9 ? 100 : 10) + value) % 97;
  }, 0);
  return remainder === 1 ? null : 'Die Prüfziffern der IBAN stimmen nicht. Bitte die Nummer vergleichen.';
}

/** German plates of all kinds (also of authorities); foreign ones only by their signs. `country`: ISO code, empty is German. */
export function plateProblem(text: string, country: string): string | null {
  const plate = text.toUpperCase();
  if (country !== '' && country !== 'DE')
    return /^[\p{L}0-9][\p{L}0-9 .-]{1,14}$/u.test(plate)
      ? null
      : 'Bitte das Kennzeichen nur mit Buchstaben, Ziffern und Trennzeichen angeben.';
  return /^[A-ZÄÖÜ]{1,3}[\s-]{0,3}[A-Z]{0,2}[\s-]{0,3}[0-9]{1,6}(?:-[0-9]{1,4})?[EH]?$/u.test(plate)
    ? null
    : 'Bitte ein Kennzeichen angeben, z. B. E-AB 1234. Bei ausländischen den Staat wählen.';
}

export function urlProblem(text: string): string | null {
  return /^(?:https?:\/\/)?[\p{L}0-9](?:[\p{L}0-9.-]*[\p{L}0-9])?\.[\p{L}]{2,}(?::[0-9]{1,5})?(?:[/?#][^\s<>"]*)?$/iu.test(
    text,
  )
    ? null
    : 'Bitte eine Internetadresse angeben, z. B. https://beispiel.de/profil.';
}

/** Numbers of documents, licences and registers: letters and digits with separators. */
export function numberProblem(text: string): string | null {
  return /^[A-Z0-9ÄÖÜ][A-Z0-9ÄÖÜ .:/-]{1,39}$/iu.test(text) && /[0-9]/u.test(text)
    ? null
    : 'Bitte die Nummer mit Buchstaben, Ziffern und Trennzeichen angeben.';
}

export function azrProblem(text: string): string | null {
  return /^[0-9][0-9\s/-]*$/u.test(text) && digitsOf(text).length >= 9 && digitsOf(text).length <= 12
    ? null
    : 'Eine AZR-Nummer hat 9 bis 12 Ziffern.';
}

/** IBAN in groups of four, as it is printed. */
export function formatIban(text: string): string {
  return (bare(text).match(/.{1,4}/gu) ?? []).join(' ');
}
