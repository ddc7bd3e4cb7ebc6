-- Import of an office's list: staged row by row, counts only after a second user has released it (F70, F59).

CREATE TABLE import_batch (
  id           TEXT PRIMARY KEY,
  file_name    TEXT NOT NULL,
  file_sha256  TEXT NOT NULL,
  sheet        TEXT NOT NULL DEFAULT '',
  layout       TEXT NOT NULL,
  label        TEXT,
  state        TEXT NOT NULL CHECK (state IN ('STAGING', 'WARTET_AUF_FREIGABE', 'FREIGEGEBEN', 'ABGELEHNT')),
  report       TEXT NOT NULL DEFAULT '{}',
  created_by   TEXT NOT NULL REFERENCES user(id),
  created_at   TEXT NOT NULL,
  released_by  TEXT REFERENCES user(id),
  released_at  TEXT,
  release_reason TEXT NOT NULL DEFAULT '',
  CHECK (released_by IS NULL OR released_by <> created_by)
) STRICT;

CREATE TABLE import_row (
  id         TEXT PRIMARY KEY,
  batch_id   TEXT NOT NULL REFERENCES import_batch(id) ON DELETE CASCADE,
  row_no     INTEGER NOT NULL,
  cells      TEXT NOT NULL,
  candidate  TEXT,
  problems   TEXT NOT NULL DEFAULT '[]',
  notes      TEXT NOT NULL DEFAULT '[]',
  -- NEW: an own file. NOTE_TO: the row's content becomes notes of an existing or earlier person. SKIP: not taken over.
  action     TEXT NOT NULL CHECK (action IN ('NEW', 'NOTE_TO', 'SKIP')),
  target_person_id TEXT,
  target_row_no    INTEGER,
  person_id  TEXT,
  UNIQUE (batch_id, row_no)
) STRICT;
