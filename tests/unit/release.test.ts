import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PERSON_CATEGORIES } from '#shared/domain/handling';
import {
  leftOutLines,
  needsSecondPerson,
  RELEASE_ITEM_KINDS,
  type ReleaseItem,
  releaseFor,
} from '#shared/domain/release';
import { ORIGINS } from '#shared/domain/statement';

const POLICE = { agencyId: 'KHST_KOELN', police: true };
const OTHER = { agencyId: 'ABH_OERTLICH', police: false };

const plain: ReleaseItem = {
  id: '1',
  section: '11',
  kind: 'ERKENNTNIS',
  blocked: false,
  categoryOfPerson: 'VERDACHT_STRAFTAT',
  isContactPerson: false,
  origin: 'EIGENE_STELLE',
  releasedFor: null,
};

/** Which rule keeps an item out, for police and for another recipient; null: it is in the dossier. */
const TABLE: readonly [string, Partial<ReleaseItem>, string | null, string | null][] = [
  ['an ordinary finding', {}, null, null],
  ['a blocked finding', { blocked: true }, 'NICHT_GEKENNZEICHNET', 'NICHT_GEKENNZEICHNET'],
  ['a restricted finding', { restricted: true }, 'EINGESCHRAENKT', 'EINGESCHRAENKT'],
  ['a contact person', { kind: 'KONTAKTPERSON', isContactPerson: true }, null, 'KONTAKTPERSON'],
  ['a contact person whose flag is missing', { kind: 'KONTAKTPERSON' }, null, 'KONTAKTPERSON'],
  ['a finding on a contact person', { categoryOfPerson: 'KONTAKT_BEGLEITPERSON' }, null, 'KONTAKTPERSON'],
  ['an offence that names one', { kind: 'STRAFTAT', isContactPerson: true }, null, 'KONTAKTPERSON'],
  ['an offence that the person saw as a witness', { role: 'ZEUGE' }, null, 'ZEUGE'],
  ['a finding that the person gave as a hint', { role: 'HINWEISGEBER' }, 'QUELLENSCHUTZ', 'QUELLENSCHUTZ'],
  [
    'a contact person that was released for the authority all the same',
    { isContactPerson: true, releasedFor: ['ABH_OERTLICH', 'KHST_KOELN'] },
    null,
    'KONTAKTPERSON',
  ],
  [
    'a source',
    { kind: 'QUELLE', releasedFor: ['ABH_OERTLICH', 'KHST_KOELN'] },
    'QUELLENSCHUTZ',
    'QUELLENSCHUTZ',
  ],
  [
    'a finding of the Verfassungsschutz',
    { origin: 'VERFASSUNGSSCHUTZ' },
    'HERKUNFT_VERFASSUNGSSCHUTZ',
    'HERKUNFT_VERFASSUNGSSCHUTZ',
  ],
  [
    'one that was released for the police',
    { origin: 'VERFASSUNGSSCHUTZ', releasedFor: ['KHST_KOELN'] },
    null,
    'HERKUNFT_VERFASSUNGSSCHUTZ',
  ],
  [
    'a finding released for the other authority only',
    { releasedFor: ['ABH_OERTLICH'] },
    'NICHT_FREIGEGEBEN',
    null,
  ],
  ['a finding released for nobody', { releasedFor: [] }, 'NICHT_FREIGEGEBEN', 'NICHT_FREIGEGEBEN'],
];

const items = fc.array(
  fc.record<ReleaseItem>({
    id: fc.uuid(),
    section: fc.constantFrom('2', '8', '11'),
    kind: fc.constantFrom(...RELEASE_ITEM_KINDS),
    blocked: fc.boolean(),
    categoryOfPerson: fc.option(fc.constantFrom(...PERSON_CATEGORIES)),
    isContactPerson: fc.boolean(),
    origin: fc.constantFrom(...ORIGINS),
    releasedFor: fc.option(fc.subarray(['KHST_KOELN', 'ABH_OERTLICH', 'JUGENDAMT'])),
    restricted: fc.boolean(),
  }),
  { maxLength: 30 },
);
const recipients = fc.record({
  agencyId: fc.constantFrom('KHST_KOELN', 'ABH_OERTLICH', 'JUGENDAMT', 'BKA'),
  police: fc.boolean(),
});

describe('release of a dossier', () => {
  it.each(TABLE)('%s', (_name, change, forPolice, forOther) => {
    const item = { ...plain, ...change };
    const rules = [POLICE, OTHER].map((to) => releaseFor([item], to).leftOut[0]?.rule ?? null);
    expect(rules).toEqual([forPolice, forOther]);
    expect([POLICE, OTHER].map((to) => releaseFor([item], to).included.length)).toEqual([
      forPolice === null ? 1 : 0,
      forOther === null ? 1 : 0,
    ]);
  });

  it('gives nothing forbidden to anybody, loses nothing and keeps the order', () => {
    fc.assert(
      fc.property(items, recipients, (input, recipient) => {
        const { included, leftOut } = releaseFor(input, recipient);
        const left = leftOut.reduce((sum, line) => sum + line.count, 0);
        expect(included.length + left).toBe(input.length);
        expect(included).toEqual(input.filter((item) => included.includes(item)));
        for (const item of included) {
          expect(item.blocked || item.restricted === true || item.kind === 'QUELLE').toBe(false);
          if (!recipient.police) {
            expect(item.isContactPerson || item.kind === 'KONTAKTPERSON').toBe(false);
            expect(item.categoryOfPerson).not.toBe('KONTAKT_BEGLEITPERSON');
          }
          if (item.releasedFor !== null) expect(item.releasedFor).toContain(recipient.agencyId);
          if (item.origin === 'VERFASSUNGSSCHUTZ') expect(item.releasedFor).not.toBeNull();
        }
      }),
    );
  });

  it('never gives another authority more than it would give police', () => {
    fc.assert(
      fc.property(items, fc.constantFrom('KHST_KOELN', 'JUGENDAMT'), (input, agencyId) => {
        const police = releaseFor(input, { agencyId, police: true }).included;
        const other = releaseFor(input, { agencyId, police: false }).included;
        expect(other.every((item) => police.includes(item))).toBe(true);
      }),
    );
  });

  it('treats a recipient whose kind is not exactly "police" as non-police', () => {
    const doubtful = { agencyId: 'X', police: 'JA' as unknown as boolean };
    expect(releaseFor([{ ...plain, isContactPerson: true }], doubtful).included).toEqual([]);
    expect(needsSecondPerson(doubtful)).toBe(true);
    expect(needsSecondPerson(POLICE)).toBe(false);
  });

  it('prints everything that was left out with its norm, a source without its kind', () => {
    const contact = { ...plain, isContactPerson: true };
    const input = [contact, contact, { ...plain, blocked: true }, { ...plain, kind: 'QUELLE' as const }];
    const { leftOut } = releaseFor(input, OTHER);
    expect(leftOut).toEqual([
      { rule: 'QUELLENSCHUTZ', count: 1, norm: 'Quellenschutz' },
      { rule: 'NICHT_GEKENNZEICHNET', count: 1, norm: '§ 22b Abs. 2 PolG NRW' },
      { rule: 'KONTAKTPERSON', count: 2, norm: '§ 26 Abs. 1 PolG NRW' },
    ]);
    expect(leftOutLines(leftOut)).toEqual([
      'Nicht enthalten: 1 Angabe (Nicht gekennzeichnet, § 22b Abs. 2 PolG NRW).',
      'Nicht enthalten: 2 Angaben (Kontakt- oder Begleitperson, § 26 Abs. 1 PolG NRW).',
      'Nicht enthalten: 1 Angabe (Nicht für die Stelle freigegeben, Freigabe je Behörde).',
    ]);
  });
});
