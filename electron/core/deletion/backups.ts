/** Backups that still hold a person who was deleted: what lies in the vault's folder, and what the log knows of others. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from '../context';
import { statement } from '../database/statements';
import { isBackup, readBackupDay } from '../vault/backup';

export interface OlderBackup {
  /** Folder below `backups`; empty for one that was put elsewhere. */
  readonly name: string;
  readonly at: string;
}

/** Newest first. */
export function backupsBefore(ctx: Context, at: string): OlderBackup[] {
  const inFolder = foldersIn(join(ctx.vault.dir, 'backups'));
  const known = new Set(inFolder.map((backup) => backup.at));
  const logged = statement<[], { at: string }>(
    ctx.db,
    "SELECT at FROM audit_entry WHERE action = 'VAULT_BACKUP' AND outcome = 'OK'",
  )
    .all()
    .filter((entry) => !known.has(entry.at))
    .map((entry) => ({ name: '', at: entry.at }));
  return [...inFolder, ...logged].filter((backup) => backup.at < at).sort((a, b) => b.at.localeCompare(a.at));
}

function foldersIn(root: string): OlderBackup[] {
  let names: string[];
  try {
    names = readdirSync(root);
  } catch {
    return [];
  }
  return names.flatMap((name) => {
    const at = isBackup(join(root, name)) ? readBackupDay(join(root, name)) : null;
    return at === null ? [] : [{ name, at }];
  });
}
