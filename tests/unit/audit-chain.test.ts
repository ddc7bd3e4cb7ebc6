import { createHash } from 'node:crypto';
import Driver, { type Database } from 'better-sqlite3';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  type AuditEntry,
  appendEntry,
  type CheckpointSigner,
  chainHead,
  checkpointDue,
  createCheckpoint,
  findAlteredPayload,
  GENESIS_HASH,
  holdsCheckpoint,
  latestCheckpoint,
  readCheckpoints,
  readEntries,
} from '../../electron/core/audit/chain';
import auditSchema from '../../electron/core/audit/schema.sql?raw';
import { verifyChain } from '../../electron/core/audit/verify-chain';
import { generateSigningKey, sign } from '../../electron/core/vault/keys';

const AT = '2026-11-02T08:00:00.000Z';
const record = (index: number) => ({
  at: AT,
  sessionId: 'session-1',
  userId: 'user-1',
  action: 'PERSON_READ',
  outcome: 'OK' as const,
  ids: [`id-${index}`],
  detail: { hits: index },
});

function signerOf(pair = generateSigningKey(), userId = 'user-1'): CheckpointSigner & { publicKey: string } {
  return {
    userId,
    at: AT,
    publicKey: pair.publicKey,
    sign: (hash) => ({ publicKey: pair.publicKey, signature: sign(pair.privateKey, hash) }),
  };
}

let db: Database;
beforeEach(() => {
  db = new Driver(':memory:');
  db.exec(auditSchema);
});
const fill = (count: number) => {
  db.transaction(() => {
    for (let index = 1; index <= count; index += 1) appendEntry(db, record(index));
  })();
};
const entries = (): AuditEntry[] => [...readEntries(db)];
const dropTriggers = () => {
  const triggers = db
    .prepare<[], { name: string }>(`SELECT name FROM sqlite_master WHERE type = 'trigger'`)
    .all();
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`);
};

describe('the hash chain', () => {
  it('gives the hash that the documented formula gives, computed here by hand', () => {
    appendEntry(db, { ...record(1), ids: ['b', 'ä'], detail: { z: 1, a: 'x' } });
    const text =
      '{"action":"PERSON_READ","at":"2026-11-02T08:00:00.000Z","detail":{"a":"x","z":1},"ids":["b","ä"],"outcome":"OK",' +
      '"payload":{},"seq":1,"sessionId":"session-1","userId":"user-1","userLogin":null}';
    const inner = createHash('sha256').update(text, 'utf8').digest();
    const expected = createHash('sha256').update(Buffer.alloc(32)).update(inner).digest('hex');
    expect(chainHead(db)).toEqual({ seq: 1, hash: expected });
  });

  it('verifies an empty and a filled log and returns count and head', () => {
    expect(verifyChain(entries(), [])).toEqual({ ok: true, count: 0, head: GENESIS_HASH });
    fill(5);
    expect(verifyChain(entries(), [])).toEqual({ ok: true, count: 5, head: chainHead(db).hash });
  });

  it('names the changed entry, whatever field was changed', () => {
    fill(9);
    const changes: ((entry: AuditEntry) => AuditEntry)[] = [
      (entry) => ({ ...entry, at: '2026-11-02T08:00:00.001Z' }),
      (entry) => ({ ...entry, sessionId: null }),
      (entry) => ({ ...entry, userId: 'user-2' }),
      (entry) => ({ ...entry, userLogin: 'anna' }),
      (entry) => ({ ...entry, action: 'PERSON_PRINT' }),
      (entry) => ({ ...entry, outcome: 'REFUSED' }),
      (entry) => ({ ...entry, ids: [] }),
      (entry) => ({ ...entry, detail: {} }),
      (entry) => ({ ...entry, payload: { CONTENT: 'f'.repeat(64) } }),
      (entry) => ({ ...entry, hash: 'f'.repeat(64) }),
      (entry) => ({ ...entry, prevHash: 'f'.repeat(64) }),
    ];
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.constantFrom(...changes), (seq, change) => {
        const log = entries().map((entry) => (entry.seq === seq ? change(entry) : entry));
        expect(verifyChain(log, [])).toMatchObject({ ok: false, brokenSeq: seq });
      }),
      { numRuns: 60 },
    );
  });

  it('notices a removed, a swapped and an inserted entry', () => {
    fill(4);
    const log = entries();
    expect(verifyChain(log.toSpliced(1, 1), [])).toMatchObject({ ok: false, brokenSeq: 2 });
    expect(
      verifyChain(
        [log[1], log[0], log[2], log[3]].map((entry) => entry!),
        [],
      ),
    ).toMatchObject({ ok: false, brokenSeq: 1 });
    expect(verifyChain(log.toSpliced(2, 0, log[1]!), [])).toMatchObject({ ok: false, brokenSeq: 3 });
  });

  it('cannot be changed, shortened or overwritten by SQL', () => {
    fill(3);
    createCheckpoint(db, signerOf());
    const hash = chainHead(db).hash;
    for (const sql of [
      `UPDATE audit_entry SET user_id = 'x' WHERE seq = 2`,
      'DELETE FROM audit_entry WHERE seq = 3',
      `INSERT OR REPLACE INTO audit_entry SELECT * FROM audit_entry WHERE seq = 2`,
      `INSERT INTO audit_entry SELECT 9, at, session_id, user_id, user_login, action, outcome, ids, detail, payload, '${hash}', '${'e'.repeat(64)}' FROM audit_entry WHERE seq = 1`,
      `INSERT INTO audit_entry SELECT 4, at, session_id, user_id, user_login, action, outcome, ids, detail, payload, '${'d'.repeat(64)}', '${'e'.repeat(64)}' FROM audit_entry WHERE seq = 1`,
      `UPDATE audit_checkpoint SET user_id = 'x'`,
      'DELETE FROM audit_checkpoint',
      `INSERT OR REPLACE INTO audit_checkpoint SELECT * FROM audit_checkpoint`,
    ]) {
      expect(() => db.exec(sql), sql).toThrow('append only');
    }
    expect(verifyChain(entries(), readCheckpoints(db))).toMatchObject({ ok: true, count: 3 });
  });

  it('names the one broken entry among many thousands', () => {
    fill(20_000);
    expect(verifyChain(entries(), [])).toMatchObject({ ok: true, count: 20_000 });
    dropTriggers();
    db.exec("UPDATE audit_entry SET action = 'OTHER' WHERE seq = 13_337");
    expect(verifyChain(entries(), [])).toMatchObject({ ok: false, brokenSeq: 13_337 });
  });
});

describe('payload', () => {
  it('can be removed without breaking the chain, but not changed', () => {
    appendEntry(db, record(1), [
      { kind: 'CONTENT', text: 'Müller' },
      { kind: 'REASON', text: 'Vorgang 12' },
    ]);
    expect(findAlteredPayload(db)).toBeNull();
    expect(() => db.exec(`UPDATE audit_payload SET text = 'Meier'`)).toThrow('never changed');
    db.exec(`DELETE FROM audit_payload WHERE kind = 'REASON'`);
    expect(findAlteredPayload(db)).toBeNull();
    expect(verifyChain(entries(), [])).toMatchObject({ ok: true });
    dropTriggers();
    db.exec(`UPDATE audit_payload SET text = 'Meier'`);
    expect(findAlteredPayload(db)).toBe(1);
  });

  it('leaves nothing in the entry that the text could be guessed from', () => {
    appendEntry(db, record(1), [{ kind: 'CONTENT', text: 'Müller' }]);
    appendEntry(db, record(1), [{ kind: 'CONTENT', text: 'Müller' }]);
    const [first, second] = entries();
    expect(first?.payload['CONTENT']).not.toBe(second?.payload['CONTENT']);
    expect(first?.payload['CONTENT']).not.toBe(createHash('sha256').update('Müller').digest('hex'));
  });
});

describe('checkpoints', () => {
  it('are signed over the head, once per head and user, and due every 1 000 entries', () => {
    const signer = signerOf();
    expect(createCheckpoint(db, signer)).toBeNull();
    fill(999);
    expect(checkpointDue(db)).toBe(false);
    fill(1);
    expect(checkpointDue(db)).toBe(true);
    const checkpoint = createCheckpoint(db, signer);
    expect(checkpoint).toMatchObject({ seq: 1000, hash: chainHead(db).hash });
    expect(createCheckpoint(db, signer)).toEqual(checkpoint);
    expect(latestCheckpoint(db)).toEqual(checkpoint);
    expect(checkpointDue(db)).toBe(false);
    expect(
      verifyChain(entries(), readCheckpoints(db), { knownKeys: new Set([signer.publicKey]) }),
    ).toMatchObject({ ok: true });
  });

  it('show a log that was cut off or written anew, though its chain is whole', () => {
    fill(6);
    createCheckpoint(db, signerOf());
    const checkpoints = readCheckpoints(db);
    expect(checkpoints.map((kept) => holdsCheckpoint(db, kept))).toEqual([true]);
    expect(holdsCheckpoint(db, { seq: 7, hash: chainHead(db).hash })).toBe(false);
    expect(holdsCheckpoint(db, { seq: 6, hash: 'a'.repeat(64) })).toBe(false);
    expect(verifyChain(entries().slice(0, 4), checkpoints)).toMatchObject({ ok: false, brokenSeq: 5 });
    const other = new Driver(':memory:');
    other.exec(auditSchema);
    for (let index = 1; index <= 6; index += 1) appendEntry(other, record(index === 3 ? 99 : index));
    expect(verifyChain(readEntries(other), [])).toMatchObject({ ok: true });
    expect(verifyChain(readEntries(other), checkpoints)).toMatchObject({ ok: false, brokenSeq: 6 });
  });

  it('count only with a right signature of a key that a user has', () => {
    fill(2);
    const signer = signerOf();
    const good = createCheckpoint(db, signer)!;
    const stranger = signerOf();
    expect(verifyChain(entries(), [{ ...good, at: '2026-11-03T08:00:00.000Z' }])).toMatchObject({
      ok: false,
      brokenSeq: 2,
    });
    expect(verifyChain(entries(), [{ ...good, userId: 'user-2' }])).toMatchObject({
      ok: false,
      brokenSeq: 2,
    });
    expect(verifyChain(entries(), [{ ...good, publicKey: stranger.publicKey }])).toMatchObject({
      ok: false,
      brokenSeq: 2,
    });
    expect(verifyChain(entries(), [good], { knownKeys: new Set([stranger.publicKey]) })).toMatchObject({
      ok: false,
      brokenSeq: 2,
    });
  });
});
