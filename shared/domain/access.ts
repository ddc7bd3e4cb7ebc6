/** Ways into a file beside the scope of office and role (domain §4.2 rows 13, 24, 25). */

export const GRANT_KINDS = ['READ', 'WRITE', 'EMERGENCY', 'PURPOSE', 'CONTROL'] as const;
/**
 * `READ`, `WRITE`: right to a single case, given by the responsible office. `EMERGENCY`: Notzugriff. `PURPOSE`: a restricted
 * file for a permitted purpose. `CONTROL`: Einzelfallkontrolle of the Datenschutz.
 */
export type GrantKind = (typeof GRANT_KINDS)[number];

/** They open the one file that a call names and put it into no list, search, count, dossier or conference. */
export const OPENING_KINDS = ['EMERGENCY', 'PURPOSE', 'CONTROL'] as const satisfies readonly GrantKind[];
export type OpeningKind = (typeof OPENING_KINDS)[number];
