/**
 * What one signed-in session is importing, in memory only: the file as read, the preview, the running job. It hangs on
 * the open database and is gone with it at lock.
 */
import type { Database } from 'better-sqlite3';
import type { ImportLabel } from '#shared/contract/imports';
import type { ListStatus } from '#shared/domain/import';
import type { ListField, PersonCandidate, RowProblem } from '#shared/domain/list-fields';
import type { ListLayout } from '#shared/domain/list-layout';
import type { StatementKind } from '#shared/domain/statement';
import { AppError, RuleError } from '../errors';
import type { Kernel } from '../kernel';
import type { ListFile } from './read-file';

export interface OpenedList {
  readonly transferId: string;
  readonly sha256: string;
  readonly file: ListFile;
}

/** Another row of the list or an existing file that may be the same person. */
export interface Proposal {
  readonly rowNo: number | null;
  readonly personId: string | null;
  readonly name: string;
  readonly strength: 'LIKELY' | 'POSSIBLE';
  readonly reason: string;
}

/** One line of the list as it would be taken over. */
export interface PlannedRow {
  readonly rowNo: number;
  readonly cells: readonly { readonly column: string; readonly field: ListField; readonly text: string }[];
  readonly candidate: PersonCandidate | null;
  readonly problems: readonly RowProblem[];
  readonly notes: readonly string[];
  readonly proposals: readonly Proposal[];
  readonly classified: boolean;
}

export interface Preview {
  readonly id: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly sheetName: string;
  readonly layout: ListLayout;
  readonly warnings: readonly string[];
  readonly label: ImportLabel | null;
  readonly listStatus: ListStatus;
  readonly noteKind: StatementKind;
  readonly rows: readonly PlannedRow[];
}

export interface Desk {
  list: OpenedList | null;
  preview: Preview | null;
  job: Job | null;
}

const desks = new WeakMap<Database, Desk>();

export function deskOf(db: Database): Desk {
  let desk = desks.get(db);
  if (!desk) {
    desk = { list: null, preview: null, job: null };
    desks.set(db, desk);
  }
  return desk;
}

/** The preview of this session, or what to do if it is gone. */
export function previewOf(db: Database, previewId: string): Preview {
  const { preview } = deskOf(db);
  if (preview?.id !== previewId)
    throw new AppError(
      'NOT_FOUND',
      'Die Vorschau ist nicht mehr vorhanden. Bitte die Datei erneut auswählen; gespeichert wurde nichts.',
    );
  return preview;
}

/** The open database of the kernel; NOT_SIGNED_IN once it is locked. */
export function openDatabaseOf(kernel: Kernel): Database {
  const open = kernel.open;
  if (!open?.session) throw new AppError('NOT_SIGNED_IN', 'Bitte melden Sie sich an.');
  return open.db;
}

const SLICE_MS = 40;
const EVENT_MS = 100;

/**
 * Long work in slices, so that other calls and the cancel come through in between. A transaction never spans two slices.
 * Only one job runs at a time.
 */
export class Job {
  readonly name: string;
  readonly db: Database;
  readonly #kernel: Kernel;
  readonly #total: number;
  #done = 0;
  #isCancelled = false;
  #lastEvent = 0;

  constructor(kernel: Kernel, name: string, total: number) {
    this.#kernel = kernel;
    this.db = openDatabaseOf(kernel);
    this.name = name;
    this.#total = total;
  }

  cancel(): void {
    this.#isCancelled = true;
  }

  /** Throws CANCELLED after a cancel, NOT_SIGNED_IN after a lock. */
  check(): void {
    if (this.#isCancelled) throw new AppError('CANCELLED', 'Abgebrochen. Es wurde nichts gespeichert.');
    if (this.#kernel.open?.db !== this.db) throw new AppError('NOT_SIGNED_IN', 'Bitte melden Sie sich an.');
  }

  /** Calls `work` for slices of the items, each at most about 40 ms long if `work` handles one item per call. */
  async each<T>(items: readonly T[], work: (item: T) => void): Promise<void> {
    let at = 0;
    while (at < items.length) {
      this.check();
      const until = performance.now() + SLICE_MS;
      while (at < items.length && performance.now() < until) {
        work(items[at] as T);
        at += 1;
        this.#done += 1;
      }
      await this.pause();
    }
  }

  /** As {@link each}, with whole slices of `size` items, e.g. one transaction each. */
  async slices<T>(items: readonly T[], size: number, work: (slice: readonly T[]) => void): Promise<void> {
    for (let at = 0; at < items.length; at += size) {
      this.check();
      const slice = items.slice(at, at + size);
      work(slice);
      this.#done += slice.length;
      await this.pause();
    }
  }

  /** Tells how far it is and lets other calls in. */
  async pause(): Promise<void> {
    const now = performance.now();
    if (now - this.#lastEvent >= EVENT_MS || this.#done >= this.#total) {
      this.#lastEvent = now;
      this.#kernel.options.emit({
        type: 'progress',
        job: this.name,
        done: Math.min(this.#done, this.#total),
        total: this.#total,
      });
    }
    await new Promise<void>((resolve) => setImmediate(resolve));
    this.check();
  }
}

/** Runs a job on the desk; a new preview takes the place of a running one, staging is left alone. */
export async function runJob<T>(
  kernel: Kernel,
  name: string,
  total: number,
  work: (job: Job) => Promise<T>,
): Promise<T> {
  const job = new Job(kernel, name, total);
  const desk = deskOf(job.db);
  if (desk.job?.name === 'imports.stage')
    throw new RuleError('Es wird gerade eine Liste vorgelegt. Bitte warten oder abbrechen.');
  desk.job?.cancel();
  desk.job = job;
  try {
    return await work(job);
  } finally {
    if (desk.job === job) desk.job = null;
  }
}
