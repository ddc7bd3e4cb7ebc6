import type { DocumentContent } from '#shared/contract/print-document';
import { DocumentPreview, PrintDocument } from '../print/PrintDocument';
import { Page, PageHeader } from '../ui';

const entry = (at: number) => ({
  mark: `${String((at % 28) + 1).padStart(2, '0')}.0${(at % 9) + 1}.2026`,
  title: at % 2 ? 'Kontrolle vor Szenelokal' : 'Einschätzung der Sachbearbeitung',
  statement: at % 2 ? ('TATSACHE' as const) : ('BEWERTUNG' as const),
  body: 'B. wurde mit zwei weiteren Personen vor dem Szenelokal „Keller 14“ kontrolliert. Er führte einen Teleskopschlagstock mit, der sichergestellt wurde. Die weiteren Beteiligten sind in dieser Ausfertigung nicht genannt (weitere Beteiligte: 2).',
  meta: ['§ 22b PolG NRW', 'Quelle B2', 'PI Dortmund 3'],
});

const content: DocumentContent = {
  title: 'Dossier',
  subtitle: 'Brandtner, Jonas, geb. 03.05.1990',
  fileNo: 'ST-2024-031',
  office: 'Polizeipräsidium Dortmund · KI Staatsschutz',
  recipient: 'Stadt Hagen, Ausländerbehörde',
  purpose: 'Prüfung aufenthaltsrechtlicher Maßnahmen nach Beschluss 3 der Fallkonferenz vom 25.11.2026',
  legalBasis: '§ 27 Absatz 2 PolG NRW',
  sections: [
    {
      number: '1',
      title: 'Personalien',
      blocks: [
        {
          kind: 'FIELDS',
          rows: [
            { label: 'Familienname', value: 'Brandtner' },
            { label: 'Vornamen', value: 'Jonas Peter' },
            { label: 'Anschrift', value: 'Musterweg 14\n44263 Dortmund' },
            { label: 'Schreibweisen', value: 'Ǩ̌, M̂, ḍ̂, Łukasz, Şevket, ķ̄' },
          ],
        },
      ],
    },
    {
      number: '2',
      title: 'Erkenntnisse',
      blocks: [
        {
          kind: 'NOTICE',
          text: 'Bewertungen sind als solche bezeichnet und geben die Einschätzung der aktenführenden Dienststelle wieder.',
        },
        { kind: 'ENTRIES', entries: Array.from({ length: 18 }, (_, at) => entry(at)) },
      ],
    },
    {
      number: '3',
      title: 'Maßnahmen',
      blocks: [
        {
          kind: 'TABLE',
          columns: ['Maßnahme', 'Rechtsgrundlage', 'Stand', 'Frist'],
          rows: Array.from({ length: 24 }, (_, at) => [
            `Meldeauflage ${at + 1}`,
            '§ 8 Absatz 1 PolG NRW',
            'läuft',
            '30.11.2026',
          ]),
        },
      ],
    },
  ],
};
const marks = {
  copyNo: 2,
  printedBy: 'KHK’in Weber, KI ST Dortmund',
  printedAt: '2026-11-23T13:05:00Z',
  checkpoint: { seq: 1284, hash: '9f2c1a7be04d55c38a6f1e90b7d2436c0e8fa1459b7c3d2e6f80a1b2c3d4e5f6' },
};
const leftOut = [{ rule: 'Kontaktpersonen', norm: '§ 26 Absatz 1 PolG NRW', count: 3 }];

export function PrintPage() {
  return (
    <Page header={<PageHeader title="Vorschau" />}>
      <DocumentPreview content={content} leftOut={leftOut} />
      <PrintDocument content={content} marks={marks} leftOut={leftOut} />
    </Page>
  );
}
