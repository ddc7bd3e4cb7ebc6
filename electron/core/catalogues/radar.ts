/** Results that the instruments know, as the office keeps them (Vorgabe der Dienststelle, F20). */
import { z } from 'zod';
import { type RadarCatalogue, RISK_INSTRUMENTS } from '#shared/domain/police-status';
import raw from '../../../resources/catalogues/radar.json';

export const radarCatalogue: RadarCatalogue = z
  .object({
    version: z.string(),
    validFrom: z.string(),
    validTo: z.string().nullable(),
    authority: z.string(),
    instruments: z.array(
      z.object({
        key: z.enum(RISK_INSTRUMENTS),
        versions: z.array(z.string()),
        results: z.array(z.string().max(80)),
      }),
    ),
  })
  .parse(raw);
