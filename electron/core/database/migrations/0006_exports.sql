-- Documents that leave the vault, and the proof of each transmission (§ 26(2), § 29(2) PolG NRW; F42, F63).

CREATE TABLE export (
  id             TEXT PRIMARY KEY,
  kind           TEXT NOT NULL CHECK (kind IN ('DOSSIER', 'ERGEBNISVERMERK')),
  person_id      TEXT REFERENCES person(id) ON DELETE CASCADE,
  conference_id  TEXT REFERENCES conference(id) ON DELETE CASCADE,
  agency_key     TEXT NOT NULL,
  recipient      TEXT NOT NULL,
  police         INTEGER NOT NULL CHECK (police IN (0, 1)),
  purpose        TEXT NOT NULL,
  legal_basis    TEXT NOT NULL,
  attention      TEXT NOT NULL DEFAULT '',
  title          TEXT NOT NULL,
  state          TEXT NOT NULL CHECK (state IN ('WARTET_AUF_FREIGABE', 'FREIGEGEBEN', 'ABGELEHNT', 'AUSGEGEBEN')),
  content        TEXT NOT NULL,
  content_hash   TEXT NOT NULL,
  left_out       TEXT NOT NULL DEFAULT '[]',
  requested_by   TEXT NOT NULL REFERENCES user(id),
  requested_at   TEXT NOT NULL,
  released_by    TEXT REFERENCES user(id),
  released_at    TEXT,
  release_reason TEXT NOT NULL DEFAULT '',
  -- Canonical JSON of what the releasing person signed: the content's hash, released or refused, why, when.
  release_content TEXT,
  release_key    TEXT,
  release_signature TEXT,
  CHECK (released_by IS NULL OR released_by <> requested_by),
  CHECK (police = 1 OR state NOT IN ('FREIGEGEBEN', 'AUSGEGEBEN') OR released_by IS NOT NULL),
  CHECK (state <> 'ABGELEHNT' OR released_by IS NOT NULL),
  CHECK (released_by IS NULL OR (released_at IS NOT NULL AND release_content IS NOT NULL AND release_key IS NOT NULL
         AND release_signature IS NOT NULL))
) STRICT;
CREATE INDEX export_by_person ON export(person_id);
CREATE INDEX export_by_state ON export(state);

-- Nobody releases what was asked for under an account that they created or reset (architecture §5).
CREATE TRIGGER export_begins_undecided BEFORE INSERT ON export WHEN NEW.released_by IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a document begins undecided'); END;
CREATE TRIGGER export_releaser_is_independent BEFORE UPDATE OF released_by ON export
WHEN NEW.released_by IS NOT NULL AND EXISTS (
  SELECT 1 FROM account_control c WHERE c.user_id = NEW.requested_by AND c.by_user = NEW.released_by)
BEGIN SELECT RAISE(ABORT, 'releaser controls the account of the requester'); END;
CREATE TRIGGER export_is_decided_once
BEFORE UPDATE OF released_by, released_at, release_reason, release_content, release_key, release_signature ON export
WHEN OLD.released_by IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a document is decided once'); END;
CREATE TRIGGER export_refused_is_final BEFORE UPDATE OF state ON export WHEN OLD.state = 'ABGELEHNT'
BEGIN SELECT RAISE(ABORT, 'a refused document stays refused'); END;
-- What was put forward for release is not changed under the releaser's eyes.
CREATE TRIGGER export_content_is_final
BEFORE UPDATE OF content, content_hash, recipient, attention, agency_key, police, purpose, legal_basis, requested_by,
  requested_at, left_out ON export
BEGIN SELECT RAISE(ABORT, 'a document is final'); END;

-- Everybody with a file whose name or record the document holds: it exists only for those who may see all of them.
CREATE TABLE export_person (
  export_id TEXT NOT NULL REFERENCES export(id) ON DELETE CASCADE,
  person_id TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  PRIMARY KEY (export_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX export_person_by_person ON export_person(person_id);

-- Übermittlungsnachweis: Anlass, Inhalt, empfangende Stelle, Tag, Aktenfundstelle. One row per printed or saved copy.
CREATE TABLE transmission (
  id            TEXT PRIMARY KEY,
  export_id     TEXT NOT NULL REFERENCES export(id) ON DELETE CASCADE,
  copy_no       INTEGER NOT NULL,
  mode          TEXT NOT NULL CHECK (mode IN ('PDF', 'DRUCK')),
  began_at      TEXT NOT NULL,
  finished_at   TEXT,
  saved         INTEGER CHECK (saved IN (0, 1)),
  file_name     TEXT NOT NULL DEFAULT '',
  sha256        TEXT NOT NULL DEFAULT '',
  bytes         INTEGER,
  user_id       TEXT NOT NULL REFERENCES user(id),
  checkpoint_seq  INTEGER NOT NULL,
  checkpoint_hash TEXT NOT NULL,
  UNIQUE (export_id, copy_no)
) STRICT;
CREATE INDEX transmission_by_export ON transmission(export_id);

-- Which persons' data a transmission contained: needed for later notices of correction (§ 32, F64).
CREATE TABLE transmission_person (
  transmission_id TEXT NOT NULL REFERENCES transmission(id) ON DELETE CASCADE,
  person_id       TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  PRIMARY KEY (transmission_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX transmission_person_by_person ON transmission_person(person_id);
