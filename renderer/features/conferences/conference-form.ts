/** Values of the planning form; the schema is the contract's, so each field's rule exists once. */
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { type Conference, conferencesContract } from '#shared/contract/conferences';
import { rolesAllow } from '#shared/domain/roles';
import { useOperation } from '../../app/queries';
import { useSession } from '../../app/session';

const schema = conferencesContract.create.input;
export type ConferenceValues = z.input<typeof schema>;

export function useConferenceForm(values: ConferenceValues) {
  return useForm<ConferenceValues, unknown, z.output<typeof schema>>({
    resolver: zodResolver(schema),
    defaultValues: values,
  });
}
export type ConferenceForm = ReturnType<typeof useConferenceForm>;

export function valuesOf(conference: Conference): ConferenceValues {
  const { platform, kind, title, heldOn, startsAt, place, chairId, minutesId, sikoInvited, sikoReason } =
    conference;
  return { platform, kind, title, heldOn, startsAt, place, chairId, minutesId, sikoInvited, sikoReason };
}

/** A GTAZ conference with the caller in the chair, everything else open. */
export function useNewConference(): ConferenceValues {
  const userId = useSession((state) => state.user?.id ?? '');
  return {
    platform: 'GTAZ_NRW',
    kind: 'FOLGE',
    title: '',
    heldOn: '',
    startsAt: '',
    place: '',
    chairId: userId,
    minutesId: null,
    sikoInvited: null,
    sikoReason: '',
  };
}

/** Who may take the chair and who may write the minutes. */
export function useColleagues() {
  const directory = useOperation('users.directory', {});
  const users = directory.data?.users ?? [];
  const options = (permission: 'CONFERENCE_LEAD' | 'CONFERENCE_MINUTES') =>
    users
      .filter((user) => rolesAllow(user.roles, permission))
      .map((user) => ({
        value: user.id,
        label: [user.rank, user.fullName].filter(Boolean).join(' '),
        note: user.officeName,
      }));
  return { chairs: options('CONFERENCE_LEAD'), minuteTakers: options('CONFERENCE_MINUTES') };
}
