/** Fallkonferenzen: platforms, kinds, attendance, contributions (domain.md 5.2; F41, F43, F77). */
import type { Problem } from './problem';

export const CONFERENCE_PLATFORMS = ['GTAZ_NRW', 'GETZ_NRW', 'LOKAL', 'ANDERE'] as const;
export type ConferencePlatform = (typeof CONFERENCE_PLATFORMS)[number];

export const CONFERENCE_PLATFORM_LABELS = {
  GTAZ_NRW: 'GTAZ NRW',
  GETZ_NRW: 'GETZ NRW',
  LOKAL: 'Örtliche Fallkonferenz',
  ANDERE: 'Andere Plattform',
} as const satisfies Record<ConferencePlatform, string>;

export const CONFERENCE_KINDS = ['ERST', 'FOLGE', 'ANLASS', 'ABSCHLUSS'] as const;
export type ConferenceKind = (typeof CONFERENCE_KINDS)[number];

export const CONFERENCE_KIND_LABELS = {
  ERST: 'Erstkonferenz',
  FOLGE: 'Folgekonferenz',
  ANLASS: 'Anlasskonferenz',
  ABSCHLUSS: 'Abschlusskonferenz',
} as const satisfies Record<ConferenceKind, string>;

export const CONFERENCE_STATES = ['GEPLANT', 'LAUFEND', 'ABGESCHLOSSEN'] as const;
export type ConferenceState = (typeof CONFERENCE_STATES)[number];

export const CONFERENCE_STATE_LABELS = {
  GEPLANT: 'Geplant',
  LAUFEND: 'Läuft',
  ABGESCHLOSSEN: 'Abgeschlossen',
} as const satisfies Record<ConferenceState, string>;

/** Only forward: what was minuted and closed is corrected by the next conference. */
const CONFERENCE_TRANSITIONS = {
  GEPLANT: ['LAUFEND'],
  LAUFEND: ['ABGESCHLOSSEN'],
  ABGESCHLOSSEN: [],
} as const satisfies Record<ConferenceState, readonly ConferenceState[]>;

export function canMoveConference(from: ConferenceState, to: ConferenceState): boolean {
  return (CONFERENCE_TRANSITIONS[from] as readonly ConferenceState[]).includes(to);
}

export const ATTENDANCE_KINDS = [
  'EINGELADEN',
  'ANWESEND',
  'SCHRIFTLICH',
  'ENTSCHULDIGT',
  'NICHT_EINGELADEN',
] as const;
export type AttendanceKind = (typeof ATTENDANCE_KINDS)[number];

export const ATTENDANCE_KIND_LABELS = {
  EINGELADEN: 'eingeladen',
  ANWESEND: 'anwesend',
  SCHRIFTLICH: 'schriftlich beigetragen',
  ENTSCHULDIGT: 'entschuldigt',
  NICHT_EINGELADEN: 'nicht eingeladen',
} as const satisfies Record<AttendanceKind, string>;

export const CONTRIBUTION_USES = ['PROTOKOLL', 'NUR_MUENDLICH', 'NICHT_WEITERGEBEN'] as const;
export type ContributionUse = (typeof CONTRIBUTION_USES)[number];

export const CONTRIBUTION_USE_LABELS = {
  PROTOKOLL: 'für das Protokoll',
  NUR_MUENDLICH: 'nur mündlich',
  NICHT_WEITERGEBEN: 'nicht weitergeben',
} as const satisfies Record<ContributionUse, string>;

/** VS grades that a user may name; the application holds nothing above VS-NfD (domain.md 4.2 row 26; F60). */
export const VS_GRADES = ['VS_NFD', 'VS_VERTRAULICH', 'GEHEIM', 'STRENG_GEHEIM'] as const;
export type VsGrade = (typeof VS_GRADES)[number];

export const VS_GRADE_LABELS = {
  VS_NFD: 'VS – Nur für den Dienstgebrauch',
  VS_VERTRAULICH: 'VS-Vertraulich',
  GEHEIM: 'Geheim',
  STRENG_GEHEIM: 'Streng geheim',
} as const satisfies Record<VsGrade, string>;

export function vsGradeProblem(grade: VsGrade): Problem | null {
  if (grade === 'VS_NFD') return null;
  return {
    field: 'vsGrade',
    message: `„${VS_GRADE_LABELS[grade]}“ darf in dieser Anwendung nicht gespeichert werden. Zulässig ist höchstens VS-NfD.`,
    norm: 'VSA NRW',
  };
}

/** The Siko of MKJFGFI is asked for at each planning in GTAZ/GETZ NRW, with the reason (F77; Erlass 08.10.2024). */
export function sikoProblems(planning: {
  readonly platform: ConferencePlatform;
  readonly sikoInvited: boolean | null;
  readonly sikoReason: string;
}): readonly Problem[] {
  if (planning.platform !== 'GTAZ_NRW' && planning.platform !== 'GETZ_NRW') return [];
  const norm = 'Erlass vom 08.10.2024 (LT-Vorlage 18/3241)';
  if (planning.sikoInvited === null) {
    return [{ field: 'sikoInvited', message: 'Bitte angeben, ob die Siko (MKJFGFI) teilnimmt.', norm }];
  }
  if (planning.sikoReason.trim() !== '') return [];
  return [{ field: 'sikoReason', message: 'Bitte die Entscheidung zur Teilnahme der Siko begründen.', norm }];
}
