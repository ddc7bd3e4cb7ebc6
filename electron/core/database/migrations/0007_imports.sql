-- Import of an office's list: staged row by row, counts only after a second user has released it (F70, F59).
-- STAGING lives while rows are being written; what a crash leaves of it is removed at the next sign-in.

CREATE TABLE import_batch (
  id           TEXT PRIMARY KEY,
  office_id    TEXT NOT NULL REFERENCES office(id),
  file_name    TEXT NOT NULL,
  file_sha256  TEXT NOT NULL,
  sheet        TEXT NOT NULL DEFAULT '',
  -- JSON: header row, columns with their fields, order of names, lines that are no persons, what the list says as a whole.
  layout       TEXT NOT NULL,
  -- JSON of the Kennzeichnung (§ 22b PolG NRW) that the notes get; NULL: they land in the gesperrte Eingang.
  label        TEXT,
  list_status  TEXT NOT NULL CHECK (list_status IN ('ALLE_EINGESTUFT', 'MIT_ANGABE_EINGESTUFT', 'ALLE_PRUEFFALL')),
  note_kind    TEXT NOT NULL CHECK (note_kind IN ('TATSACHE', 'BEWERTUNG')),
  state        TEXT NOT NULL CHECK (state IN ('STAGING', 'WARTET_AUF_FREIGABE', 'FREIGEGEBEN', 'ABGELEHNT')),
  counts       TEXT NOT NULL DEFAULT '{}',
  -- SHA-256 over file, layout, Kennzeichnung and all rows with their decisions; signed by both people.
  content_hash TEXT NOT NULL DEFAULT '',
  created_by   TEXT NOT NULL REFERENCES user(id),
  created_at   TEXT NOT NULL,
  creator_key  TEXT,
  creator_signature TEXT,
  released_by  TEXT REFERENCES user(id),
  released_at  TEXT,
  release_reason TEXT NOT NULL DEFAULT '',
  release_key  TEXT,
  release_signature TEXT,
  CHECK (released_by IS NULL OR released_by <> created_by),
  CHECK (state = 'STAGING' OR (content_hash <> '' AND creator_key IS NOT NULL AND creator_signature IS NOT NULL)),
  CHECK (state NOT IN ('FREIGEGEBEN', 'ABGELEHNT') OR (released_by IS NOT NULL AND released_at IS NOT NULL
         AND release_key IS NOT NULL AND release_signature IS NOT NULL)),
  CHECK (state <> 'ABGELEHNT' OR trim(release_reason) <> '')
) STRICT;
CREATE INDEX import_batch_by_office ON import_batch(office_id, state);

CREATE TABLE import_row (
  id         TEXT PRIMARY KEY,
  batch_id   TEXT NOT NULL REFERENCES import_batch(id) ON DELETE CASCADE,
  row_no     INTEGER NOT NULL,
  -- JSON: every non-empty cell verbatim with its column.
  cells      TEXT NOT NULL,
  candidate  TEXT,
  problems   TEXT NOT NULL DEFAULT '[]',
  notes      TEXT NOT NULL DEFAULT '[]',
  proposals  TEXT NOT NULL DEFAULT '[]',
  problem_count  INTEGER NOT NULL DEFAULT 0,
  hint_count     INTEGER NOT NULL DEFAULT 0,
  proposal_count INTEGER NOT NULL DEFAULT 0,
  -- NEW: an own file. NOTE_TO: the row's content becomes a note of an existing or earlier person. SKIP: not taken over.
  action     TEXT NOT NULL CHECK (action IN ('NEW', 'NOTE_TO', 'SKIP')),
  -- 1: a person chose the action; 0: it is what the row becomes by itself.
  decided    INTEGER NOT NULL DEFAULT 0 CHECK (decided IN (0, 1)),
  target_person_id TEXT,
  target_row_no    INTEGER,
  -- The file that the row went into, once released.
  person_id  TEXT,
  UNIQUE (batch_id, row_no),
  CHECK (action <> 'NOTE_TO' OR (target_person_id IS NULL) <> (target_row_no IS NULL)),
  CHECK (action = 'NOTE_TO' OR (target_person_id IS NULL AND target_row_no IS NULL)),
  CHECK (person_id IS NULL OR action <> 'SKIP')
) STRICT;
CREATE INDEX import_row_by_person ON import_row(person_id);

CREATE TRIGGER import_batch_begins_staging BEFORE INSERT ON import_batch WHEN NEW.state <> 'STAGING'
BEGIN SELECT RAISE(ABORT, 'a batch begins with staging'); END;
CREATE TRIGGER import_batch_moves_forward BEFORE UPDATE OF state ON import_batch
WHEN NOT ((OLD.state = 'STAGING' AND NEW.state = 'WARTET_AUF_FREIGABE')
       OR (OLD.state = 'WARTET_AUF_FREIGABE' AND NEW.state IN ('FREIGEGEBEN', 'ABGELEHNT')))
BEGIN SELECT RAISE(ABORT, 'a batch only moves forward'); END;
CREATE TRIGGER import_batch_stays BEFORE DELETE ON import_batch WHEN OLD.state <> 'STAGING'
BEGIN SELECT RAISE(ABORT, 'a batch stays'); END;
-- What was put forward for release is not changed under the releaser's eyes.
CREATE TRIGGER import_batch_content_is_final
BEFORE UPDATE OF file_sha256, layout, label, list_status, note_kind, content_hash, created_by ON import_batch
WHEN OLD.state <> 'STAGING' AND NOT (OLD.state = 'WARTET_AUF_FREIGABE' AND NEW.state = 'ABGELEHNT')
BEGIN SELECT RAISE(ABORT, 'a batch is final'); END;

-- Nobody releases what was put forward under an account that they created or reset (architecture §5).
CREATE TRIGGER import_releaser_is_independent BEFORE UPDATE OF released_by ON import_batch
WHEN NEW.released_by IS NOT NULL AND EXISTS (
  SELECT 1 FROM account_control c WHERE c.user_id = NEW.created_by AND c.by_user = NEW.released_by)
BEGIN SELECT RAISE(ABORT, 'releaser controls the account of the creator'); END;

CREATE TRIGGER import_row_only_staged BEFORE INSERT ON import_row
WHEN (SELECT b.state FROM import_batch b WHERE b.id = NEW.batch_id) IS NOT 'STAGING'
BEGIN SELECT RAISE(ABORT, 'rows are staged only'); END;
CREATE TRIGGER import_row_is_final BEFORE UPDATE OF action, target_person_id, target_row_no, row_no, batch_id ON import_row
WHEN (SELECT b.state FROM import_batch b WHERE b.id = NEW.batch_id) <> 'STAGING'
BEGIN SELECT RAISE(ABORT, 'a row is final'); END;
CREATE TRIGGER import_row_stays BEFORE DELETE ON import_row
WHEN (SELECT b.state FROM import_batch b WHERE b.id = OLD.batch_id) IN ('WARTET_AUF_FREIGABE', 'FREIGEGEBEN')
BEGIN SELECT RAISE(ABORT, 'a row stays'); END;

-- The import counts only after the release: no file and no Erkenntnis can point to a row before.
CREATE TRIGGER import_person_needs_release BEFORE INSERT ON person
WHEN NEW.import_row_id IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM import_row r JOIN import_batch b ON b.id = r.batch_id
  WHERE r.id = NEW.import_row_id AND b.state = 'FREIGEGEBEN')
BEGIN SELECT RAISE(ABORT, 'import not released'); END;
CREATE TRIGGER import_finding_needs_release BEFORE INSERT ON finding
WHEN NEW.import_row_id IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM import_row r JOIN import_batch b ON b.id = r.batch_id
  WHERE r.id = NEW.import_row_id AND b.state = 'FREIGEGEBEN')
BEGIN SELECT RAISE(ABORT, 'import not released'); END;

-- A deleted file leaves nothing of the person in the list's rows.
CREATE TRIGGER import_row_forgets_person AFTER DELETE ON person
BEGIN
  UPDATE import_row SET cells = '[]', candidate = NULL, problems = '[]', notes = '[]', proposals = '[]'
  WHERE person_id = OLD.id;
END;
