/** The Behördenkatalog that ships with the product (Vorgabe der Dienststelle). */

import { z } from 'zod';
import type { Agency, AgencyCatalogue, AgencyType } from '#shared/domain/agencies';
import { AGENCY_TYPES } from '#shared/domain/agencies';
import { CONFERENCE_PLATFORMS } from '#shared/domain/conference';
import raw from '../../../resources/catalogues/agencies.json';

const agency = z.object({
  key: z.string(),
  name: z.string(),
  shortName: z.string(),
  type: z.enum(AGENCY_TYPES satisfies readonly AgencyType[]),
  police: z.boolean(),
  standingMemberOf: z.array(z.enum(CONFERENCE_PLATFORMS)),
  note: z.string().optional(),
});

export const agencyCatalogue: AgencyCatalogue = z
  .object({
    version: z.string(),
    validFrom: z.string(),
    validTo: z.string().nullable(),
    agencies: z.array(agency),
  })
  .parse(raw);

export function agencyByKey(key: string): Agency | null {
  return agencyCatalogue.agencies.find((entry) => entry.key === key) ?? null;
}
