/** The catalogue of PHW/EHW that ships with the product (F18). Refused codes are in no list that could be chosen from. */
import { z } from 'zod';
import { HINT_PURPOSES, type HintCatalogue, type HintCatalogueEntry } from '#shared/domain/person-hints';
import raw from '../../../resources/catalogues/phw.json';

export const hintCatalogue: HintCatalogue = z
  .object({
    version: z.string(),
    validFrom: z.string(),
    validTo: z.string().nullable(),
    refused: z.array(z.string()),
    hints: z.array(
      z.object({
        code: z.string(),
        text: z.string(),
        kind: z.enum(['PHW', 'EHW']),
        purpose: z.enum(HINT_PURPOSES),
        specialCategory: z.boolean(),
        verified: z.boolean(),
      }),
    ),
  })
  .parse(raw);

export function hintByCode(code: string): HintCatalogueEntry | null {
  return hintCatalogue.hints.find((entry) => entry.code === code) ?? null;
}
