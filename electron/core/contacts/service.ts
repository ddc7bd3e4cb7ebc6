/** What other features may ask about contact persons. */
import type { InboxItem } from '#shared/contract/findings';
import { CONTACT_RELATION_LABELS } from '#shared/domain/contact';
import type { Context } from '../context';
import { blockedContacts, contactsDue, type StoredContact } from './repository';

/** Blocked contact persons of these files as entries of the gesperrte Eingang. */
export function blockedContactItems(ctx: Context, personIds: readonly string[]): InboxItem[] {
  return blockedContacts(ctx, personIds).map((contact) => {
    const name = [contact.familyName, contact.givenNames].filter(Boolean).join(', ');
    return {
      kind: 'CONTACT',
      id: contact.id,
      revision: contact.revision,
      personId: contact.personId,
      personName: contact.personName,
      fileNo: contact.fileNo,
      title: `Kontaktperson: ${name}`,
      body: `${CONTACT_RELATION_LABELS[contact.relation]}\n${contact.reason}`,
      occurredOn: null,
      statementKind: null,
      label: contact.label,
      persons: [],
      importedFrom: null,
      createdBy: contact.createdBy,
      createdAt: contact.createdAt,
    };
  });
}

/** Contact persons of the scope whose yearly review falls due up to this day, the most urgent first. */
export function contactReviewsDue(ctx: Context, until: string): StoredContact[] {
  return contactsDue(ctx, until);
}

export { contactsOf } from './repository';
