/** How a user wants to see the list of persons: named views and columns. They belong to the user alone. */
import { z } from 'zod';
import { PERSON_COLUMNS } from '#shared/domain/person-list';
import { command, query } from './define';
import { PERSON_SORTS, personFilters } from './persons';
import { empty, id, requiredLine } from './primitives';

const OWN_SETTING =
  'Eine Ansicht ist eine eigene Einstellung ohne Suchtext und ohne Namen; protokolliert wird, was die Liste zeigt.';

/** Without the search text: a typed name would outlive the file of the person. */
export const viewSettings = z.object({
  filters: personFilters,
  sort: z.enum(PERSON_SORTS),
  descending: z.boolean(),
  columns: z.array(z.enum(PERSON_COLUMNS)).min(1).max(PERSON_COLUMNS.length),
});
export type ViewSettings = z.infer<typeof viewSettings>;

const view = z.object({ id, name: z.string(), isDefault: z.boolean(), settings: viewSettings });
export type PersonView = z.infer<typeof view>;

const name = requiredLine(60);

export const viewsContract = {
  /** The own views by name, and the columns of the list outside of a view. */
  list: query({
    input: empty,
    output: z.object({ views: z.array(view), columns: z.array(z.enum(PERSON_COLUMNS)).nullable() }),
    permission: 'CASE_READ',
    audit: { unlogged: OWN_SETTING },
  }),
  /** Keeps a view under a name; one of that name is replaced. */
  save: command({
    input: z.object({ name, settings: viewSettings }),
    output: z.object({ id }),
    permission: 'CASE_READ',
    audit: { unlogged: OWN_SETTING },
  }),
  rename: command({
    input: z.object({ id, name }),
    output: empty,
    permission: 'CASE_READ',
    audit: { unlogged: OWN_SETTING },
  }),
  remove: command({
    input: z.object({ id }),
    output: empty,
    permission: 'CASE_READ',
    audit: { unlogged: OWN_SETTING },
  }),
  /** The view that the list opens with after signing in; null: the whole list. */
  setDefault: command({
    input: z.object({ id: id.nullable() }),
    output: empty,
    permission: 'CASE_READ',
    audit: { unlogged: OWN_SETTING },
  }),
  /** Columns of the list in their order. */
  setColumns: command({
    input: z.object({ columns: z.array(z.enum(PERSON_COLUMNS)).min(1).max(PERSON_COLUMNS.length) }),
    output: empty,
    permission: 'CASE_READ',
    audit: { unlogged: OWN_SETTING },
  }),
};
