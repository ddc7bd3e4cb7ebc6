import type { conferencesContract } from '#shared/contract/conferences';
import { agencyCatalogue } from '../catalogues/agencies';
import type { HandlersOf } from '../registry';
import { requireReasons } from './access';
import { closingHandlers } from './closing';
import { listConferences } from './heads';
import { minutesHandlers } from './minutes';
import { planningHandlers } from './planning';
import { conferencesOfPerson, readConference } from './repository';

export const conferencesHandlers = {
  agencies: () => ({
    agencies: agencyCatalogue.agencies.map(({ key, name, shortName, type, police, standingMemberOf }) => ({
      key,
      name,
      shortName,
      type,
      police,
      standingMemberOf: [...standingMemberOf],
    })),
  }),

  list: (input, ctx) => ({ conferences: listConferences(ctx, input.scope, input.limit) }),

  get: (input, ctx) => {
    const conference = readConference(ctx, input.id);
    requireReasons(
      ctx,
      conference.items.flatMap((item) => [
        item.personId,
        ...item.resolutions.map((resolution) => resolution.personId),
      ]),
    );
    return conference;
  },

  listOfPerson: (input, ctx) => ({ conferences: conferencesOfPerson(ctx, input.personId) }),

  ...planningHandlers,
  ...minutesHandlers,
  ...closingHandlers,
} satisfies HandlersOf<typeof conferencesContract>;
