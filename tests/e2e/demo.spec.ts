/** The demonstration's path through the built application: office, list, file, Einstufung, conference, documents. */
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { CANARIES, CONTACT } from '../../scripts/demo/case';
import { generatedList } from '../../scripts/demo/generated-list';
import { demonstrate } from '../../scripts/demo/script';
import { Walk } from '../../scripts/demo/walk';
import { expect, test } from '../support/app';

interface Figures {
  readonly import: { rows: number; persons: number; duplicates: number };
  readonly counts: Record<string, number>;
  readonly persons: readonly { familyName: string; birthDate: string | null }[];
}

const textOf = (file: string) => execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
const factsOf = (file: string) => execFileSync('pdfinfo', [file], { encoding: 'utf8' });

test('walks the main job from an empty folder to the printed dossier', async ({
  app,
  page,
  exportDir,
}, info) => {
  test.setTimeout(240_000);
  await page.setViewportSize({ width: 1920, height: 1080 });
  page.setDefaultTimeout(30_000);
  const pictures = info.outputPath('walk');
  mkdirSync(pictures, { recursive: true });
  const figures = (await demonstrate(
    new Walk(page, pictures),
    generatedList(),
    exportDir,
  )) as unknown as Figures;

  expect(figures.import).toMatchObject({ rows: 46, persons: 45, duplicates: 1 });
  expect(figures.persons).toHaveLength(45);
  expect(figures.counts).toMatchObject({
    offences: 1,
    contacts: 1,
    measures: 2,
    transmissions: 3,
    conferences: 1,
    resolutions: 3,
  });

  const police = join(exportDir, 'dossier-polizei.pdf');
  const others = join(exportDir, 'dossier-nicht-polizei.pdf');
  const minutes = join(exportDir, 'ergebnisvermerk.pdf');
  for (const file of [police, others, minutes]) {
    const facts = factsOf(file);
    expect(facts).toMatch(/Tagged:\s+yes/u);
    const pages = Number(/Pages:\s+(\d+)/u.exec(facts)?.[1]);
    const text = textOf(file);
    expect(text.match(/VS – NUR FÜR DEN DIENSTGEBRAUCH/gu)).toHaveLength(pages * 2);
    for (let number = 1; number <= pages; number += 1) expect(text).toContain(`Seite ${number} von ${pages}`);
    expect(text).toContain('Ausfertigung 1');
  }
  expect(textOf(police)).toContain(CONTACT.familyName);
  expect(textOf(others)).not.toContain(CONTACT.familyName);
  expect(textOf(others)).toMatch(/Kontakt- oder Begleitperson[\s\S]*§ 26 Abs\. 1 PolG NRW/u);
  expect(textOf(police)).not.toContain(CANARIES.hearsay);
  expect(app.problems).toEqual([]);
});
