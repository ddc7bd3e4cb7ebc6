/** The Maßnahmenkatalog that ships with the product (Vorgabe der Dienststelle, F33). */
import { z } from 'zod';
import { COURT_KINDS, type MeasureCatalogue, type MeasureCatalogueEntry } from '#shared/domain/measure';
import raw from '../../../resources/catalogues/measures.json';

const day = z.iso.date().nullable();

export const measureCatalogue: MeasureCatalogue = z
  .object({
    version: z.string(),
    validFrom: z.string(),
    validTo: z.string().nullable(),
    measures: z.array(
      z.object({
        code: z.string(),
        title: z.string(),
        legalBasis: z.array(z.object({ text: z.string(), validFrom: day, validTo: day })),
        agencyType: z.string(),
        court: z.enum(COURT_KINDS),
        covert: z.boolean(),
        maxDuration: z.string().nullable(),
        confirmWithinDays: z.int().nullable(),
        verified: z.boolean(),
        note: z.string().optional(),
      }),
    ),
  })
  .parse(raw);

export function measureByCode(code: string): MeasureCatalogueEntry | null {
  return measureCatalogue.measures.find((entry) => entry.code === code) ?? null;
}
