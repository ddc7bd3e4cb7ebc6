/** A save with history and log against a bare commit on the same encrypted database, in one process. */
import { median, type Result } from './figures';
import type { OpenedVault } from './vault';
import type { Window } from './window';

const ROUNDS = 60;

export async function measureSave(vault: OpenedVault, personId: string): Promise<Result> {
  const bare: number[] = [];
  const saves: number[] = [];
  const statement = vault.db.prepare('UPDATE person SET changed_at = ? WHERE id = ?');
  for (let round = 0; round < ROUNDS + 5; round += 1) {
    const file = await vault.call('persons.get', { id: personId });
    const { leading, aliases, nationalities, addresses, phaenomenbereich, officerId, deputyId } = file;
    const request = JSON.stringify({
      op: 'persons.update',
      input: {
        id: personId,
        revision: file.revision,
        leading: { ...leading, birthPlace: `Ort ${round}`, source: `Quelle ${round}` },
        aliases,
        nationalities,
        addresses,
        phaenomenbereich,
        officerId,
        deputyId,
      },
    });
    let began = performance.now();
    vault.db
      .transaction(() => statement.run(`2026-11-02T08:00:00.${String(round).padStart(3, '0')}Z`, personId))
      .immediate();
    const commit = performance.now() - began;
    began = performance.now();
    const reply = await vault.raw(request);
    const save = performance.now() - began;
    if (!reply.ok) throw new Error(`persons.update: ${reply.error.message}`);
    if (round < 5) continue;
    bare.push(commit);
    saves.push(save);
  }
  return {
    name: 'Speichern',
    what: 'persons.update (zwei geänderte Felder) durch die Pipeline: JSON, Prüfung, Zugriff, Personalien neu mit Suchschlüsseln, Verlauf, Protokolleintrag mit Kette, Commit; Median',
    baselineName:
      'ein UPDATE einer Zeile mit Commit (WAL, synchronous=FULL) auf derselben verschlüsselten Datenbank',
    value: median(saves),
    baseline: median(bare),
    limits: { ratio: 2, below: 100 },
    runs: ROUNDS,
    note: '',
  };
}

/** The same act as the page sees it, for information. */
export async function measureSaveFromPage(app: Window, personId: string): Promise<Result> {
  const times: number[] = [];
  for (let round = 0; round < 20; round += 1) {
    const file = await app.call<Record<string, unknown>>('persons.get', { id: personId });
    const input = { ...file, leading: { ...(file['leading'] as object), birthPlace: `Stelle ${round}` } };
    times.push(
      await app.page.evaluate(
        async (request) => {
          const began = performance.now();
          const reply = await window.fallakte?.call(request);
          if (!reply?.startsWith('{"ok":true')) throw new Error(reply);
          return performance.now() - began;
        },
        JSON.stringify({ op: 'persons.update', input }),
      ),
    );
  }
  return {
    name: 'Speichern (von der Seite aus)',
    what: 'persons.update über die Brücke der Seite bis zur Antwort, Median',
    baselineName: '',
    value: median(times),
    baseline: null,
    limits: { below: 100 },
    runs: times.length,
    note: '',
  };
}
