import type { contactsContract } from '#shared/contract/contacts';
import { earlierDay } from '#shared/domain/calendar';
import { CONTACT_RELATION_LABELS } from '#shared/domain/contact';
import { contactPersonReview } from '#shared/domain/deadlines';
import type { Context } from '../context';
import { RuleError } from '../errors';
import { recordHistory } from '../history/repository';
import { touchPerson } from '../persons/service';
import { isComplete, labelHistory, requireComplete } from '../records/label';
import type { HandlersOf } from '../registry';
import {
  type ContactContent,
  contactsOf,
  deleteContact,
  findContact,
  insertContact,
  insertReview,
  type StoredContact,
  setReviewOn,
  updateContact,
} from './repository';

const RECORD = 'Kontaktperson';
const CATEGORY = ['KONTAKT_BEGLEITPERSON'] as const;

export const contactsHandlers = {
  list: (input, ctx) => ({
    contacts: contactsOf(ctx, input.personId).map(
      ({ personId: _person, personName: _name, fileNo: _fileNo, ...contact }) => contact,
    ),
  }),

  create: (input, ctx) => {
    const { personId, noProfessionalSecrecy: _confirmed, ...content } = input;
    const blocked = !isComplete(content.label, CATEGORY);
    const id = insertContact(ctx, personId, content, blocked);
    recordHistory(ctx, { record: RECORD, recordId: id, personId }, null, contactFields(content));
    changed(ctx, personId);
    return { id, blocked };
  },

  update: (input, ctx) => {
    const { personId, id, revision, noProfessionalSecrecy: _confirmed, ...content } = input;
    const before = findContact(ctx, personId, id);
    const saved = save(ctx, before, revision, content);
    changed(ctx, personId);
    return saved;
  },

  label: (input, ctx) => {
    const before = findContact(ctx, input.personId, input.id);
    requireComplete(input.label, CATEGORY);
    const saved = save(ctx, before, input.revision, { ...contentOf(before), label: input.label });
    changed(ctx, input.personId);
    return saved;
  },

  confirmReview: (input, ctx) => {
    const before = findContact(ctx, input.personId, input.id);
    if (before.review.final) {
      throw new RuleError(
        'Die längste Speicherdauer ist mit dem nächsten Prüftermin erreicht. Die Kontaktperson kann nicht weiter verlängert werden und ist dann zu entfernen (vgl. § 77 Abs. 2 BKAG).',
      );
    }
    const revision = insertReview(ctx, before.id, input.revision, input.reason);
    const { dueOn } = contactPersonReview({
      storedOn: before.storedOn,
      lastReviewedOn: ctx.clock.today(),
      maxYears: before.maxYears,
    });
    setReviewOn(ctx, before.id, dueOn);
    recordHistory(
      ctx,
      { record: RECORD, recordId: before.id, personId: input.personId },
      { 'Jährliche Prüfung': before.review.dueOn },
      { 'Jährliche Prüfung': dueOn, 'Grund der weiteren Speicherung': input.reason },
    );
    changed(ctx, input.personId);
    return { revision, dueOn };
  },

  remove: (input, ctx) => {
    const contact = findContact(ctx, input.personId, input.id);
    deleteContact(ctx, contact.id, input.revision);
    recordHistory(ctx, { record: RECORD, recordId: contact.id, personId: input.personId }, null, {
      'Kontaktperson entfernt': input.reason,
    });
    changed(ctx, input.personId);
    return {};
  },
} satisfies HandlersOf<typeof contactsContract>;

function changed(ctx: Context, personId: string): void {
  touchPerson(ctx, personId, null);
  ctx.emit({ type: 'changed', feature: 'contacts' });
  ctx.emit({ type: 'changed', feature: 'findings' });
  ctx.emit({ type: 'changed', feature: 'persons' });
}

function contentOf(contact: StoredContact): ContactContent {
  const { familyName, givenNames, birthDate, relation, relationNote, reason, maxYears, label } = contact;
  return { familyName, givenNames, birthDate, relation, relationNote, reason, maxYears, label };
}

function save(
  ctx: Context,
  before: StoredContact,
  expected: number,
  content: ContactContent,
): { revision: number; blocked: boolean } {
  const blocked = !isComplete(content.label, CATEGORY);
  const { dueOn } = contactPersonReview({
    storedOn: before.storedOn,
    lastReviewedOn: before.lastReview?.on ?? null,
    maxYears: content.maxYears,
  });
  // The due day first: the database refuses a longest storage that the due day exceeds.
  setReviewOn(ctx, before.id, earlierDay(dueOn, before.review.dueOn));
  const revision = updateContact(ctx, before.id, expected, content, blocked);
  setReviewOn(ctx, before.id, dueOn);
  recordHistory(
    ctx,
    { record: RECORD, recordId: before.id, personId: before.personId },
    contactFields(contentOf(before)),
    contactFields(content),
  );
  return { revision, blocked };
}

function contactFields(content: ContactContent): Record<string, string | number | null> {
  return {
    Familienname: content.familyName,
    Vornamen: content.givenNames,
    Geburtsdatum: content.birthDate,
    Beziehung: CONTACT_RELATION_LABELS[content.relation],
    'Beziehung: Bemerkung': content.relationNote,
    Begründung: content.reason,
    'Längste Speicherdauer in Jahren': content.maxYears,
    ...labelHistory(content.label),
  };
}
