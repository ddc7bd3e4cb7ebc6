/** Everything that is due, from all features, most urgent first. Deadlines are computed by the features, not here. */
import type { DueItem } from '#shared/contract/start';
import { addToDay } from '#shared/domain/calendar';
import { NOTICE_OCCASION_LABELS } from '#shared/domain/correction';
import { dueState } from '#shared/domain/deadlines';
import { classificationOverview } from '../classifications/service';
import { dueResolutions } from '../conferences/service';
import { contactReviewsDue } from '../contacts/service';
import type { Context } from '../context';
import { openNotices } from '../corrections/service';
import { measuresInScope } from '../measures/service';
import { storageReviewsDue } from '../offences/service';
import { retentionDue } from '../retention/service';
import { namesOf, openTasks, ownIds } from './repository';

/** The start page looks two weeks ahead (domain: DUE_SOON). */
const DAYS_AHEAD = 14;

export function dueItems(ctx: Context): DueItem[] {
  return dueUntil(ctx, addToDay(ctx.clock.today(), { days: DAYS_AHEAD }));
}

/** Overdue and due up to a day, most urgent first; on one day own files before others. */
export function dueUntil(ctx: Context, until: string): DueItem[] {
  const today = ctx.clock.today();
  const own = ownIds(ctx);
  const items = [
    ...reviewItems(ctx),
    ...taskItems(ctx, until),
    ...measureItems(ctx),
    ...resolutionItems(ctx),
    ...contactItems(ctx, until),
    ...storageItems(ctx),
    ...retentionItems(ctx, until),
    ...noticeItems(ctx),
  ];
  return items
    .map((item) => ({
      ...item,
      state: item.dueOn ? dueState(item.dueOn, today) : ('DUE_SOON' as const),
      own: item.personId !== null && own.has(item.personId),
    }))
    .filter((item) => (item.dueOn ?? today) <= until)
    .sort((a, b) => (a.dueOn ?? today).localeCompare(b.dueOn ?? today) || Number(b.own) - Number(a.own));
}

type Undated = Omit<DueItem, 'state' | 'own'>;

/** What follows from a decision on the Prüftermin is done where it was decided. */
const RETENTION_TASKS: ReadonlySet<string> = new Set(['LOESCHUNG_VORBEREITEN', 'EINSCHRAENKUNG_VORBEREITEN']);

/** Prüftermine, ends of Prüffälle and what is owed to minors. */
function retentionItems(ctx: Context, until: string): Undated[] {
  const deadlines = retentionDue(ctx, until);
  const names = namesOf(
    ctx,
    deadlines.map(({ personId }) => personId),
  );
  return deadlines.map(({ kind, personId, title, dueOn }) => ({
    kind,
    id: personId,
    personId,
    conferenceId: null,
    personName: names.get(personId) ?? '',
    title,
    dueOn,
  }));
}

function reviewItems(ctx: Context): Undated[] {
  return classificationOverview(ctx).reviews.map((review) => ({
    kind: 'REVIEW',
    id: review.id,
    personId: review.personId,
    conferenceId: null,
    personName: [review.familyName, review.givenNames].filter(Boolean).join(', '),
    title: 'Einstufung überprüfen',
    dueOn: review.reviewOn,
  }));
}

function taskItems(ctx: Context, until: string): Undated[] {
  return openTasks(ctx, until).map(({ own: _own, kind, ...task }) => ({
    ...task,
    kind: RETENTION_TASKS.has(kind) ? 'RETENTION' : 'TASK',
    conferenceId: null,
  }));
}

function measureItems(ctx: Context): Undated[] {
  return measuresInScope(ctx, { ended: false, mine: false })
    .map((measure) => ({
      kind: 'MEASURE',
      id: measure.id,
      personId: measure.personId,
      conferenceId: null,
      personName: measure.personName,
      title: [measure.title, measure.leadAgency].filter(Boolean).join(' · '),
      dueOn: earliest(measure.dueOn, measure.lapsesOn),
    }))
    .filter((item) => item.dueOn !== null) as Undated[];
}

function earliest(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}

function resolutionItems(ctx: Context): Undated[] {
  return dueResolutions(ctx).map((resolution) => ({
    kind: 'RESOLUTION',
    id: resolution.id,
    personId: resolution.personId,
    conferenceId: resolution.conferenceId,
    personName: resolution.personName,
    title: `Beschluss ${resolution.number}: ${resolution.body}`,
    dueOn: resolution.dueOn,
  }));
}

function contactItems(ctx: Context, until: string): Undated[] {
  const contacts = contactReviewsDue(ctx, until);
  const names = namesOf(
    ctx,
    contacts.map((contact) => contact.personId),
  );
  return contacts.map((contact) => ({
    kind: 'CONTACT_REVIEW',
    id: contact.id,
    personId: contact.personId,
    conferenceId: null,
    personName: names.get(contact.personId) ?? '',
    title: contact.review.final
      ? 'Kontaktperson entfernen (Höchstdauer erreicht)'
      : 'Kontaktperson jährlich überprüfen',
    dueOn: contact.review.dueOn,
  }));
}

/** § 22(3) PolG NRW: after an acquittal or discontinuation the storage has to be checked at once. */
function storageItems(ctx: Context): Undated[] {
  const reviews = storageReviewsDue(ctx);
  const names = namesOf(
    ctx,
    reviews.map((review) => review.personId),
  );
  return reviews.map((review) => ({
    kind: 'STORAGE_REVIEW',
    id: review.participantId,
    personId: review.personId,
    conferenceId: null,
    personName: names.get(review.personId) ?? '',
    title: `Speicherung prüfen: ${review.title}`,
    dueOn: review.outcomeOn,
  }));
}

/** § 32 PolG NRW: earlier recipients have to be told at once, so these have no day. */
function noticeItems(ctx: Context): Undated[] {
  const notices = openNotices(ctx);
  const names = namesOf(
    ctx,
    notices.map((notice) => notice.personId),
  );
  return notices.map((notice) => ({
    kind: 'NOTICE',
    id: `${notice.personId}`,
    personId: notice.personId,
    conferenceId: null,
    personName: names.get(notice.personId) ?? '',
    title: `${NOTICE_OCCASION_LABELS[notice.occasion]} mitteilen: ${notice.count === 1 ? '1 Empfänger' : `${notice.count} Empfänger`}`,
    dueOn: null,
  }));
}
