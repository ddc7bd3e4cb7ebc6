/** Work in progress. It belongs to its user and file and dies with the file or after 30 days. */
import { z } from 'zod';
import { command, query } from './define';
import { empty, id, instant } from './primitives';

const key = z.string().min(1).max(200);
const OWN_WORK =
  'Ein Entwurf ist die eigene, noch nicht gespeicherte Eingabe; protokolliert wird das Speichern.';

export const draftsContract = {
  save: command({
    input: z.object({ key, personId: id.nullable(), content: z.string().max(500_000) }),
    output: empty,
    permission: 'SESSION',
    persons: (input) => (input.personId ? [input.personId] : []),
    grants: ['WRITE', 'PURPOSE'],
    audit: { unlogged: OWN_WORK },
  }),
  get: query({
    input: z.object({ key }),
    output: z.object({ draft: z.object({ content: z.string(), savedAt: instant }).nullable() }),
    permission: 'SESSION',
    audit: { unlogged: OWN_WORK },
  }),
  discard: command({
    input: z.object({ key }),
    output: empty,
    permission: 'SESSION',
    audit: { unlogged: OWN_WORK },
  }),
};
