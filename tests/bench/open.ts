/** Opening a full file and scrolling the list of persons: what the eye sees. */
import type { Page } from 'playwright-core';
import { median, percentile, type Result } from './figures';
import { FULL_FILE_ENTRIES, type FullFile } from './vault';
import type { Window } from './window';

/** From the address to the picture that shows the file with its counts and its newest Erkenntnisse; milliseconds each. */
export async function openFiles(app: Window, files: readonly FullFile[]): Promise<number[]> {
  const times: number[] = [];
  for (const [index, file] of files.entries()) {
    await app.page.evaluate(() => {
      location.hash = '/personen';
    });
    await app.page.getByRole('heading', { level: 1, name: 'Personen' }).waitFor();
    await app.page.waitForTimeout(150);
    const time = await openOne(app.page, file);
    // The first one loads the screen.
    if (index > 0) times.push(time);
  }
  return times;
}

const openOne = (page: Page, file: FullFile): Promise<number> =>
  page.evaluate(
    ({ id, familyName, entries }) =>
      new Promise<number>((resolve, reject) => {
        const isThere = () =>
          document.querySelector('h1')?.textContent?.includes(familyName) &&
          document.querySelector('[aria-label="Neueste Erkenntnisse"] li') !== null &&
          [...document.querySelectorAll('nav a')].some((link) =>
            link.textContent?.includes(`Erkenntnisse${entries}`),
          );
        const limit = setTimeout(() => reject(new Error(`nicht gezeigt: Akte ${id}`)), 10_000);
        const observer = new MutationObserver(() => {
          if (!isThere()) return;
          observer.disconnect();
          clearTimeout(limit);
          requestAnimationFrame(() => {
            const channel = new MessageChannel();
            channel.port1.onmessage = () => resolve(performance.now() - began);
            channel.port2.postMessage(null);
          });
        });
        observer.observe(document.body, { subtree: true, childList: true, characterData: true });
        const began = performance.now();
        location.hash = `/akten/${id}`;
      }),
    { ...file, entries: FULL_FILE_ENTRIES },
  );

export async function measureOpen(app: Window, files: readonly FullFile[]): Promise<Result> {
  const times = await openFiles(app, files);
  return {
    name: 'Volle Akte öffnen',
    what: `Adresse der Akte bis zum Bild mit Kopf, Zahlen der Abschnitte und Überblick, je ${FULL_FILE_ENTRIES} Erkenntnisse, jede Akte zum ersten Mal, p95; Median ${median(times).toFixed(1)} ms`,
    baselineName: '',
    value: percentile(times, 0.95),
    baseline: null,
    limits: { below: 150 },
    runs: times.length,
    note: '',
  };
}

const SCROLL_MS = 4_000;
/** A calm turn of the wheel: so many px from picture to picture. */
const STEP_PX = 40;
const SLOW_FRAME_MS = 33;

export async function measureScroll(app: Window): Promise<Result> {
  await app.page.evaluate(() => {
    location.hash = '/personen';
  });
  await app.page.getByRole('grid').waitFor();
  await app.page.waitForTimeout(500);
  const frames = await app.page.evaluate(
    ({ duration, step }) =>
      new Promise<number[]>((resolve) => {
        const list = document.querySelector('[role="grid"]') as HTMLElement;
        const gaps: number[] = [];
        let last = 0;
        let began = 0;
        const draw = (now: number) => {
          if (began === 0) began = now;
          else gaps.push(now - last);
          last = now;
          if (now - began > duration) return resolve(gaps);
          list.scrollTop += step;
          requestAnimationFrame(draw);
        };
        requestAnimationFrame(draw);
      }),
    { duration: SCROLL_MS, step: STEP_PX },
  );
  const slow = frames.filter((gap) => gap > SLOW_FRAME_MS).length;
  return {
    name: 'Liste rollen',
    what: `Bilder über ${SLOW_FRAME_MS} ms beim Rollen durch die Liste aller Personen (${STEP_PX} px je Bild, Seiten werden nachgeladen)`,
    baselineName: '',
    value: slow,
    baseline: null,
    unit: 'Bilder',
    limits: { below: 1 },
    runs: frames.length,
    note: `längstes Bild ${Math.max(...frames).toFixed(0)} ms, Median ${median(frames).toFixed(1)} ms`,
  };
}
