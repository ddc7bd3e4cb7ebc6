/** Files whose Prüftermin is near or reached, and the days on which it is. */
import type { Input } from '#shared/contract/index';
import type { Call, TestOffice } from './office';
import { offenceInput, participant, personInput } from './records';

export function born(
  birthDate: string,
  more: Partial<Input<'persons.create'>> = {},
): Input<'persons.create'> {
  const input = personInput('Rothenbusch', 'Arne');
  return { ...input, leading: { ...input.leading, birthDate }, ...more };
}

/** A classified file with one offence, by default so old that its Prüftermin is the end of 2026. */
export async function oldFile(
  office: TestOffice,
  call: Call,
  birthDate = '1980-05-03',
  committedOn = '2016-03-15',
): Promise<string> {
  const { id } = await call('persons.create', born(birthDate));
  await call('offences.create', offenceInput([participant(id)], { committedOn }));
  office.db.prepare("UPDATE person SET case_status = 'EINGESTUFT' WHERE id = ?").run(id);
  return id;
}

/** From now on it is this day, confirmed by the Leitung. */
export async function onDay(office: TestOffice, day: string): Promise<void> {
  await office.signIn('leitung');
  office.clock.set(Temporal.PlainDate.from(office.clock.today()).until(day, { largestUnit: 'day' }));
  await office.confirmDate();
}
