-- Groups of the person record (F13, F16, F17, F21): one table for all kinds, and validity for names, nationalities, addresses.

CREATE TABLE person_entry (
  id            TEXT PRIMARY KEY,
  person_id     TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  kind          TEXT NOT NULL,
  content       TEXT NOT NULL CHECK (json_valid(content) AND json_type(content) = 'object'),
  -- ISO prefixes, as exact as they are known.
  valid_from    TEXT,
  valid_until   TEXT,
  source        TEXT NOT NULL DEFAULT '',
  remark        TEXT NOT NULL DEFAULT '',
  created_by    TEXT NOT NULL REFERENCES user(id),
  created_at    TEXT NOT NULL,
  changed_at    TEXT NOT NULL,
  origin_office TEXT NOT NULL,
  revision      INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX person_entry_by_person ON person_entry(person_id, kind);

-- An entry stays what it is and whose it is: its history and its identifiers hang on both.
CREATE TRIGGER person_entry_keeps_kind BEFORE UPDATE ON person_entry
WHEN NEW.kind <> OLD.kind
BEGIN SELECT RAISE(ABORT, 'an entry keeps its kind'); END;

CREATE TRIGGER person_identifier_entry_gone AFTER DELETE ON person_entry
BEGIN
  DELETE FROM person_identifier WHERE source = OLD.id;
END;

ALTER TABLE personalia ADD COLUMN academic_title TEXT NOT NULL DEFAULT '';
ALTER TABLE personalia ADD COLUMN call_name TEXT NOT NULL DEFAULT '';
ALTER TABLE personalia ADD COLUMN birth_region TEXT NOT NULL DEFAULT '';
ALTER TABLE personalia ADD COLUMN birth_country TEXT NOT NULL DEFAULT '';
ALTER TABLE personalia ADD COLUMN death_date TEXT;
-- Nationality stated together with these Personalien: name, birth and nationality of a set belong together.
ALTER TABLE personalia ADD COLUMN country TEXT NOT NULL DEFAULT '';

ALTER TABLE nationality ADD COLUMN valid_from TEXT;
ALTER TABLE nationality ADD COLUMN valid_until TEXT;
ALTER TABLE nationality ADD COLUMN source TEXT NOT NULL DEFAULT '';
ALTER TABLE nationality ADD COLUMN checked_on TEXT;
ALTER TABLE nationality ADD COLUMN checked_by TEXT NOT NULL DEFAULT '';
ALTER TABLE nationality ADD COLUMN is_current INTEGER NOT NULL DEFAULT 0 CHECK (is_current IN (0, 1));
CREATE UNIQUE INDEX nationality_one_current ON nationality(person_id) WHERE is_current = 1;

ALTER TABLE address ADD COLUMN care_of TEXT NOT NULL DEFAULT '';
ALTER TABLE address ADD COLUMN valid_from TEXT;
ALTER TABLE address ADD COLUMN valid_until TEXT;
ALTER TABLE address ADD COLUMN source TEXT NOT NULL DEFAULT '';
ALTER TABLE address ADD COLUMN checked_on TEXT;
ALTER TABLE address ADD COLUMN checked_by TEXT NOT NULL DEFAULT '';
ALTER TABLE address ADD COLUMN is_current INTEGER NOT NULL DEFAULT 0 CHECK (is_current IN (0, 1));
-- Auskunftssperre nach § 51 BMG.
ALTER TABLE address ADD COLUMN info_block INTEGER NOT NULL DEFAULT 0 CHECK (info_block IN (0, 1));
CREATE UNIQUE INDEX address_one_current ON address(person_id) WHERE is_current = 1;
