/**
 * Roles and the permissions that they carry (F55).
 * The matrix is declared here once; the pipeline enforces it, the interface only reads it.
 */

export const ROLES = [
  'SACHBEARBEITUNG',
  'LEITUNG',
  'LKA_KOORDINATION',
  'KONFERENZLEITUNG',
  'PROTOKOLL',
  'LESEN',
  'DATENSCHUTZ',
  'ADMINISTRATION',
] as const;
export type Role = (typeof ROLES)[number];

export const ROLE_LABELS = {
  SACHBEARBEITUNG: 'Sachbearbeitung',
  LEITUNG: 'Leitung KI ST',
  LKA_KOORDINATION: 'LKA-Koordination',
  KONFERENZLEITUNG: 'Konferenzleitung',
  PROTOKOLL: 'Protokoll',
  LESEN: 'Lesen',
  DATENSCHUTZ: 'Datenschutz',
  ADMINISTRATION: 'Administration',
} as const satisfies Record<Role, string>;

export const PERMISSIONS = [
  'CASE_READ',
  'CASE_WRITE',
  /** Besondere Kategorien (§ 22a PolG NRW), and only in the own files or those of the led office. */
  'SPECIAL_CATEGORIES',
  'CLASSIFICATION_PROPOSE',
  'CLASSIFICATION_DECIDE',
  'ACCESS_DECIDE',
  'EMERGENCY_ACCESS',
  'CONFERENCE_LEAD',
  'CONFERENCE_MINUTES',
  'DOSSIER_ISSUE',
  'TRANSMISSION_RELEASE',
  'IMPORT_PREPARE',
  'IMPORT_RELEASE',
  'MERGE_DECIDE',
  'MINOR_APPROVE',
  'OFFICE_LEAD',
  'DELETION_DECIDE',
  'USER_MANAGE',
  'USER_APPROVE',
  'LOG_READ',
  'CONTROL_REVIEW',
  'VAULT_MAINTAIN',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

export const PERMISSION_LABELS = {
  CASE_READ: 'Fallakten lesen',
  CASE_WRITE: 'Fallakten anlegen und bearbeiten',
  SPECIAL_CATEGORIES: 'Besondere Kategorien der geführten Akten sehen und erfassen',
  CLASSIFICATION_PROPOSE: 'Einstufung vorschlagen',
  CLASSIFICATION_DECIDE: 'Über Einstufungen entscheiden',
  ACCESS_DECIDE: 'Rechte am Fall vergeben, über Notzugriffe entscheiden',
  EMERGENCY_ACCESS: 'Akte im Notzugriff öffnen',
  CONFERENCE_LEAD: 'Fallkonferenz planen und leiten',
  CONFERENCE_MINUTES: 'Fallkonferenz protokollieren',
  DOSSIER_ISSUE: 'Dokumente anlegen und ausgeben',
  TRANSMISSION_RELEASE: 'Übermittlung an nicht-polizeiliche Stellen freigeben',
  IMPORT_PREPARE: 'Übernahme von Listen vorbereiten',
  IMPORT_RELEASE: 'Übernahme von Listen freigeben',
  MINOR_APPROVE: 'Entscheidungen über Minderjährige zusätzlich billigen',
  OFFICE_LEAD: 'Vorgaben der Dienststelle festlegen, Datum der Systemuhr bestätigen',
  DELETION_DECIDE: 'Über Löschungen entscheiden',
  MERGE_DECIDE: 'Über Zusammenführungen entscheiden',
  USER_MANAGE: 'Konten beantragen und sperren',
  USER_APPROVE: 'Anträge zu Konten entscheiden',
  LOG_READ: 'Protokoll lesen',
  CONTROL_REVIEW: 'Kontrollen des Datenschutzes sehen, über Fristen des Protokolls entscheiden',
  VAULT_MAINTAIN: 'Tresor sichern und warten',
} as const satisfies Record<Permission, string>;

export const ROLE_PERMISSIONS = {
  SACHBEARBEITUNG: [
    'CASE_READ',
    'CASE_WRITE',
    'CLASSIFICATION_PROPOSE',
    'EMERGENCY_ACCESS',
    'SPECIAL_CATEGORIES',
    'DOSSIER_ISSUE',
    'IMPORT_PREPARE',
  ],
  LEITUNG: [
    'CASE_READ',
    'CASE_WRITE',
    'SPECIAL_CATEGORIES',
    'CLASSIFICATION_PROPOSE',
    'CLASSIFICATION_DECIDE',
    'ACCESS_DECIDE',
    'EMERGENCY_ACCESS',
    'DOSSIER_ISSUE',
    'TRANSMISSION_RELEASE',
    'IMPORT_PREPARE',
    'IMPORT_RELEASE',
    'MERGE_DECIDE',
    'MINOR_APPROVE',
    'OFFICE_LEAD',
    'DELETION_DECIDE',
    'USER_APPROVE',
    'CONTROL_REVIEW',
  ],
  LKA_KOORDINATION: [
    'CASE_READ',
    'EMERGENCY_ACCESS',
    'DOSSIER_ISSUE',
    'TRANSMISSION_RELEASE',
    'MINOR_APPROVE',
  ],
  KONFERENZLEITUNG: [
    'CASE_READ',
    'EMERGENCY_ACCESS',
    'CONFERENCE_LEAD',
    'CONFERENCE_MINUTES',
    'DOSSIER_ISSUE',
    'TRANSMISSION_RELEASE',
  ],
  PROTOKOLL: ['CASE_READ', 'CONFERENCE_MINUTES'],
  LESEN: ['CASE_READ'],
  DATENSCHUTZ: ['LOG_READ', 'USER_APPROVE'],
  ADMINISTRATION: ['USER_MANAGE', 'VAULT_MAINTAIN'],
} as const satisfies Record<Role, readonly Permission[]>;

/** True if one of the roles carries the permission. */
export function rolesAllow(roles: readonly Role[], permission: Permission): boolean {
  return roles.some((role) => (ROLE_PERMISSIONS[role] as readonly Permission[]).includes(permission));
}

/** Roles that must stand alone: who guards the system or the data subjects' rights works on no case (F55). */
const STANDALONE_ROLES: readonly Role[] = ['ADMINISTRATION', 'DATENSCHUTZ'];

/** Returns a German sentence if the set of roles is not allowed, otherwise null. */
export function roleSetProblem(roles: readonly Role[]): string | null {
  if (roles.length === 0) return 'Mindestens eine Rolle ist nötig.';
  const standalone = roles.find((role) => STANDALONE_ROLES.includes(role));
  if (standalone && roles.length > 1) {
    return `Die Rolle „${ROLE_LABELS[standalone]}“ darf mit keiner anderen Rolle verbunden werden.`;
  }
  return null;
}
