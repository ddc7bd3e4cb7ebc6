/** In every line of two files the leading one's value leads. */
import type { Input } from '#shared/contract/index';

export type Choices = Input<'duplicates.propose'>['choices'];

export const ALL_LEADING: Choices = {
  familyName: 'LEADING',
  givenNames: 'LEADING',
  birthDate: 'LEADING',
  birthPlace: 'LEADING',
  birthName: 'LEADING',
  aliasName: 'LEADING',
  gender: 'LEADING',
  identityState: 'LEADING',
  source: 'LEADING',
  originalScript: 'LEADING',
  reviewScript: 'LEADING',
  academicTitle: 'LEADING',
  callName: 'LEADING',
  birthRegion: 'LEADING',
  birthCountry: 'LEADING',
  deathDate: 'LEADING',
  country: 'LEADING',
  phaenomenbereich: 'LEADING',
  officerId: 'LEADING',
  deputyId: 'LEADING',
};
