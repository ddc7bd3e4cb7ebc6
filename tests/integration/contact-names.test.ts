/**
 * § 26(1) PolG NRW: a document for a body that is not police names no Kontaktperson, whichever field of the file a name
 * stands in and however it is written; every item left out is counted. Witnesses and informants alike.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Input, Output } from '#shared/contract/index';
import { newId } from '../../electron/core/ids';
import { agencyOf, itemOf, openConference, resolutionInput } from '../support/conferences';
import { type Call, openTestOffice, type TestOffice } from '../support/office';
import {
  contactInput,
  findingInput,
  LABEL,
  newFile,
  offenceInput,
  participant,
  personInput,
} from '../support/records';

const POLICE = 'LKA_NRW';
const OTHER = 'VS_NRW';
const RULE = 'Kontakt- oder Begleitperson';

let office: TestOffice;
let call: Call;

beforeAll(async () => {
  office = await openTestOffice();
  call = await office.signIn('wendler');
});
afterAll(() => office.dispose());

type Preview = Output<'exports.preview'>;
const previewOf = (personId: string, agencyKey: string): Promise<Preview> =>
  call('exports.preview', { target: { kind: 'DOSSIER', personId }, agencyKey });
const countOf = ({ leftOut }: Preview, rule = RULE) => leftOut.find((line) => line.rule === rule)?.count ?? 0;
/** Hand-made comparison: lower case, ä/ae/a and the like as one, letters only. */
const plain = (text: string) =>
  text
    .normalize('NFD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/([aou])e/g, '$1')
    .replace(/[^a-z]/g, '');

/** Names that no German text contains by chance. */
const syllable = fc.constantFrom('qui', 'zwo', 'xan', 'pfü', 'wrö', 'jux', 'gnä', 'vyx');
const invented = fc
  .array(syllable, { minLength: 3, maxLength: 4 })
  .map((parts) => parts.join(''))
  .map((name) => name.charAt(0).toUpperCase() + name.slice(1));
const names = fc.record({ familyName: invented, second: invented, givenNames: invented });

const WAYS: readonly ((name: { familyName: string; second: string; givenNames: string }) => string)[] = [
  ({ familyName, second }) => `${familyName}-${second}`,
  ({ familyName }) => familyName.toUpperCase(),
  ({ familyName }) => `${familyName}s`,
  ({ second }) => `${second}'`,
  ({ givenNames }) => givenNames,
  ({ givenNames }) => `${givenNames}s`,
  ({ familyName }) => `Alt-${familyName}`,
  ({ familyName }) => familyName.replace('ü', 'ue').replace('ö', 'oe').replace('ä', 'ae'),
  ({ familyName }) => familyName.normalize('NFD'),
  ({ givenNames, familyName }) => `@${givenNames}${familyName}`,
];

/** Fields of a dossier that take a text: each is an item of its own in these files. */
const FIELDS = [
  'address.street',
  'address.city',
  'address.remark',
  'birthName',
  'birthPlace',
  'alias.aliasName',
  'alias.familyName',
  'alias.source',
  'finding.title',
  'finding.body',
  'finding.usageLimits',
  'finding.authorOffice',
  'finding.fileLocation',
  'finding.collectingOffice',
  'finding.legalBasis',
  'finding.protectedInterest',
  'offence.title',
  'offence.norm',
  'offence.place',
  'offence.description',
  'offence.operationNo',
  'offence.prosecutorNo',
  'offence.legalBasis',
  'measure.title',
  'measure.leadAgency',
  'measure.responsible',
  'legacyNote',
] as const;
type Field = (typeof FIELDS)[number];

/** Puts `text` into one field of the file as a new item that the dossier shows. */
async function plant(personId: string, field: Field, text: string): Promise<void> {
  const [kind = '', key = ''] = field.split('.');
  if (kind === 'finding') {
    const inLabel = ['collectingOffice', 'legalBasis', 'protectedInterest'].includes(key);
    const change = inLabel
      ? { label: { ...LABEL, [key]: text } }
      : { [key]: text, statementKind: 'BEWERTUNG' as const };
    const base = { authorOffice: 'KI ST Musterstadt', fileLocation: 'Akte 1' };
    await call('findings.create', findingInput(personId, { ...base, ...change }));
  } else if (kind === 'offence') {
    const change = key === 'legalBasis' ? { label: { ...LABEL, legalBasis: text } } : { [key]: text };
    await call('offences.create', offenceInput([participant(personId)], change));
  } else if (kind === 'measure') {
    await call('measures.create', { ...measureInput(personId), [key]: text });
  } else if (kind === 'legacyNote') {
    office.db
      .prepare(
        `INSERT INTO classification (id, person_id, origin, procedure, step, legacy_note, effective_on, created_at, changed_at,
           origin_office)
         SELECT ?, id, 'ALTBESTAND', 'ERSTEINSTUFUNG', 'ENTSCHIEDEN_JA', ?, '2015', '2026-10-01T08:00:00Z',
           '2026-10-01T08:00:00Z', office_id FROM person WHERE id = ?`,
      )
      .run(newId(), text, personId);
  } else {
    await plantPersonalia(personId, field, text);
  }
}

const measureInput = (personId: string): Input<'measures.create'> => ({
  personId,
  kind: 'PRUEFAUFTRAG',
  code: '',
  title: 'Umfeld abklären',
  legalBasis: '',
  leadAgencyKey: '',
  leadAgency: 'KI ST Musterstadt',
  responsible: '',
  dueOn: null,
  note: '',
});

async function plantPersonalia(personId: string, field: string, text: string): Promise<void> {
  const { id: _id, ...file } = await call('persons.get', { id: personId });
  const { leading, aliases, addresses, nationalities, phaenomenbereich, officerId, deputyId, revision } =
    file;
  const [kind, key = ''] = field.split('.');
  const address = {
    kind: 'WOHNANSCHRIFT' as const,
    street: 'Hauptstr. 1',
    postcode: '44135',
    city: '',
    remark: '',
  };
  const alias = { ...personInput('Zweitname').leading, aliasName: '' };
  await call('persons.update', {
    id: personId,
    revision,
    nationalities,
    phaenomenbereich,
    officerId,
    deputyId,
    leading: kind === field ? { ...leading, [field]: text } : leading,
    addresses: kind === 'address' ? [...addresses, { ...address, [key]: text }] : addresses,
    aliases: kind === 'alias' ? [...aliases, { ...alias, [key]: text }] : aliases,
  });
}

describe('a dossier for a body that is not police', () => {
  it('names no contact person in any field, and counts every item that it leaves out', async () => {
    await fc.assert(
      fc.asyncProperty(
        names,
        fc.subarray([...FIELDS], { minLength: 1, maxLength: 8 }),
        fc.array(fc.constantFrom(...WAYS), { minLength: 8, maxLength: 8 }),
        async (name, fields, ways) => {
          const personId = await newFile(call, 'Tellerand', 'Lutz');
          await call('findings.create', findingInput(personId, { title: 'Rede in Musterstadt' }));
          const familyName = `${name.familyName}-${name.second}`;
          await call('contacts.create', contactInput(personId, { familyName, givenNames: name.givenNames }));
          for (const [at, field] of fields.entries()) {
            const written = ways[at]?.(name) ?? familyName;
            // Names of people take Latin letters only; elsewhere the name stands inside a sentence.
            const text =
              field.startsWith('alias') || field === 'birthName'
                ? written.replace('@', '')
                : `Bei ${written} am Ort`;
            await plant(personId, field, text);
          }
          const other = await previewOf(personId, OTHER);
          const text = plain(JSON.stringify(other));
          for (const part of [name.familyName, name.second, name.givenNames])
            expect(text).not.toContain(plain(part));
          expect(countOf(other)).toBe(fields.length + 1);
          expect(JSON.stringify(other.content)).toContain('Rede in Musterstadt');
          expect(JSON.stringify(other.content)).toContain(`Nicht enthalten: ${fields.length + 1} Angaben`);
          const police = await previewOf(personId, POLICE);
          expect(plain(JSON.stringify(police))).toContain(plain(name.second));
          expect(countOf(police)).toBe(0);
        },
      ),
      { numRuns: 25 },
    );
  }, 120_000);

  it('leaves out the reason of a decision that names one', async () => {
    const personId = await newFile(call, 'Tellerand', 'Lutz');
    await call('contacts.create', contactInput(personId));
    const users = office.db.prepare("SELECT id FROM user WHERE state = 'ACTIVE' LIMIT 2").all() as {
      id: string;
    }[];
    office.db
      .prepare(
        `INSERT INTO classification (id, person_id, origin, procedure, person_group, occasion, step, proposer_id, submitted_at,
           submitted_on, decider_id, decided_at, effective_on, decision_reason, proposal_content, proposal_hash, proposer_key,
           proposer_signature, content, content_hash, decider_key, decider_signature, created_at, changed_at, origin_office)
         SELECT '0193a000-0000-7000-8000-000000000001', ?, 'SYSTEM', 'ERSTEINSTUFUNG', 'GEFAEHRDER', 'ZUZUG', 'ENTSCHIEDEN_JA', ?, '2026-10-01T08:00:00Z',
           '2026-10-01', ?, '2026-10-02T08:00:00Z', '2026-10-02', 'Lebt jetzt bei Quittenbaums.', '{}', 'h', 'k', 's', '{}', 'h', 'k',
           's', '2026-10-01T08:00:00Z', '2026-10-01T08:00:00Z', office_id FROM person WHERE id = ?`,
      )
      .run(personId, users[0]?.id, users[1]?.id, personId);
    const other = await previewOf(personId, OTHER);
    expect(JSON.stringify(other)).not.toContain('Quittenbaum');
    expect(JSON.stringify(other)).not.toContain('Es liegt keine Entscheidung vor');
    expect(countOf(other)).toBe(2);
    expect(JSON.stringify(await previewOf(personId, POLICE))).toContain('Anlass: Zuzug');
  });

  it('knows the contact persons of the other participants, as far as the user may see their files', async () => {
    const personId = await newFile(call, 'Tellerand', 'Lutz');
    const second = await newFile(call, 'Mitläufer', 'Uwe');
    await call('contacts.create', contactInput(second, { familyName: 'Zwieselbach', givenNames: 'Rosa' }));
    await call(
      'offences.create',
      offenceInput([participant(personId), participant(second)], {
        description: 'Zwieselbachs Wagen stand bereit.',
      }),
    );
    const other = await previewOf(personId, OTHER);
    expect(JSON.stringify(other)).not.toMatch(/Zwieselbach|Mitläufer/);
    expect(countOf(other)).toBe(1);
  });

  it('tells a relative of the same name by the given name only', async () => {
    const personId = await newFile(call, 'Tellerand', 'Lutz');
    await call('contacts.create', contactInput(personId, { familyName: 'Tellerand', givenNames: 'Ilse' }));
    await call('findings.create', findingInput(personId, { title: 'Tellerand sprach in Musterstadt' }));
    await call('findings.create', findingInput(personId, { title: 'Besuch bei Ilse' }));
    const other = await previewOf(personId, OTHER);
    expect(JSON.stringify(other)).toContain('Tellerand sprach');
    expect(JSON.stringify(other)).not.toContain('Ilse');
    expect(countOf(other)).toBe(2);
  });

  it('is refused where the purpose names one, with the field', async () => {
    const personId = await newFile(call, 'Tellerand', 'Lutz');
    await call('contacts.create', contactInput(personId));
    const request = {
      target: { kind: 'DOSSIER' as const, personId },
      agencyKey: OTHER,
      attention: '',
      purpose: 'Anfrage zu Frau Quittenbaum',
      legalBasis: '§ 26 PolG NRW',
    };
    await expect(call('exports.request', request)).rejects.toMatchObject({
      code: 'RULE_VIOLATED',
      fields: { purpose: expect.stringContaining('nicht genannt werden darf') },
    });
    await expect(call('exports.request', { ...request, agencyKey: POLICE })).resolves.toMatchObject({
      state: 'FREIGEGEBEN',
    });
  });
});

describe('witnesses and informants', () => {
  const withBoth = async () => {
    const personId = await newFile(call, 'Tellerand', 'Lutz');
    await call(
      'offences.create',
      offenceInput(
        [
          participant(personId),
          participant(null, { name: 'Heinz Zeugner', role: 'ZEUGE', personCategory: 'ZEUGE_HINWEISGEBER' }),
          participant(null, {
            name: 'Vera Raunig',
            role: 'HINWEISGEBER',
            personCategory: 'ZEUGE_HINWEISGEBER',
          }),
        ],
        { title: 'Beleidigung' },
      ),
    );
    await call('findings.create', findingInput(personId, { title: 'Zeugner hat ihn erkannt' }));
    await call('findings.create', findingInput(personId, { title: 'Laut Raunigs Angaben' }));
    return personId;
  };

  it('of whom the informant is told to nobody, by name or as such', async () => {
    const personId = await withBoth();
    const police = await previewOf(personId, POLICE);
    const text = JSON.stringify(police);
    expect(text).not.toMatch(/Raunig|Hinweisgeb|Quellenschutz/i);
    expect(text).toContain('weitere Beteiligte: Heinz Zeugner (Zeugin / Zeuge), 1 weitere');
    expect(text).toContain('Zeugner hat ihn erkannt');
    expect(countOf(police, 'Nicht für die Stelle freigegeben')).toBe(1);
  });

  it('are numbers for a body that is not police', async () => {
    const other = await previewOf(await withBoth(), OTHER);
    const text = JSON.stringify(other);
    expect(text).not.toMatch(/Raunig|Zeugner|Hinweisgeb|Quellenschutz/i);
    expect(text).toContain('weitere Beteiligte: 2');
    expect(countOf(other, 'Zeugin oder Zeuge')).toBe(1);
    expect(countOf(other, 'Nicht für die Stelle freigegeben')).toBe(1);
  });

  it('are not given away by the own dossier of somebody who is one', async () => {
    const personId = await newFile(call, 'Tellerand', 'Lutz');
    await call(
      'findings.create',
      findingInput(personId, {
        title: 'Gab einen Hinweis',
        persons: [{ personId, role: 'HINWEISGEBER', personCategory: 'ZEUGE_HINWEISGEBER' }],
      }),
    );
    for (const agencyKey of [POLICE, OTHER]) {
      const preview = await previewOf(personId, agencyKey);
      expect(JSON.stringify(preview)).not.toContain('Gab einen Hinweis');
      expect(countOf(preview, 'Nicht für die Stelle freigegeben')).toBe(1);
    }
  });
});

describe('an Ergebnisvermerk for a body that is not police', () => {
  it('names no contact person in any text of the minutes, and counts what it leaves out', async () => {
    const personId = await newFile(call, 'Tellerand', 'Lutz');
    const second = await newFile(call, 'Mitläufer', 'Uwe');
    await call(
      'contacts.create',
      contactInput(personId, { familyName: 'Immergrün-Paschke', givenNames: 'Rosa' }),
    );
    const opened = await openConference(office, [personId, second], { place: 'Haus Immergrün' });
    const { conference } = opened;
    const item = itemOf(conference, personId);
    const own = { conferenceId: conference.id, itemId: item.id };
    await opened.call('conferences.saveItem', {
      ...own,
      revision: item.revision,
      assessment: 'Paschkes Einfluss ist groß.',
      dissent: 'Rosa sei unbeteiligt.',
    });
    const contribution = {
      ...own,
      agencyId: agencyOf(conference, 'LKA_NRW').id,
      statementKind: 'TATSACHE' as const,
      usability: 'PROTOKOLL' as const,
    };
    await opened.call('conferences.addContribution', { ...contribution, body: 'Fährt IMMERGRUENS Wagen.' });
    await opened.call('conferences.addContribution', { ...contribution, body: 'Fährt einen roten Wagen.' });
    await opened.call('conferences.addResolution', {
      ...resolutionInput(conference, itemOf(conference, second).id, {
        responsible: 'Frau Immergrün-Paschke',
      }),
    });
    await opened.call('conferences.updateAgency', {
      conferenceId: conference.id,
      agencyId: agencyOf(conference, OTHER).id,
      attendance: 'ANWESEND',
      onlyItemIds: [],
      representative: 'Herr Paschke',
      legalBasis: '',
    });
    call = await office.signIn('leitung');
    const target = { kind: 'ERGEBNISVERMERK' as const, conferenceId: conference.id };
    const other = await call('exports.preview', { target, agencyKey: OTHER });
    expect(JSON.stringify(other)).not.toMatch(/immergr|paschke|rosa/i);
    expect(JSON.stringify(other)).toContain('Fährt einen roten Wagen.');
    expect(JSON.stringify(other)).toContain('Keine Beschlüsse übermittelt.');
    // Place, representative, assessment, dissent, contribution, Beschluss.
    expect(countOf(other)).toBe(6);
    const police = await call('exports.preview', { target, agencyKey: POLICE });
    expect(JSON.stringify(police)).toContain('Immergrün-Paschke');
    call = await office.signIn('wendler');
  });
});
