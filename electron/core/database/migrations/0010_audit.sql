-- Reading, exporting and keeping the log (F57).

-- Which entries name an id: what the filter by person stands on. Filled by the database itself, so that no writer forgets it.
CREATE TABLE audit_entry_id (
  id  TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (id, seq)
) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO audit_entry_id (id, seq) SELECT j.value, e.seq FROM audit_entry e, json_each(e.ids) j;
CREATE TRIGGER audit_entry_ids AFTER INSERT ON audit_entry
BEGIN INSERT OR IGNORE INTO audit_entry_id (id, seq) SELECT value, NEW.seq FROM json_each(NEW.ids); END;
CREATE TRIGGER audit_entry_id_no_update BEFORE UPDATE ON audit_entry_id
BEGIN SELECT RAISE(ABORT, 'audit_entry_id: append only'); END;
CREATE INDEX audit_entry_by_at ON audit_entry(at);
CREATE INDEX audit_entry_not_ok ON audit_entry(outcome, seq) WHERE outcome <> 'OK';

-- How long texts and entries are kept. Datenschutz proposes, the Leitung decides; without a decision: texts 24 months,
-- entries for ever.
CREATE TABLE audit_retention (
  id              TEXT PRIMARY KEY,
  payload_months  INTEGER NOT NULL CHECK (payload_months BETWEEN 6 AND 120),
  -- Null: entries are not removed.
  entry_months    INTEGER CHECK (entry_months BETWEEN 24 AND 360 AND entry_months >= payload_months),
  reason          TEXT NOT NULL,
  state           TEXT NOT NULL CHECK (state IN ('OPEN', 'APPROVED', 'REFUSED')),
  proposed_by     TEXT NOT NULL REFERENCES user(id),
  proposed_at     TEXT NOT NULL,
  proposal_key    TEXT NOT NULL,
  proposal_signature TEXT NOT NULL,
  decided_by      TEXT REFERENCES user(id),
  decided_at      TEXT,
  decision_reason TEXT NOT NULL DEFAULT '',
  decision_key    TEXT,
  decision_signature TEXT,
  CHECK (decided_by IS NULL OR decided_by <> proposed_by),
  CHECK ((state = 'OPEN') = (decided_by IS NULL) AND (state = 'OPEN') = (decided_at IS NULL)
    AND (state = 'OPEN') = (decision_key IS NULL) AND (state = 'OPEN') = (decision_signature IS NULL))
) STRICT;
CREATE UNIQUE INDEX audit_retention_one_open ON audit_retention(state) WHERE state = 'OPEN';
CREATE TRIGGER audit_retention_begins_open BEFORE INSERT ON audit_retention WHEN NEW.state <> 'OPEN'
BEGIN SELECT RAISE(ABORT, 'a retention begins open'); END;
CREATE TRIGGER audit_retention_is_decided_once BEFORE UPDATE ON audit_retention
WHEN OLD.state <> 'OPEN' OR NEW.id <> OLD.id OR NEW.payload_months <> OLD.payload_months
  OR NEW.entry_months IS NOT OLD.entry_months OR NEW.reason <> OLD.reason OR NEW.proposed_by <> OLD.proposed_by
  OR NEW.proposed_at <> OLD.proposed_at OR NEW.proposal_key <> OLD.proposal_key
  OR NEW.proposal_signature <> OLD.proposal_signature
BEGIN SELECT RAISE(ABORT, 'a retention is decided once and not rewritten'); END;
CREATE TRIGGER audit_retention_decider_is_independent BEFORE UPDATE OF decided_by ON audit_retention
WHEN EXISTS (SELECT 1 FROM account_control c WHERE c.user_id = NEW.proposed_by AND c.by_user = NEW.decided_by)
BEGIN SELECT RAISE(ABORT, 'decider controls the account of the proposer'); END;
CREATE TRIGGER audit_retention_stays BEFORE DELETE ON audit_retention
BEGIN SELECT RAISE(ABORT, 'a retention is not deleted'); END;

-- Where the log begins after old entries were cut off: number and hash of the last one that is gone, signed.
CREATE TABLE audit_anchor (
  seq          INTEGER PRIMARY KEY,
  hash         TEXT NOT NULL CHECK (length(hash) = 64),
  at           TEXT NOT NULL,
  retention_id TEXT NOT NULL REFERENCES audit_retention(id),
  user_id      TEXT NOT NULL,
  public_key   TEXT NOT NULL,
  signature    TEXT NOT NULL
) STRICT;
-- The one way to a cut: agreed by two people in the period that is in force, every entry older than it, before the latest
-- checkpoint, and already written down as the last entry of the log.
CREATE TRIGGER audit_anchor_is_agreed BEFORE INSERT ON audit_anchor
WHEN NOT coalesce((
  SELECT e.hash = NEW.hash AND e.seq > coalesce((SELECT max(seq) FROM audit_anchor), 0)
     AND e.seq < (SELECT max(seq) FROM audit_checkpoint)
     AND e.at < strftime('%Y-%m-%dT%H:%M:%fZ', NEW.at, '-' || r.entry_months || ' months')
     AND NOT EXISTS (SELECT 1 FROM audit_entry y WHERE y.seq < e.seq
       AND y.at >= strftime('%Y-%m-%dT%H:%M:%fZ', NEW.at, '-' || r.entry_months || ' months'))
     AND l.action = 'LOG_CUT' AND l.outcome = 'OK' AND l.at = NEW.at AND l.user_id = NEW.user_id
     AND json_extract(l.detail, '$.lastSeq') = NEW.seq AND json_extract(l.detail, '$.lastHash') = NEW.hash
  FROM audit_entry e, audit_retention r, audit_entry l
  WHERE e.seq = NEW.seq AND r.id = NEW.retention_id AND l.seq = (SELECT max(seq) FROM audit_entry)
    AND r.id = (SELECT id FROM audit_retention WHERE state = 'APPROVED' ORDER BY decided_at DESC, id DESC LIMIT 1)), 0)
BEGIN SELECT RAISE(ABORT, 'audit_anchor: only an agreed and logged cut'); END;
CREATE TRIGGER audit_anchor_no_update BEFORE UPDATE ON audit_anchor
BEGIN SELECT RAISE(ABORT, 'audit_anchor: append only'); END;
CREATE TRIGGER audit_anchor_no_delete BEFORE DELETE ON audit_anchor
BEGIN SELECT RAISE(ABORT, 'audit_anchor: append only'); END;

-- What lies behind the cut may go, nothing else.
DROP TRIGGER audit_entry_no_delete;
CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry
WHEN OLD.seq > coalesce((SELECT max(seq) FROM audit_anchor), 0)
BEGIN SELECT RAISE(ABORT, 'audit_entry: append only'); END;
DROP TRIGGER audit_checkpoint_no_delete;
CREATE TRIGGER audit_checkpoint_no_delete BEFORE DELETE ON audit_checkpoint
WHEN OLD.seq > coalesce((SELECT max(seq) FROM audit_anchor), 0)
BEGIN SELECT RAISE(ABORT, 'audit_checkpoint: append only'); END;
CREATE TRIGGER audit_entry_id_no_delete BEFORE DELETE ON audit_entry_id
WHEN OLD.seq > coalesce((SELECT max(seq) FROM audit_anchor), 0)
BEGIN SELECT RAISE(ABORT, 'audit_entry_id: append only'); END;

-- Stichprobe: which entries were drawn by which seed, and what came out. No person data: entries by number.
CREATE TABLE audit_sample (
  id          TEXT PRIMARY KEY,
  seed        TEXT NOT NULL CHECK (length(seed) = 32),
  size        INTEGER NOT NULL CHECK (size BETWEEN 1 AND 500),
  -- Canonical JSON: period, user, action.
  filter      TEXT NOT NULL CHECK (json_type(filter) = 'object'),
  -- Number of entries that the sample was drawn from, and the end of the log at that time.
  population  INTEGER NOT NULL,
  head_seq    INTEGER NOT NULL,
  head_hash   TEXT NOT NULL,
  reason      TEXT NOT NULL,
  drawn_by    TEXT NOT NULL REFERENCES user(id),
  drawn_at    TEXT NOT NULL,
  summary     TEXT NOT NULL DEFAULT '',
  finished_at TEXT
) STRICT;
CREATE TRIGGER audit_sample_is_final BEFORE UPDATE ON audit_sample
WHEN OLD.finished_at IS NOT NULL OR NEW.seed <> OLD.seed OR NEW.size <> OLD.size OR NEW.filter <> OLD.filter
  OR NEW.population <> OLD.population OR NEW.head_seq <> OLD.head_seq OR NEW.head_hash <> OLD.head_hash
  OR NEW.reason <> OLD.reason OR NEW.drawn_by <> OLD.drawn_by OR NEW.drawn_at <> OLD.drawn_at
BEGIN SELECT RAISE(ABORT, 'a sample is drawn and finished once'); END;
CREATE TRIGGER audit_sample_stays BEFORE DELETE ON audit_sample
BEGIN SELECT RAISE(ABORT, 'a sample is not deleted'); END;

CREATE TABLE audit_sample_entry (
  sample_id  TEXT NOT NULL REFERENCES audit_sample(id),
  position   INTEGER NOT NULL,
  seq        INTEGER NOT NULL,
  -- The entry may be cut off later; its hash still says which one it was.
  hash       TEXT NOT NULL CHECK (length(hash) = 64),
  result     TEXT CHECK (result IN ('IN_ORDNUNG', 'RUECKFRAGE', 'BEANSTANDUNG')),
  note       TEXT NOT NULL DEFAULT '',
  checked_at TEXT,
  CHECK ((result IS NULL) = (checked_at IS NULL)),
  CHECK (result IS NULL OR result = 'IN_ORDNUNG' OR note <> ''),
  PRIMARY KEY (sample_id, position),
  UNIQUE (sample_id, seq)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER audit_sample_entry_is_final BEFORE UPDATE ON audit_sample_entry
WHEN NEW.seq <> OLD.seq OR NEW.hash <> OLD.hash OR NEW.sample_id <> OLD.sample_id OR NEW.position <> OLD.position
  OR EXISTS (SELECT 1 FROM audit_sample s WHERE s.id = OLD.sample_id AND s.finished_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'a finished sample is final'); END;
CREATE TRIGGER audit_sample_entry_stays BEFORE DELETE ON audit_sample_entry
BEGIN SELECT RAISE(ABORT, 'a sample is not deleted'); END;

-- What Datenschutz does under control, shown to the Leitung. One row per session, kind, reason and person.
CREATE TABLE audit_control (
  id         TEXT PRIMARY KEY,
  session_id TEXT NOT NULL,
  kind       TEXT NOT NULL CHECK (kind IN ('LOG_READ', 'SAMPLE', 'LOG_EXPORT', 'RESOLVE', 'OPEN_FILE')),
  user_id    TEXT NOT NULL REFERENCES user(id),
  person_id  TEXT REFERENCES person(id) ON DELETE CASCADE,
  reason     TEXT NOT NULL,
  began_at   TEXT NOT NULL,
  last_at    TEXT NOT NULL,
  times      INTEGER NOT NULL
) STRICT;
CREATE INDEX audit_control_by_session ON audit_control(session_id);
CREATE INDEX audit_control_by_person ON audit_control(person_id);
CREATE INDEX audit_control_by_at ON audit_control(last_at);
