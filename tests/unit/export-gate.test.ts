import { describe, expect, it } from 'vitest';
import type { DocumentContent, PrintSection } from '#shared/contract/print-document';
import { allowedWords, nameForms } from '#shared/domain/name-traces';
import { Gate } from '../../electron/core/exports/gate';

const CONTACT = {
  rule: 'KONTAKTPERSON',
  forms: nameForms([{ familyName: 'Richter', givenNames: 'Sabine' }]),
} as const;
const SOURCE = {
  rule: 'QUELLENSCHUTZ',
  forms: nameForms([{ familyName: 'Raunig', givenNames: '' }]),
} as const;
const OWN = allowedWords(['Tellerand', 'Lutz']);

const section = (blocks: PrintSection['blocks']): PrintSection => ({
  number: '1',
  title: 'Maßnahmen',
  blocks,
});
const entry = (body: string, meta: string[] = []) => ({ mark: '', title: '', statement: null, body, meta });

const content = (change: Partial<DocumentContent> = {}): DocumentContent => ({
  title: 'Tellerand, Lutz',
  subtitle: 'Personendossier',
  fileNo: 'ST-2026-0001',
  office: 'KI ST Musterstadt',
  recipient: 'Verfassungsschutz NRW',
  purpose: 'Abstimmung',
  legalBasis: '§ 26 PolG NRW',
  sections: [section([{ kind: 'FIELDS', rows: [{ label: 'Richtervorbehalt', value: 'nein' }] }])],
  ...change,
});

describe('the gate of a document', () => {
  it('leaves out whole rows, entries and texts of every kind of block and counts them by rule', () => {
    const gate = new Gate([SOURCE, CONTACT], []);
    const passed = gate.section(
      section([
        {
          kind: 'FIELDS',
          rows: [
            { label: 'Ort', value: 'bei Richters' },
            { label: 'Stand', value: 'offen' },
          ],
        },
        {
          kind: 'ENTRIES',
          entries: [entry('Sabine fuhr'), entry('ruhig', ['Vermerk Richter']), entry('frei')],
        },
        {
          kind: 'TABLE',
          columns: ['A', 'B'],
          rows: [
            ['eins', 'laut Raunig und Richter'],
            ['zwei', 'drei'],
          ],
        },
        { kind: 'TEXT', text: 'Richter' },
        { kind: 'NOTICE', text: 'Ein Hinweis' },
      ]),
      OWN,
    );
    expect(passed.blocks).toEqual([
      { kind: 'FIELDS', rows: [{ label: 'Stand', value: 'offen' }] },
      { kind: 'ENTRIES', entries: [entry('frei')] },
      { kind: 'TABLE', columns: ['A', 'B'], rows: [['zwei', 'drei']] },
      { kind: 'NOTICE', text: 'Ein Hinweis' },
    ]);
    expect(gate.leftOut().map(({ rule, count }) => [rule, count])).toEqual([
      ['QUELLENSCHUTZ', 1],
      ['KONTAKTPERSON', 4],
    ]);
  });

  it('says that nothing was transmitted where everything was left out', () => {
    const passed = new Gate([CONTACT], []).section(
      section([{ kind: 'ENTRIES', entries: [entry('Sabine')] }]),
      OWN,
    );
    expect(passed.blocks).toEqual([{ kind: 'TEXT', text: 'Keine Angaben übermittelt.' }]);
  });

  it('lets an official pass who shares a given name, not one who shares the family name', () => {
    const row = (value: string) => section([{ kind: 'FIELDS', rows: [{ label: 'Sachbearbeitung', value }] }]);
    const officials = ['Sabine Wendler', 'Klaus Richter'];
    const gate = new Gate([CONTACT], officials);
    expect(JSON.stringify(gate.section(row('Sabine Wendler'), OWN))).toContain('Wendler');
    expect(JSON.stringify(gate.section(row('Klaus Richter'), OWN))).not.toContain('Richter');
    expect(JSON.stringify(gate.section(row('Sabine'), OWN))).not.toContain('Sabine');
  });

  it.each([
    ['in the title', content({ title: 'Richter, Sabine' })],
    ['in the recipient', content({ recipient: 'Verfassungsschutz NRW, Frau Richter' })],
    ['in the purpose', content({ purpose: 'wegen SABINE' })],
    ['in a section title', content({ sections: [{ ...section([]), title: 'TOP 2: Richter' }] })],
    ['in a row', content({ sections: [section([{ kind: 'TABLE', columns: ['A'], rows: [['Richters']] }])] })],
    [
      'in small print',
      content({ sections: [section([{ kind: 'ENTRIES', entries: [entry('', ['Richter'])] }])] }),
    ],
  ])('refuses a finished document that names one %s', (_where, document) => {
    expect(() => new Gate([CONTACT], []).seal(document, ['Tellerand', 'Lutz'], [])).toThrow(
      /nicht genannt werden darf \(Kontakt- oder Begleitperson/,
    );
  });

  it('does not stumble over set texts that look like a name', () => {
    const gate = new Gate([CONTACT], []);
    expect(() => gate.seal(content(), ['Tellerand', 'Lutz'], [])).not.toThrow();
    const sentence = 'Der Richter hat zugestimmt';
    const withSentence = content({ sections: [section([{ kind: 'NOTICE', text: sentence }])] });
    expect(() => gate.seal(withSentence, ['Tellerand'], [sentence])).not.toThrow();
    expect(() => gate.seal(withSentence, ['Tellerand'], [])).toThrow();
  });
});
