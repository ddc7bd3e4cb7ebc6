/** Figures of the walk, read over the page's own bridge as the screens do; nothing is changed this way. */
import { CANARIES, CONTACT } from './case';
import type { Walk } from './walk';

interface Hit {
  readonly id: string;
  readonly familyName: string;
  readonly givenNames: string;
  readonly aliases: readonly string[];
  readonly birthDate: string | null;
  readonly phaenomenbereich: string | null;
  readonly caseStatus: string;
  readonly personGroup: string | null;
}

export async function ask<T>(walk: Walk, op: string, input: unknown): Promise<T> {
  const text = await walk.page.evaluate(
    (request) => window.fallakte?.call(request) ?? '',
    JSON.stringify({ op, input }),
  );
  const reply = JSON.parse(text) as { ok: true; value: T } | { ok: false; error: { message: string } };
  if (!reply.ok) throw new Error(`${op}: ${reply.error.message}`);
  return reply.value;
}

export async function allPersons(walk: Walk): Promise<Hit[]> {
  const persons: Hit[] = [];
  for (;;) {
    const page = await ask<{ hits: Hit[]; total: number }>(walk, 'persons.search', {
      query: '',
      offset: persons.length,
      limit: 500,
    });
    persons.push(...page.hits);
    if (page.hits.length === 0 || persons.length >= page.total) return persons;
  }
}

export async function figures(walk: Walk): Promise<Record<string, unknown>> {
  const persons = await allPersons(walk);
  /** Records of all files; one that belongs to several counts once. */
  const of = async (op: string, key: string) => {
    const ids = new Set<string>();
    for (const { id: personId } of persons) {
      const answer = await ask<Record<string, { id: string }[]>>(walk, op, { personId });
      for (const { id } of answer[key] ?? []) ids.add(id);
    }
    return ids.size;
  };
  const { batches } = await ask<{ batches: { counts: Record<string, number> }[] }>(
    walk,
    'imports.batches',
    {},
  );
  const counts = batches[0]?.counts ?? {};
  const { conferences } = await ask<{ conferences: { resolutions: number }[] }>(walk, 'conferences.list', {
    scope: 'PAST',
  });
  const { users } = await ask<{ users: unknown[] }>(walk, 'users.directory', {});
  return {
    import: {
      rows: counts['rows'] ?? 0,
      persons: counts['persons'] ?? 0,
      duplicates: counts['duplicates'] ?? 0,
      problems: counts['problems'] ?? 0,
    },
    persons: persons.map(({ id, familyName, givenNames, aliases, birthDate, phaenomenbereich }) => ({
      id,
      familyName,
      givenNames,
      aliases,
      birthDate,
      phaenomenbereich,
    })),
    counts: {
      users: users.length,
      persons: persons.length,
      findings: await of('findings.list', 'findings'),
      offences: await of('offences.list', 'offences'),
      contacts: await of('contacts.list', 'contacts'),
      classifications: await of('classifications.listOfPerson', 'entries'),
      measures: await of('measures.listOfPerson', 'measures'),
      transmissions: await of('exports.transmissionsOfPerson', 'transmissions'),
      conferences: conferences.length,
      resolutions: conferences.reduce((sum, entry) => sum + entry.resolutions, 0),
    },
    canaries: Object.values(CANARIES).slice(0, 10),
    contactCanaries: [CONTACT.familyName],
  };
}
