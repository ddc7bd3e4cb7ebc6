-- One Fallakte per person (F1). Offices work on `visible_person`, never on `person` directly.

CREATE TABLE person (
  id               TEXT PRIMARY KEY,
  file_no          TEXT NOT NULL UNIQUE,
  case_status      TEXT NOT NULL,
  phaenomenbereich TEXT,
  office_id        TEXT NOT NULL REFERENCES office(id),
  officer_id       TEXT REFERENCES user(id),
  officer_note     TEXT NOT NULL DEFAULT '',
  deputy_id        TEXT REFERENCES user(id),
  protected        INTEGER NOT NULL DEFAULT 0 CHECK (protected IN (0, 1)),
  restricted       INTEGER NOT NULL DEFAULT 0 CHECK (restricted IN (0, 1)),
  last_event_on    TEXT,
  import_row_id    TEXT,
  created_by       TEXT NOT NULL REFERENCES user(id),
  created_at       TEXT NOT NULL,
  changed_at       TEXT NOT NULL,
  origin_office    TEXT NOT NULL,
  revision         INTEGER NOT NULL DEFAULT 1
) STRICT;

-- Sets of Personalien that belong together (F13): exactly one leading set, any number of alias sets.
CREATE TABLE personalia (
  id              TEXT PRIMARY KEY,
  person_id       TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  kind            TEXT NOT NULL CHECK (kind IN ('LEADING', 'ALIAS')),
  family_name     TEXT NOT NULL,
  given_names     TEXT NOT NULL,
  alias_name      TEXT NOT NULL DEFAULT '',
  birth_name      TEXT NOT NULL DEFAULT '',
  birth_date      TEXT,
  birth_place     TEXT NOT NULL DEFAULT '',
  gender          TEXT NOT NULL DEFAULT 'UNBEKANNT',
  identity_state  TEXT NOT NULL DEFAULT 'UNGESICHERT',
  original_script TEXT NOT NULL DEFAULT '',
  review_script   INTEGER NOT NULL DEFAULT 0 CHECK (review_script IN (0, 1)),
  source          TEXT NOT NULL DEFAULT '',
  -- Search form (DIN 91379) of the whole name: the order of the list of persons.
  sort_name       TEXT NOT NULL,
  position        INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX personalia_one_leading ON personalia(person_id) WHERE kind = 'LEADING';
CREATE INDEX personalia_by_person ON personalia(person_id);
CREATE INDEX personalia_by_name ON personalia(sort_name) WHERE kind = 'LEADING';

CREATE TABLE nationality (
  id        TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  country   TEXT NOT NULL DEFAULT '',
  kind      TEXT NOT NULL,
  position  INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX nationality_by_person ON nationality(person_id);

CREATE TABLE address (
  id        TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  kind      TEXT NOT NULL,
  street    TEXT NOT NULL DEFAULT '',
  postcode  TEXT NOT NULL DEFAULT '',
  city      TEXT NOT NULL DEFAULT '',
  remark    TEXT NOT NULL DEFAULT '',
  position  INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX address_by_person ON address(person_id);

-- Search keys of every name of a person, so that a search is an index look-up: written forms and sounds.
CREATE TABLE name_key (
  kind          TEXT NOT NULL CHECK (kind IN ('FORM', 'SOUND')),
  key           TEXT NOT NULL,
  person_id     TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  personalia_id TEXT NOT NULL REFERENCES personalia(id) ON DELETE CASCADE,
  PRIMARY KEY (kind, key, personalia_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX name_key_person ON name_key(person_id);
CREATE INDEX name_key_personalia ON name_key(personalia_id);
