import { lstatSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { assetPath } from '../../electron/hosts/assets';
import { replaceFile, safeFileName, writeNewFile } from '../../electron/hosts/files';
import { makeTempDir, removeTempDirs } from '../support/temp';

afterAll(removeTempDirs);

describe('names of documents', () => {
  it.each([
    ['Dossier Müller.pdf', 'Dossier Müller.pdf'],
    ['../../etc/passwd', '_.._etc_passwd'],
    ['C:\\Windows\\x.pdf', 'C__Windows_x.pdf'],
    ['  .versteckt.pdf ', 'versteckt.pdf'],
    ['con.pdf', '_con.pdf'],
    ['a\u202Efdp.exe', 'a_fdp.exe'],
    ['...', 'Dokument'],
    ['', 'Dokument'],
  ])('%j becomes %j', (given, expected) => {
    expect(safeFileName(given)).toBe(expected);
  });

  it('hold no separator, no control character, no leading dot, and are bounded, whatever comes in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const name = safeFileName(text);
        expect(name.length).toBeGreaterThan(0);
        expect(name.length).toBeLessThanOrEqual(125);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must be gone
        expect(name).not.toMatch(/[/\\:*?"<>|\u0000-\u001f]|^\.|\.$/u);
      }),
    );
  });
});

describe('writing of documents', () => {
  it('never overwrites, counts up, leaves no partial file, and lets only the user read', async () => {
    const dir = makeTempDir();
    writeFileSync(join(dir, 'a.pdf'), 'alt');
    const names = await Promise.all(
      [1, 2, 3].map((byte) => writeNewFile(dir, 'a.pdf', new Uint8Array([byte]))),
    );
    expect(names.sort()).toEqual(['a (2).pdf', 'a (3).pdf', 'a (4).pdf']);
    expect(readdirSync(dir).sort()).toEqual(['a (2).pdf', 'a (3).pdf', 'a (4).pdf', 'a.pdf']);
    expect(readFileSync(join(dir, 'a.pdf'), 'utf8')).toBe('alt');
    for (const name of names) expect(lstatSync(join(dir, name)).mode & 0o777).toBe(0o600);
  });

  it('replaces in one step where the user chose the name', async () => {
    const file = join(makeTempDir(), 'b.pdf');
    writeFileSync(file, 'alt');
    await replaceFile(file, Buffer.from('neu'));
    expect(readFileSync(file, 'utf8')).toBe('neu');
  });

  it('leaves nothing behind in a folder that does not take it', async () => {
    await expect(writeNewFile(join(makeTempDir(), 'fehlt'), 'a.pdf', new Uint8Array())).rejects.toThrow();
  });
});

describe('paths of the page', () => {
  it("stay inside of the renderer's folder whatever is asked for", () => {
    const part = fc.oneof(
      fc.constantFrom('..', '.', '%2e%2e', '%2f', '%5c', '\\', 'a.js', 'C:', '\0', '%00', ''),
      fc.string({ maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const path = assetPath('/app/renderer', `/${parts.join('/')}`);
        if (path !== null) expect(path).toMatch(/^\/app\/renderer\/(?!.*\/?\.\.\/)/u);
      }),
      { numRuns: 2_000 },
    );
  });
});
