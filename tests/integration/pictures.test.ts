import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Input } from '#shared/contract/index';
import { sha256Hex } from '../../electron/core/vault/keys';
import { openTestOffice, type TestOffice } from '../support/office';
import { exifSegment, greyJpeg, pictureInput, portrait } from '../support/pictures';
import { LABEL, NO_LABEL, newFile } from '../support/records';

let office: TestOffice;
let personId: string;
beforeEach(async () => {
  office = await openTestOffice();
  personId = await newFile(await office.signIn('wendler'), 'Adler');
});
afterEach(() => office.dispose());

const PREVIEW = greyJpeg(360, 450);
const transfers = (file: Uint8Array, preview: Uint8Array) => ({
  transferId: office.transfer(file),
  previewTransferId: office.transfer(preview),
});
const add = (more: Partial<Input<'pictures.add'>> = {}, file = portrait(), preview = PREVIEW) =>
  office.call('pictures.add', pictureInput(personId, transfers(file, preview), more));

describe('a Lichtbild', () => {
  it('is stored without metadata, with both check sums, and comes back as it was stored', async () => {
    const file = greyJpeg(360, 450, exifSegment(1, 'GPS 51.4556 N'));
    const { id, blocked } = await add({}, file);
    expect(blocked).toBe(false);
    const { pictures } = await office.call('pictures.list', { personId });
    expect(pictures).toMatchObject([
      { id, leading: true, width: 360, height: 450, mediaType: 'image/jpeg', fileSha256: sha256Hex(file) },
    ]);
    const { data } = await office.call('pictures.open', { personId, id });
    const bytes = Buffer.from(data, 'base64');
    expect(sha256Hex(bytes)).toBe(pictures[0]?.sha256);
    expect([Buffer.from(file).includes('GPS'), bytes.includes('GPS')]).toEqual([true, false]);
    expect(Buffer.from(pictures[0]?.preview ?? '', 'base64').equals(Buffer.from(PREVIEW))).toBe(true);
  });

  it('is handed over for one use: the bytes do not stay in memory', async () => {
    const ids = transfers(portrait(), PREVIEW);
    const { id } = await office.call('pictures.add', pictureInput(personId, ids));
    await office.call('pictures.remove', { personId, id, revision: 2, reason: 'Probe' });
    await expect(office.call('pictures.add', pictureInput(personId, ids))).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('without complete Kennzeichnung is blocked: not in the head, not in the dossier', async () => {
    const { id, blocked } = await add({ label: NO_LABEL });
    expect(blocked).toBe(true);
    const { call } = office;
    expect(await call('pictures.leading', { personId })).toEqual({ picture: null });
    await expect(call('pictures.setLeading', { personId, id, revision: 1 })).rejects.toMatchObject({
      code: 'RULE_VIOLATED',
      message: expect.stringContaining('§ 22b'),
    });
    expect(() => office.db.prepare('UPDATE picture SET leading = 1').run()).toThrow('CHECK');
    expect(() => office.db.prepare('UPDATE picture SET blocked = 0').run()).toThrow('CHECK');
    const { blocked: marks } = await call('persons.sections', { id: personId });
    expect(marks.pictures).toBe(1);
    const { items } = await call('findings.inbox', {});
    expect(items).toMatchObject([
      { kind: 'PICTURE', id, personId, title: 'Lichtbild: Erkennungsdienstliche Behandlung' },
    ]);
    const {
      transferId: _t,
      previewTransferId: _p,
      ...content
    } = pictureInput(personId, { transferId: '', previewTransferId: '' });
    expect(await call('pictures.update', { ...content, id, revision: 1 })).toEqual({
      revision: 2,
      blocked: false,
    });
    await call('pictures.setLeading', { personId, id, revision: 2 });
    expect((await call('pictures.leading', { personId })).picture?.id).toBe(id);
    await call('pictures.update', { ...content, label: NO_LABEL, id, revision: 3 });
    expect(await call('pictures.leading', { personId })).toEqual({ picture: null });
  });

  it('is labelled from the gesperrte Eingang, completely or not at all', async () => {
    const { id } = await add({ label: NO_LABEL, personCategory: null });
    const target = { personId, id, revision: 1, personCategory: 'VERURTEILT' as const };
    await expect(
      office.call('pictures.label', { ...target, label: { ...LABEL, covert: null } }),
    ).rejects.toMatchObject({ fields: { 'label.covert': expect.any(String) } });
    expect(await office.call('pictures.label', { ...target, label: LABEL })).toEqual({
      revision: 2,
      blocked: false,
    });
    expect((await office.call('findings.inbox', {})).items).toEqual([]);
  });

  it('leads alone: another chosen one takes its place', async () => {
    const first = await add();
    const second = await add({}, portrait(1));
    const { call } = office;
    const leading = async () => (await call('pictures.leading', { personId })).picture?.id;
    expect(await leading()).toBe(first.id);
    await call('pictures.setLeading', { personId, id: second.id, revision: 1 });
    expect(await leading()).toBe(second.id);
    expect(() => office.db.prepare('UPDATE picture SET leading = 1').run()).toThrow('UNIQUE');
  });

  it('stands in a dossier for police; for others only if they are named', async () => {
    const { id } = await add();
    const shown = async (agencyKey: string) => {
      const call = await office.signIn('leitung');
      const { content } = await call('exports.preview', { target: { kind: 'DOSSIER', personId }, agencyKey });
      const blocks = content.sections.flatMap((section) => section.blocks);
      return blocks.flatMap((block) => (block.kind === 'PICTURE' ? [block] : []));
    };
    const [block] = await shown('LKA_NRW');
    expect(block?.jpeg).toBe(Buffer.from(PREVIEW).toString('base64'));
    expect(block?.caption).toContain('Kennzeichnung: Erkennungsdienstliche Behandlung; offen');
    expect(await shown('VS_NRW')).toEqual([]);
    const call = await office.signIn('wendler');
    const {
      transferId: _t,
      previewTransferId: _p,
      ...content
    } = pictureInput(personId, { transferId: '', previewTransferId: '' });
    await expect(
      call('pictures.update', { ...content, releasedTo: ['LKA_NRW'], id, revision: 2 }),
    ).rejects.toMatchObject({ fields: { releasedTo: expect.any(String) } });
    await call('pictures.update', { ...content, releasedTo: ['VS_NRW'], id, revision: 2 });
    expect(await shown('VS_NRW')).toHaveLength(1);
  });

  it.each<[string, () => Promise<unknown>, string]>([
    ['an SVG', () => add({}, Uint8Array.from(Buffer.from('<svg/>'))), 'JPEG, PNG oder WebP'],
    ['the same one twice', () => add().then(() => add()), 'schon vorhanden'],
    ['one whose preview is another picture', () => add({}, portrait(), greyJpeg(100, 100)), 'Vorschau'],
    [
      'one whose preview is as large as itself',
      () => add({}, greyJpeg(1280, 1600), greyJpeg(1280, 1600)),
      'Vorschau',
    ],
    ['one whose preview is no JPEG', () => add({}, portrait(), portrait()), 'Vorschau'],
  ])('(%s) is refused with a sentence', async (_name, attempt, sentence) => {
    await expect(attempt()).rejects.toMatchObject({
      code: 'RULE_VIOLATED',
      message: expect.stringContaining(sentence),
    });
    expect((office.db.prepare('SELECT count(*) AS n FROM picture').get() as { n: number }).n).toBeLessThan(2);
  });

  it('is removed with its history, and goes with the person', async () => {
    const { id } = await add();
    await add({}, portrait(2));
    const { call } = office;
    await call('pictures.remove', { personId, id, revision: 2, reason: 'Zeigt jemand anderen' });
    const { entries } = await call('persons.history', { id: personId });
    expect(entries.filter(({ field }) => field === 'Quelle')).toHaveLength(1);
    office.db.prepare('DELETE FROM person WHERE id = ?').run(personId);
    expect(office.db.prepare('SELECT count(*) AS n FROM picture').get()).toEqual({ n: 0 });
  });

  it('exists only for whoever may see the file', async () => {
    const { id } = await add();
    office.db.prepare('UPDATE person SET protected = 1 WHERE id = ?').run(personId);
    const call = await office.signIn('brandt');
    for (const attempt of [call('pictures.list', { personId }), call('pictures.open', { personId, id })])
      await expect(attempt).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
