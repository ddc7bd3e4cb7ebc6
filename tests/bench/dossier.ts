/** A dossier as PDF against a static page with the same content and as many pages. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { loadAsset } from '../../electron/hosts/assets';
import { median, type Result } from './figures';
import { type BareWindow, openBareChromium, ROOT, type Window } from './window';

const ORIGIN = 'http://app.localhost';

export async function measureDossier(app: Window, personId: string, runs: number): Promise<Result> {
  const { id } = await app.call<{ id: string }>('exports.request', {
    target: { kind: 'DOSSIER', personId },
    agencyKey: 'LKA_NRW',
    attention: '',
    purpose: 'Vorbereitung der Fallkonferenz',
    legalBasis: '§ 26 PolG NRW',
  });
  await app.page.evaluate((address) => {
    location.hash = address;
  }, `/dokumente/${id}`);
  await app.page.getByRole('button', { name: 'Als PDF speichern' }).waitFor();
  await keepPrintedPage(app.page);
  const bare = await openBareChromium();
  try {
    const dossiers: number[] = [];
    const statics: number[] = [];
    let staticPages = 0;
    for (let run = 0; run <= runs; run += 1) {
      const dossier = await savePdf(app.page);
      if (run === 0)
        await serveStatic(bare, await app.page.evaluate(() => Reflect.get(window, 'gedruckt') as string));
      const printed = await printStatic(bare, join(app.exportDir, 'statisch.pdf'));
      if (run === 0) {
        staticPages = pagesOf(join(app.exportDir, 'statisch.pdf'));
        continue;
      }
      dossiers.push(dossier);
      statics.push(printed);
    }
    const file = readdirSync(app.exportDir).find((name) => name.startsWith('Dossier'));
    const pages = file ? pagesOf(join(app.exportDir, file)) : 0;
    if (pages < 10 || pages !== staticPages)
      throw new Error(`Dossier ${pages} Seiten, statische Seite ${staticPages} Seiten: kein Vergleich.`);
    return {
      name: 'Dossier als PDF',
      what: `Knopf „Als PDF speichern“ bis zur Meldung, ${pages} Seiten: Ausfertigung mit unterschriebenem Prüfpunkt, Aufbau der Seiten, PDF mit Marken und Lesezeichen, Prüfsumme, Datei, Übermittlungsnachweis`,
      baselineName: `dieselben ${staticPages} Seiten als fertiges HTML: laden, PDF mit Marken und Lesezeichen, Datei`,
      value: median(dossiers),
      baseline: median(statics),
      limits: { ratio: 1.5 },
      runs,
      note: '',
    };
  } finally {
    await bare.close();
  }
}

/** Clicks in the page and waits there for the message that the copy is out. */
function savePdf(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const button = [...document.querySelectorAll('button')].find((entry) =>
          entry.textContent?.includes('Als PDF speichern'),
        );
        const count = () => (document.body.textContent?.match(/Ausfertigung \d+ ausgegeben/gu) ?? []).at(-1);
        const before = count();
        const limit = setTimeout(() => reject(new Error('keine Meldung')), 60_000);
        const observer = new MutationObserver(() => {
          const now = count();
          if (now === undefined || now === before) return;
          observer.disconnect();
          clearTimeout(limit);
          resolve(performance.now() - began);
        });
        observer.observe(document.body, { subtree: true, childList: true, characterData: true });
        const began = performance.now();
        button?.click();
      }),
  );
}

/** At the moment of printing the page and its styles are kept as text. */
async function keepPrintedPage(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.addEventListener('beforeprint', () => {
      const sheets = [...document.styleSheets, ...document.adoptedStyleSheets];
      const css = sheets.flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText)).join('\n');
      const body = document.body.cloneNode(true) as HTMLElement;
      for (const script of body.querySelectorAll('script')) script.remove();
      Reflect.set(
        window,
        'gedruckt',
        `<!doctype html><html lang="de"><head><title>${document.title}</title><style>${css}</style></head>${body.outerHTML}</html>`,
      );
    });
  });
}

async function serveStatic(bare: BareWindow, html: string | undefined): Promise<void> {
  if (!html) throw new Error('Die gedruckte Seite wurde nicht festgehalten.');
  await bare.context.route('**/*', async (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/') {
      await route.fulfill({ status: 200, contentType: 'text/html; charset=utf-8', body: html });
      return;
    }
    const name = pathname.split('/').at(-1) ?? '';
    const asset = await loadAsset(join(ROOT, 'dist', 'renderer'), `/assets/${name}`);
    await route.fulfill({
      status: asset.status,
      headers: { ...asset.headers },
      body: Buffer.from(asset.body),
    });
  });
}

async function printStatic(bare: BareWindow, file: string): Promise<number> {
  const cdp = await bare.context.newCDPSession(bare.page);
  const began = performance.now();
  await bare.page.goto(`${ORIGIN}/`);
  await bare.page.evaluate(() => document.fonts.ready.then(() => undefined));
  const { data } = await cdp.send('Page.printToPDF', {
    printBackground: true,
    preferCSSPageSize: true,
    generateTaggedPDF: true,
    generateDocumentOutline: true,
    displayHeaderFooter: false,
    transferMode: 'ReturnAsBase64',
  });
  writeFileSync(file, Buffer.from(data, 'base64'));
  const ms = performance.now() - began;
  await cdp.detach();
  if (readFileSync(file).length < 10_000) throw new Error('Die statische Seite ist leer.');
  return ms;
}

function pagesOf(file: string): number {
  const facts = execFileSync('pdfinfo', [file], { encoding: 'utf8' });
  return Number(/^Pages:\s+(\d+)/mu.exec(facts)?.[1] ?? 0);
}
