/** Field types that several features share. Texts are bounded, trimmed, NFC and free of control characters. */
import { z } from 'zod';
import { invisibleName } from '#shared/domain/invisible';
import { nameProblem } from '#shared/domain/names';
import { isPartialDate } from '#shared/domain/partial-date';

// Controls and bidirectional marks, overrides, isolates: they would let a text look different from what it is.
const FORBIDDEN_IN_LINE = /[\p{Cc}\p{Bidi_Control}\ufeff]/u;
const FORBIDDEN_IN_TEXT = /(?![\n\t])[\p{Cc}\p{Bidi_Control}\ufeff]/u;

/** Refuses what `forbidden` finds; the message names the first such character. */
const visible = (forbidden: RegExp) =>
  z.string().superRefine((value, ctx) => {
    const [char] = forbidden.exec(value) ?? [];
    if (char === undefined) return;
    ctx.addIssue({
      code: 'custom',
      message: `Enthält ein unsichtbares Zeichen: ${invisibleName(char)}. Bitte den Text ohne Formatierung neu eingeben.`,
    });
  });

/** One line of at most `max` characters; may be empty. */
export const line = (max = 200) =>
  z
    .string()
    .max(max, `Höchstens ${max} Zeichen.`)
    .transform((value) => value.normalize('NFC').trim())
    .pipe(visible(FORBIDDEN_IN_LINE));

/** Part of a name: the letters and sequences of DIN 91379 and nothing else; the message names the character (F15). */
export const nameLine = (max = 120) =>
  line(max).superRefine((value, ctx) => {
    const problem = nameProblem(value);
    if (problem !== null) ctx.addIssue({ code: 'custom', message: problem });
  });

/** One line that must not be empty. */
export const requiredLine = (max = 200) => line(max).refine((value) => value.length > 0, 'Bitte ausfüllen.');

/** Text of several lines of at most `max` characters; may be empty. Line breaks are kept as `\n`. */
export const text = (max = 20_000) =>
  z
    .string()
    .max(max, `Höchstens ${max.toLocaleString('de-DE')} Zeichen.`)
    .transform((value) => value.normalize('NFC').replace(/\r\n?/g, '\n').trim())
    .pipe(visible(FORBIDDEN_IN_TEXT));

export const requiredText = (max = 20_000) =>
  text(max).refine((value) => value.length > 0, 'Bitte ausfüllen.');

/** UUIDv7 of a record. */
export const id = z.uuid('Ungültige Kennung.');

/** Calendar day `YYYY-MM-DD`. */
export const day = z.iso.date('Bitte ein vollständiges Datum angeben (TT.MM.JJJJ).');

/** ISO prefix `YYYY`, `YYYY-MM` or `YYYY-MM-DD` (F14): as exact as it is known, never more. */
export const partialDate = z
  .string()
  .refine(isPartialDate, 'Bitte ein Datum angeben, z. B. 03.05.1990, 05/1990 oder 1990.');

/** Point in time, ISO 8601 in UTC. */
export const instant = z.iso.datetime();

/** Revision that the caller has seen; a stale one is refused so that nobody overwrites unseen changes. */
export const revision = z.int().min(1);

export const empty = z.object({});
