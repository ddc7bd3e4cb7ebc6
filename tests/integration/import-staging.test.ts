/** Putting a list forward: waiting rows, and what a cancel, a crash or a full disk leaves. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { count, dirty, previewOf, stageDirty, stored, until } from '../support/imports';
import { longList, utf8 } from '../support/lists';
import { openTestOffice, passphraseOf, TestOffice } from '../support/office';
import { newFile } from '../support/records';

let office: TestOffice;
beforeEach(async () => {
  office = await openTestOffice();
});
afterEach(() => office.dispose());

describe('putting a list forward', () => {
  it('stores batch and rows as waiting, and no file at all', async () => {
    const batchId = await stageDirty(office);
    expect(count(office, 'person')).toBe(0);
    expect(count(office, 'finding')).toBe(0);
    const { batch, mayRelease, releaseProblem } = await office.call('imports.report', { batchId });
    expect(batch).toMatchObject({ state: 'WARTET_AUF_FREIGABE', createdBy: 'Sabine Wendler' });
    expect(batch.counts).toMatchObject({
      rows: 13,
      persons: 11,
      notes: 2,
      skipped: 0,
      duplicates: 2,
      undecided: 0,
    });
    expect(mayRelease).toBe(false);
    expect(releaseProblem).toContain('zweite Person');
    const { rows, total } = await office.call('imports.reportRows', { batchId, filter: 'DUPLICATES' });
    expect(total).toBe(2);
    expect(rows[0]).toMatchObject({
      rowNo: 15,
      action: 'NOTE_TO',
      decided: true,
      target: { rowNo: 4, name: 'Zöllmann, René · 18.08.1996' },
    });
  });

  it.each([
    ['a later row', [{ rowNo: 4, action: 'NOTE_TO', toRowNo: 15 }], 'steht nicht vor ihr'],
    ['itself', [{ rowNo: 4, action: 'NOTE_TO', toRowNo: 4 }], 'steht nicht vor ihr'],
    [
      'a row that is not taken over',
      [
        { rowNo: 4, action: 'SKIP' },
        { rowNo: 15, action: 'NOTE_TO', toRowNo: 4 },
      ],
      'nicht übernommen',
    ],
    ['nothing', [{ rowNo: 15, action: 'NOTE_TO' }], 'genau eine Akte'],
    ['a line that is no person', [{ rowNo: 18, action: 'NEW' }], 'gibt es in dieser Vorschau nicht'],
  ] as const)(
    'refuses a decision that points to %s and stores nothing',
    async (_what, decisions, message) => {
      await expect(stageDirty(office, [...decisions])).rejects.toMatchObject({
        code: 'RULE_VIOLATED',
        message: expect.stringContaining(message),
      });
      expect(count(office, 'import_batch')).toBe(0);
    },
  );

  it('refuses an existing file outside the scope as target', async () => {
    let call = await office.signIn('fremd');
    const foreign = await newFile(call, 'Fremdmann');
    call = await office.signIn('wendler');
    const { previewId } = await dirty(office, call);
    await expect(
      call('imports.stage', { previewId, decisions: [{ rowNo: 4, action: 'NOTE_TO', toPersonId: foreign }] }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(count(office, 'import_batch')).toBe(0);
  });

  it('can be cancelled while rows are written: progress was told, nothing stays', async () => {
    const call = await office.signIn('wendler');
    const { previewId } = await previewOf(office, call, utf8(longList(2_000)));
    const staging = call('imports.stage', { previewId, decisions: [] });
    await until(() =>
      office.events.some(
        (event) => event.type === 'progress' && event.job === 'imports.stage' && event.done > 0,
      ),
    );
    expect(count(office, 'import_row')).toBeGreaterThan(0);
    expect(await call('imports.cancel', {})).toEqual({ cancelled: true });
    await expect(staging).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(stored(office)).toMatchObject({ import_batch: 0, import_row: 0 });
    expect((await call('imports.stage', { previewId, decisions: [] })).counts.rows).toBe(2_000);
  });

  it('leaves nothing of a staging that a crash cut off: the next sign-in takes it back and says so', async () => {
    const call = await office.signIn('wendler');
    const { previewId } = await previewOf(office, call, utf8(longList(2_000)));
    const staging = call('imports.stage', { previewId, decisions: [] }).catch((error: unknown) => error);
    await until(() => count(office, 'import_row') > 0);
    // What the disk holds at this moment is what a kill would leave: files are copied by another process, nothing is closed.
    const copy = join(mkdtempSync(join(tmpdir(), 'fallakte-crash-')), 'vault');
    execFileSync('cp', ['-r', office.dir, copy]);
    office.lock();
    expect(await staging).toMatchObject({ code: 'NOT_SIGNED_IN' });
    const crashed = new TestOffice(copy, office.clock);
    try {
      const { signedIn } = await crashed.call('session.login', {
        login: 'wendler',
        passphrase: passphraseOf('wendler'),
      });
      expect(signedIn?.notices.join(' ')).toContain('vollständig zurückgenommen');
      const state = await crashed.call('imports.batches', {});
      expect(state.batches).toEqual([]);
      const left = crashed.db
        .prepare('SELECT (SELECT count(*) FROM import_batch) + (SELECT count(*) FROM import_row) AS n')
        .get();
      expect(left).toEqual({ n: 0 });
    } finally {
      crashed.dispose();
    }
  });

  it('says that the disk is full and stores nothing', async () => {
    const call = await office.signIn('wendler');
    const { previewId } = await previewOf(office, call, utf8(longList(2_000)));
    const pages = office.db.pragma('page_count', { simple: true }) as number;
    office.db.pragma(`max_page_count = ${pages + 40}`);
    await expect(call('imports.stage', { previewId, decisions: [] })).rejects.toMatchObject({
      code: 'DISK_FULL',
    });
    office.db.pragma('max_page_count = 1073741823');
    expect(stored(office)).toMatchObject({ import_batch: 0, import_row: 0 });
    expect((await call('imports.stage', { previewId, decisions: [] })).counts.rows).toBe(2_000);
  });

  it('tells that the very same file waits or was taken over already', async () => {
    await stageDirty(office);
    const { inspection } = await dirty(office, office.call);
    expect(inspection.warnings.join(' ')).toContain('wartet schon auf Freigabe');
  });
});
