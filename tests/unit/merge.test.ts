import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  MERGE_PERSONALIA_FIELDS,
  type MergeFacts,
  type MergeSide,
  mergeBlockers,
  mergedBlock,
} from '#shared/domain/merge';

const set = (familyName: string, givenNames: string, birthDate: string | null = null, source = '') => ({
  familyName,
  givenNames,
  aliasName: '',
  birthName: '',
  birthDate,
  birthPlace: '',
  gender: 'UNBEKANNT',
  identityState: 'GESICHERT',
  originalScript: '',
  reviewScript: false,
  source,
  academicTitle: '',
  callName: '',
  birthRegion: '',
  birthCountry: '',
  deathDate: null,
  country: '',
});
const block = (
  leading: ReturnType<typeof set>,
  more: Partial<{ aliases: ReturnType<typeof set>[]; nationalities: string[] }> = {},
) => ({
  leading,
  aliases: more.aliases ?? [],
  nationalities: (more.nationalities ?? []).map((country) => ({ country, current: false })),
  addresses: [],
});
const choices = (chosen: Partial<Record<(typeof MERGE_PERSONALIA_FIELDS)[number], MergeSide>> = {}) => ({
  ...(Object.fromEntries(MERGE_PERSONALIA_FIELDS.map((field) => [field, 'LEADING'])) as Record<
    (typeof MERGE_PERSONALIA_FIELDS)[number],
    MergeSide
  >),
  ...chosen,
});
const names = (sets: readonly { familyName: string; givenNames: string; birthDate: string | null }[]) =>
  sets.map(({ familyName, givenNames, birthDate }) =>
    [familyName, givenNames, birthDate].filter(Boolean).join(' '),
  );

describe('the Personalien after a merge', () => {
  it('keep a leading set that does not lead any more as an alias set, the own one and the other one', () => {
    const merged = mergedBlock(
      block(set('Adler', 'Konrad', '1976-03-24')),
      block(set('Bussard', 'Kuno', '1976-03-25')),
      choices({ givenNames: 'OTHER' }),
    );
    expect(names([merged.leading])).toEqual(['Adler Kuno 1976-03-24']);
    expect(names(merged.aliases)).toEqual(['Adler Konrad 1976-03-24', 'Bussard Kuno 1976-03-25']);
    expect(merged.aliases.map(({ identityState }) => identityState)).toEqual(['ALIAS', 'ALIAS']);
  });

  it('make no alias of a set that says the same, whatever its source', () => {
    const merged = mergedBlock(
      block(set('Adler', 'Konrad', null, 'Melderegister')),
      block(set('Adler', 'Konrad', null, 'Ausweis')),
      choices(),
    );
    expect(merged.aliases).toEqual([]);
  });

  it('hold every alias and nationality of both, each once', () => {
    const merged = mergedBlock(
      block(set('Adler', 'Konrad'), { aliases: [set('Kalle', '')], nationalities: ['DE', 'TR'] }),
      block(set('Adler', 'Konrad'), {
        aliases: [set('Kalle', ''), set('Kuno', '')],
        nationalities: ['TR', 'SY'],
      }),
      choices(),
    );
    expect(names(merged.aliases)).toEqual(['Kalle', 'Kuno']);
    expect(merged.nationalities.map(({ country }) => country)).toEqual(['DE', 'TR', 'SY']);
  });

  it('lose no name of either file, whichever values lead', () => {
    const name = fc.constantFrom('Adler', 'Bussard', 'Dohle', '');
    const anySet = fc.record({ f: name, g: name }).map(({ f, g }) => set(f, g));
    fc.assert(
      fc.property(
        anySet,
        anySet,
        fc.array(anySet, { maxLength: 3 }),
        fc.record(
          Object.fromEntries(
            MERGE_PERSONALIA_FIELDS.map((field) => [
              field,
              fc.constantFrom('LEADING' as const, 'OTHER' as const),
            ]),
          ),
        ),
        (a, b, aliases, chosen) => {
          const merged = mergedBlock(block(a, { aliases }), block(b, { aliases }), {
            ...choices(),
            ...chosen,
          });
          const known = new Set(names([merged.leading, ...merged.aliases]));
          for (const before of names([a, b, ...aliases])) expect(known).toContain(before);
        },
      ),
    );
  });
});

describe('what keeps two files apart', () => {
  const CLEAR: MergeFacts = {
    sameOffice: true,
    openProposalIn: null,
    leadingStatus: 'PRUEFFALL',
    otherStatus: 'PRUEFFALL',
    leadingGroup: null,
    otherGroup: null,
    leadingDecidedAt: null,
    otherDecidedAt: null,
    sharedFindings: [],
    sharedOffences: [],
    linkBetween: false,
    sharedStatus: false,
    signedForOther: false,
    sameProtection: true,
    openActs: [],
    decidedDistinct: false,
    counts: { aliases: 50, nationalities: 10, addresses: 20 },
    sameOfficerAndDeputy: false,
  };
  const RECHTS = { leadingGroup: 'RECHTS', otherGroup: 'RECHTS' };

  it.each<[string, Partial<MergeFacts>, string[]]>([
    ['nothing', {}, []],
    ['another office', { sameOffice: false }, ['office']],
    ['an open proposal', { openProposalIn: 'OTHER' }, ['proposal']],
    ['a status for the same days', { sharedStatus: true }, ['status']],
    ['what was signed for the other file', { signedForOther: true }, ['hints']],
    ['another protection', { sameProtection: false }, ['protection']],
    ['an open act', { openActs: ['Löschung'] }, ['acts']],
    ['„keine Dublette“', { decidedDistinct: true }, ['decision']],
    [
      'shared records',
      { sharedOffences: ['a', 'b'], sharedFindings: ['c'] },
      ['offences', 'offences', 'findings'],
    ],
    ['a relation between them', { linkBetween: true }, ['links']],
    ['one person for two tasks', { sameOfficerAndDeputy: true }, ['deputyId']],
    ['too many aliases', { counts: { aliases: 51, nationalities: 10, addresses: 20 } }, ['aliases']],
    [
      'only the other one is classified',
      { otherStatus: 'EINGESTUFT', otherDecidedAt: '2024' },
      ['classification'],
    ],
    ['only the leading one is classified', { leadingStatus: 'EINGESTUFT', leadingDecidedAt: '2024' }, []],
    [
      'both alike, the leading decision is the latest',
      {
        ...RECHTS,
        leadingStatus: 'EINGESTUFT',
        otherStatus: 'EINGESTUFT',
        leadingDecidedAt: '2025',
        otherDecidedAt: '2024',
      },
      [],
    ],
    [
      'both alike, the other decision is the latest',
      {
        ...RECHTS,
        leadingStatus: 'EINGESTUFT',
        otherStatus: 'EINGESTUFT',
        leadingDecidedAt: '2024',
        otherDecidedAt: '2025',
      },
      ['classification'],
    ],
    [
      'both, in different Personenkreise',
      {
        leadingStatus: 'EINGESTUFT',
        otherStatus: 'EINGESTUFT',
        leadingGroup: 'RECHTS',
        otherGroup: 'LINKS',
        leadingDecidedAt: '2025',
      },
      ['classification'],
    ],
    [
      'the other one was declassified after the leading one was classified',
      {
        leadingStatus: 'EINGESTUFT',
        leadingDecidedAt: '2024',
        otherStatus: 'AUSGESTUFT',
        otherDecidedAt: '2025',
      },
      ['classification'],
    ],
    [
      'the other one was declassified, the leading one never classified',
      { otherStatus: 'AUSGESTUFT', otherDecidedAt: '2025' },
      ['classification'],
    ],
  ])('%s', (_name, facts, fields) => {
    const found = mergeBlockers({ ...CLEAR, ...facts });
    expect(found.map(({ field }) => field)).toEqual(fields);
    for (const { message } of found) expect(message).toMatch(/[Bb]itte/u);
  });
});
