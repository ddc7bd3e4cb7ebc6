/**
 * Berichtigung and the notices to earlier recipients (F64; § 32 PolG NRW, Teil 3 DSG NRW, domain §4.2 row 13). Whoever once
 * received data that are corrected, restricted or deleted has to be told.
 */
import type { Problem } from './problem';

export const CORRECTION_ORIGINS = ['BETROFFENE_PERSON', 'EIGENE_FESTSTELLUNG', 'ANDERE_STELLE'] as const;
export type CorrectionOrigin = (typeof CORRECTION_ORIGINS)[number];

export const CORRECTION_ORIGIN_LABELS = {
  BETROFFENE_PERSON: 'Verlangen der betroffenen Person',
  EIGENE_FESTSTELLUNG: 'Eigene Feststellung',
  ANDERE_STELLE: 'Hinweis einer anderen Stelle',
} as const satisfies Record<CorrectionOrigin, string>;

export const NOTICE_OCCASIONS = ['BERICHTIGUNG', 'EINSCHRAENKUNG', 'LOESCHUNG'] as const;
export type NoticeOccasion = (typeof NOTICE_OCCASIONS)[number];

export const NOTICE_OCCASION_LABELS = {
  BERICHTIGUNG: 'Berichtigung',
  EINSCHRAENKUNG: 'Einschränkung der Verarbeitung',
  LOESCHUNG: 'Löschung',
} as const satisfies Record<NoticeOccasion, string>;

export const NOTICE_CHANNELS = [
  'SCHRIFTLICH',
  'ELEKTRONISCH',
  'FERNMUENDLICH',
  'NICHT_ERFORDERLICH',
] as const;
export type NoticeChannel = (typeof NOTICE_CHANNELS)[number];

export const NOTICE_CHANNEL_LABELS = {
  SCHRIFTLICH: 'schriftlich',
  ELEKTRONISCH: 'elektronisch',
  FERNMUENDLICH: 'fernmündlich',
  NICHT_ERFORDERLICH: 'nicht erforderlich',
} as const satisfies Record<NoticeChannel, string>;

/** One copy that left the vault and held data of the person. */
export interface IssuedCopy {
  readonly agencyKey: string;
  readonly recipient: string;
  readonly police: boolean;
  /** Point in time, ISO 8601 in UTC. */
  readonly at: string;
  readonly copyNo: number;
  readonly title: string;
}

export interface PriorRecipient {
  readonly agencyKey: string;
  readonly recipient: string;
  readonly police: boolean;
  /** Newest first. */
  readonly copies: readonly Pick<IssuedCopy, 'at' | 'copyNo' | 'title'>[];
}

/** Every body that got something, once, in the order of its latest copy (newest first). */
export function priorRecipients(copies: readonly IssuedCopy[]): PriorRecipient[] {
  const newestFirst = [...copies].sort((a, b) => b.at.localeCompare(a.at));
  const groups = Map.groupBy(newestFirst, ({ agencyKey, recipient }) => `${agencyKey}\n${recipient}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { agencyKey, recipient, police } = first;
    return [
      { agencyKey, recipient, police, copies: group.map(({ at, copyNo, title }) => ({ at, copyNo, title })) },
    ];
  });
}

export interface NoticeAct {
  readonly toldOn: string;
  readonly channel: NoticeChannel;
  readonly note: string;
}

/** What is wrong with the note that a recipient was told; empty if it may be stored. */
export function noticeProblems({ toldOn, channel, note }: NoticeAct, today: string): Problem[] {
  return [
    ...(toldOn > today ? [{ field: 'toldOn', message: 'Der Tag liegt in der Zukunft.' }] : []),
    ...(channel === 'NICHT_ERFORDERLICH' && note.trim() === ''
      ? [{ field: 'note', message: 'Bitte begründen, warum keine Benachrichtigung nötig ist.' }]
      : []),
  ];
}
