-- Audit log (architecture.md §6): an append-only hash chain, its deletable payload, its signed checkpoints.
--
-- hash = SHA-256(prev_hash ‖ SHA-256(canonical JSON of the entry without both hashes)), all as raw bytes, written in hex.
-- The first entry's prev_hash is 64 zeros. electron/core/audit/chain.ts is the only writer.

CREATE TABLE audit_entry (
  seq        INTEGER PRIMARY KEY,
  at         TEXT NOT NULL,
  session_id TEXT,
  user_id    TEXT,
  user_login TEXT,
  action     TEXT NOT NULL,
  outcome    TEXT NOT NULL CHECK (outcome IN ('OK', 'REFUSED', 'FAILED')),
  ids        TEXT NOT NULL CHECK (json_type(ids) = 'array'),
  detail     TEXT NOT NULL CHECK (json_type(detail) = 'object'),
  payload    TEXT NOT NULL CHECK (json_type(payload) = 'object'),
  prev_hash  TEXT NOT NULL CHECK (length(prev_hash) = 64),
  hash       TEXT NOT NULL UNIQUE CHECK (length(hash) = 64)
) STRICT;
CREATE INDEX audit_entry_by_user ON audit_entry(user_id, seq);
CREATE INDEX audit_entry_by_action ON audit_entry(action, seq);

-- An entry can only be put at the end, onto the hash before it. This also stops INSERT OR REPLACE, whose implicit
-- delete would not fire the delete trigger.
CREATE TRIGGER audit_entry_appends BEFORE INSERT ON audit_entry
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM audit_entry)
  OR NEW.prev_hash IS NOT coalesce(
       (SELECT hash FROM audit_entry ORDER BY seq DESC LIMIT 1),
       '0000000000000000000000000000000000000000000000000000000000000000')
BEGIN SELECT RAISE(ABORT, 'audit_entry: append only'); END;
CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry
BEGIN SELECT RAISE(ABORT, 'audit_entry: append only'); END;
CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry
BEGIN SELECT RAISE(ABORT, 'audit_entry: append only'); END;

-- Query text and Abfragegrund. Removed when its time is over or a person whose names it holds is deleted. The entry
-- keeps a commitment only (SHA-256 over salt and text); the salt goes with the text, so nothing can be guessed back.
CREATE TABLE audit_payload (
  seq  INTEGER NOT NULL REFERENCES audit_entry(seq),
  kind TEXT NOT NULL,
  salt BLOB NOT NULL CHECK (length(salt) = 32),
  text TEXT NOT NULL,
  PRIMARY KEY (seq, kind)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER audit_payload_no_update BEFORE UPDATE ON audit_payload
BEGIN SELECT RAISE(ABORT, 'audit_payload: never changed, only removed'); END;

CREATE TABLE audit_checkpoint (
  id         INTEGER PRIMARY KEY,
  seq        INTEGER NOT NULL REFERENCES audit_entry(seq),
  hash       TEXT NOT NULL CHECK (length(hash) = 64),
  user_id    TEXT NOT NULL,
  public_key TEXT NOT NULL,
  signature  TEXT NOT NULL,
  at         TEXT NOT NULL
) STRICT;
CREATE INDEX audit_checkpoint_by_seq ON audit_checkpoint(seq);
CREATE TRIGGER audit_checkpoint_appends BEFORE INSERT ON audit_checkpoint
WHEN NEW.id IS NOT (SELECT coalesce(max(id), 0) + 1 FROM audit_checkpoint)
  OR NEW.hash IS NOT (SELECT hash FROM audit_entry WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'audit_checkpoint: append only'); END;
CREATE TRIGGER audit_checkpoint_no_update BEFORE UPDATE ON audit_checkpoint
BEGIN SELECT RAISE(ABORT, 'audit_checkpoint: append only'); END;
CREATE TRIGGER audit_checkpoint_no_delete BEFORE DELETE ON audit_checkpoint
BEGIN SELECT RAISE(ABORT, 'audit_checkpoint: append only'); END;
