/**
 * A vault on a file system of a few megabytes, mounted for the vault process alone (a mount namespace of its own, so that
 * nothing of the machine is touched and no rights are needed). The test reaches it through /proc. Linux only.
 */
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VaultClient } from './vault-client';

export class SmallDisk {
  readonly client: VaultClient;
  readonly #root: string;
  readonly #dir: string;

  private constructor(client: VaultClient, root: string) {
    this.client = client;
    this.#root = root;
    this.#dir = join(root, 'vault');
  }

  /** Copies the vault of `template` onto a fresh disk of `megabytes` and starts the vault process there. */
  static async start(template: string, megabytes: number): Promise<SmallDisk> {
    const root = mkdtempSync(join(tmpdir(), 'fallakte-klein-'));
    mkdirSync(join(root, 'vault'));
    const program = join(root, 'start.sh');
    const vault = join(root, 'vault');
    const script = `mount -t tmpfs -o size=${megabytes}m tmpfs "${vault}" && cp -R "${template}/." "${vault}" && exec "${process.execPath}" "$@"`;
    writeFileSync(
      program,
      `#!/bin/sh\nexec unshare --map-root-user --mount /bin/sh -c '${script}' sh "$@"\n`,
      {
        mode: 0o700,
      },
    );
    return new SmallDisk(await VaultClient.start(vault, program), root);
  }

  /** The vault's folder as this process can reach it while the vault process runs. */
  get folder(): string {
    return join('/proc', String(this.client.pid), 'root', this.#dir);
  }

  get freeBytes(): number {
    const { bavail, bsize } = statfsSync(this.folder);
    return bavail * bsize;
  }

  /** Fills the disk but for so many bytes. */
  fillUpTo(remaining: number): void {
    writeFileSync(join(this.folder, 'ballast'), Buffer.alloc(Math.max(0, this.freeBytes - remaining), 1));
  }

  makeRoom(): void {
    rmSync(join(this.folder, 'ballast'));
  }

  remove(): void {
    rmSync(this.#root, { recursive: true, force: true });
  }
}
