/** The shell around a stub page and a stub vault process: everything between the two is the real thing. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Reply } from '#shared/contract/errors';
import { type Application, startApplication } from '../../electron/bridge/application';
import { childStarter } from '../../electron/bridge/child-starter';
import { ChromiumHost } from '../../electron/hosts/chromium/host';

const HERE = import.meta.dirname;
export const STUB_VAULT_PROCESS = join(HERE, 'stub-vault-process.mjs');
export const STUB_RENDERER = join(HERE, 'stub-renderer');

export interface StubShell {
  readonly host: ChromiumHost;
  readonly application: Application;
  readonly vaultDir: string;
  readonly exportDir: string;
  /** One call of the page, as the renderer's client makes it. */
  call(op: string, input?: unknown): Promise<Reply>;
  /** What the vault processes were told, line by line. */
  journal(): readonly string[];
  dispose(): Promise<void>;
}

export interface StubOptions {
  readonly headless?: boolean;
  readonly vaultArguments?: readonly string[];
  readonly now?: () => number;
}

/** Starts the stub shell in a folder of its own. */
export async function startStubShell(options: StubOptions = {}): Promise<StubShell> {
  const dir = mkdtempSync(join(tmpdir(), 'fallakte-shell-'));
  const vaultDir = join(dir, 'vault');
  const exportDir = join(dir, 'export');
  const host = new ChromiumHost({
    headless: options.headless ?? true,
    rendererDir: STUB_RENDERER,
    exportDir,
  });
  const application = await startApplication({
    host,
    starter: childStarter({ entry: STUB_VAULT_PROCESS, extraArguments: options.vaultArguments ?? [] }),
    vaultDir,
    version: '0.0.0-test',
    ...(options.now === undefined ? {} : { now: options.now }),
  });
  return {
    host,
    application,
    vaultDir,
    exportDir,
    call: async (op, input = {}) =>
      JSON.parse(
        await host.page.evaluate((request) => {
          const fallakte: unknown = Reflect.get(window, 'fallakte');
          return (fallakte as { call(request: string): Promise<string> }).call(request);
        }, JSON.stringify({ op, input })),
      ) as Reply,
    journal: () => {
      try {
        return readFileSync(join(vaultDir, 'journal.txt'), 'utf8').trimEnd().split('\n');
      } catch {
        return [];
      }
    },
    dispose: async () => {
      await application.quit();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
