/** The ways in which a vault cannot be opened, as a user meets them, and the sentence that has to be shown for each. */
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface SpoiledVault {
  readonly name: string;
  readonly spoil: (dir: string) => void;
  /** Shown before anybody types a passphrase, or only when the right one was typed. */
  readonly shown: 'AT_ONCE' | 'AT_SIGN_IN';
  readonly code: string;
  readonly sentence: RegExp;
}

const HEADER = 'vault.json';
const DATABASE = 'vault.db';
const PAGE = 4096;

function editHeader(dir: string, edit: (text: string) => string): void {
  const file = join(dir, HEADER);
  const before = readFileSync(file, 'utf8');
  const after = edit(before);
  if (after === before) throw new Error('the header was not changed');
  writeFileSync(file, after);
}

function flip(dir: string, offset: (size: number) => number): void {
  const file = join(dir, DATABASE);
  const bytes = readFileSync(file);
  const at = offset(bytes.length);
  bytes[at] = (bytes[at] ?? 0) ^ 0x5a;
  writeFileSync(file, bytes);
}

/** `other` is a sound vault of somebody else. */
export function spoiledVaults(other: string): readonly SpoiledVault[] {
  return [
    {
      name: 'a damaged header',
      spoil: (dir) => editHeader(dir, (text) => text.replace(/"createdAt": "\d/u, '"createdAt": "9')),
      shown: 'AT_ONCE',
      code: 'VAULT_DAMAGED',
      sentence: /vault\.json.*beschädigt|beschädigt.*vault\.json/su,
    },
    {
      name: 'a header that is cut off',
      spoil: (dir) => editHeader(dir, (text) => text.slice(0, 200)),
      shown: 'AT_ONCE',
      code: 'VAULT_DAMAGED',
      sentence: /vault\.json.*beschädigt|beschädigt.*vault\.json/su,
    },
    {
      name: 'a database that is missing',
      spoil: (dir) => rmSync(join(dir, DATABASE)),
      shown: 'AT_ONCE',
      code: 'VAULT_DAMAGED',
      sentence: /vault\.db fehlt/u,
    },
    {
      name: 'a vault of a newer version',
      spoil: (dir) => editHeader(dir, (text) => text.replace(/"version": \d+/u, '"version": 99')),
      shown: 'AT_ONCE',
      code: 'VAULT_NEWER',
      sentence: /neueren Fassung/u,
    },
    {
      name: 'a header that is something else',
      spoil: (dir) => editHeader(dir, () => '{"name":"etwas anderes"}'),
      shown: 'AT_ONCE',
      code: 'VAULT_FOREIGN',
      sentence: /gehört nicht|kein Tresor|anderes Programm/u,
    },
    {
      name: 'a damaged first page',
      spoil: (dir) => flip(dir, () => 100),
      shown: 'AT_SIGN_IN',
      code: 'VAULT_DAMAGED',
      sentence: /erste Seite.*verändert/su,
    },
    {
      name: 'a damaged page in the middle',
      spoil: (dir) => flip(dir, (size) => Math.floor(size / 2 / PAGE) * PAGE + 700),
      shown: 'AT_SIGN_IN',
      code: 'VAULT_DAMAGED',
      sentence: /Seite \d+ von \d+ der Datei wurde verändert/u,
    },
    {
      name: 'the database of another vault',
      spoil: (dir) => copyFileSync(join(other, DATABASE), join(dir, DATABASE)),
      shown: 'AT_SIGN_IN',
      code: 'VAULT_FOREIGN',
      sentence: /anderen Tresor/u,
    },
    {
      name: 'a plain SQLite file in place of the database',
      spoil: (dir) =>
        writeFileSync(
          join(dir, DATABASE),
          Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(8176)]),
        ),
      shown: 'AT_SIGN_IN',
      code: 'VAULT_FOREIGN',
      sentence: /unverschlüsselte SQLite-Datenbank/u,
    },
  ];
}
