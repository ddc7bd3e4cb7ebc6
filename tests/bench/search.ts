/** Searching among all people with the real search field: from the key to the row on the screen. */
import type { Page } from 'playwright-core';
import type { Output } from '#shared/contract/index';
import { computingTime } from './cpu';
import { median, percentile, type Result } from './figures';
import type { Window } from './window';

/** Typed letter by letter: common and rare names, umlauts, other alphabets' letters, aliases, nonsense, two words, a date. */
const TYPED = [
  'schäfer',
  'Öztürk',
  'kowalcz',
  'meier jü',
  'Yıldız',
  'hatschi',
  'abu y',
  'xqz',
  'dorđe',
  'zimmermann',
  '12.03.1971',
];

/** As many rows as the page asks for at once. */
const PAGE = 60;

interface Keystroke {
  /** From the key to the answer's rows in the document. */
  readonly shown: number;
  /** To the next picture of the window. */
  readonly painted: number;
}

export async function measureSearch(app: Window): Promise<Result[]> {
  const { page } = app;
  await page.evaluate(() => {
    location.hash = '/personen';
  });
  const field = page.getByRole('searchbox', { name: 'Personen suchen' });
  await field.waitFor();
  const totals = await totalsOf(app);
  await field.focus();
  const strokes: Keystroke[] = [];
  const began = computingTime();
  // The first word warms up.
  for (const [index, word] of [TYPED[0] ?? '', ...TYPED, ...TYPED].entries()) {
    await field.fill('');
    await page.waitForTimeout(300);
    let last = '';
    for (const [length, letter] of [...word].entries()) {
      const expected =
        totals.get(
          [...word]
            .slice(0, length + 1)
            .join('')
            .trim(),
        ) ?? '';
      // An answer that reads like the one before cannot be seen to arrive.
      if (expected === last || letter === ' ') {
        await page.keyboard.type(letter);
        await page.waitForTimeout(150);
        continue;
      }
      const stroke = await typeOne(page, letter, expected);
      if (index > 0) strokes.push(stroke);
      last = expected;
      await page.waitForTimeout(60);
    }
  }
  const cpu = computingTime(began);
  const letters = [TYPED[0] ?? '', ...TYPED, ...TYPED].join('').length;
  const calls = await bareCalls(page, strokes.length);
  const searches = await searchCalls(page);
  const what = `Taste im Suchfeld der Seite „Personen“ bis die Treffer im Fenster stehen (nächstes Bild nach dem Einsetzen), p95 über ${strokes.length} Anschläge in ${TYPED.length} Wörtern; Median ${median(strokes.map((stroke) => stroke.painted)).toFixed(1)} ms`;
  return [
    {
      name: 'Personensuche (Taste bis Bild)',
      what,
      baselineName: 'leerer Aufruf über dieselbe Brücke (session.notices), p95',
      value: percentile(
        strokes.map((stroke) => stroke.painted),
        0.95,
      ),
      baseline: percentile(calls, 0.95),
      limits: { below: 50 },
      runs: strokes.length,
      note: `Treffer im Dokument nach p95 ${percentile(
        strokes.map((stroke) => stroke.shown),
        0.95,
      ).toFixed(
        1,
      )} ms; Rechenzeit je Anschlag: Seite ${(cpu.page / letters).toFixed(1)} ms, Tresorprozess ${(cpu.vault / letters).toFixed(1)} ms`,
    },
    {
      name: 'Personensuche (Aufruf)',
      what: 'persons.search über die Brücke der Seite bis zur Antwort (bis zu 60 Treffer, eine Seite), p95, dieselben Wörter',
      baselineName: 'leerer Aufruf über dieselbe Brücke (session.notices), p95',
      value: percentile(searches, 0.95),
      baseline: percentile(calls, 0.95),
      limits: { below: 50 },
      runs: searches.length,
      note: '',
    },
  ];
}

/** What the page says above the list for every beginning of every word. */
async function totalsOf(app: Window): Promise<Map<string, string>> {
  const totals = new Map<string, string>();
  for (const word of TYPED) {
    const letters = [...word];
    for (let length = 1; length <= letters.length; length += 1) {
      const query = letters.slice(0, length).join('').trim();
      const { total, hasMore } = await app.call<Output<'persons.search'>>('persons.search', {
        query,
        limit: PAGE,
      });
      const number = total.toLocaleString('de-DE');
      totals.set(query, hasMore ? `mehr als ${number} Treffer` : `${number} Treffer`);
    }
  }
  return totals;
}

/** The page watches before the key is sent: both ways into the browser are not the same. */
async function typeOne(page: Page, letter: string, expected: string): Promise<Keystroke> {
  await page.evaluate((text) => {
    const seen = new Promise<{ shown: number; painted: number }>((resolve, reject) => {
      let began = 0;
      // Letters that are not on the test's keyboard come as text, without a key.
      for (const kind of ['keydown', 'beforeinput']) {
        const begin = (event: Event) => {
          if (began === 0) began = event.timeStamp;
        };
        document.addEventListener(kind, begin, { capture: true, once: true });
      }
      const limit = setTimeout(() => reject(new Error(`nicht gezeigt: ${text}`)), 10_000);
      const observer = new MutationObserver(() => {
        const lines = document.querySelector('h1')?.closest('header')?.querySelectorAll('p') ?? [];
        if (began === 0 || ![...lines].some((line) => line.textContent === text)) return;
        observer.disconnect();
        clearTimeout(limit);
        const shown = performance.now() - began;
        // Called right before the picture with the new rows is made; the message after it comes when it is made.
        requestAnimationFrame(() => {
          const channel = new MessageChannel();
          channel.port1.onmessage = () => resolve({ shown, painted: performance.now() - began });
          channel.port2.postMessage(null);
        });
      });
      observer.observe(document.body, { subtree: true, childList: true, characterData: true });
    });
    Reflect.set(window, 'anschlag', seen);
  }, expected);
  await page.keyboard.type(letter);
  return page.evaluate(() => Reflect.get(window, 'anschlag') as Promise<Keystroke>);
}

const bareCalls = (page: Page, count: number): Promise<number[]> =>
  page.evaluate(async (runs) => {
    const times: number[] = [];
    for (let run = 0; run < runs; run += 1) {
      const began = performance.now();
      await window.fallakte?.call('{"op":"session.notices","input":{}}');
      times.push(performance.now() - began);
    }
    return times;
  }, count);

/** Every beginning of every word as one call, milliseconds each. */
export const searchCalls = (page: Page): Promise<number[]> =>
  page.evaluate(
    async ({ words, limit }) => {
      const times: number[] = [];
      for (const word of words) {
        for (let length = 1; length <= word.length; length += 1) {
          const query = word.slice(0, length).trim();
          const request = JSON.stringify({ op: 'persons.search', input: { query, limit } });
          const began = performance.now();
          await window.fallakte?.call(request);
          times.push(performance.now() - began);
        }
      }
      return times;
    },
    { words: TYPED, limit: PAGE },
  );
