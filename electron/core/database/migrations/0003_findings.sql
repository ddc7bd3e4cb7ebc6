-- Erkenntnisse and Straftaten are records of their own with one to many persons (architecture §4).

CREATE TABLE finding (
  id                TEXT PRIMARY KEY,
  kind              TEXT NOT NULL,
  occurred_on       TEXT,
  title             TEXT NOT NULL,
  body              TEXT NOT NULL,
  statement_kind    TEXT NOT NULL CHECK (statement_kind IN ('TATSACHE', 'BEWERTUNG')),
  author_office     TEXT NOT NULL DEFAULT '',
  file_location     TEXT NOT NULL DEFAULT '',
  source_grade      TEXT NOT NULL DEFAULT 'X',
  content_grade     TEXT NOT NULL DEFAULT 'X',
  origin_agency     TEXT NOT NULL DEFAULT '',
  collection_means  TEXT,
  collection_covert INTEGER CHECK (collection_covert IN (0, 1)),
  protected_interest TEXT,
  collecting_office TEXT,
  legal_basis       TEXT NOT NULL DEFAULT '',
  released_to       TEXT NOT NULL DEFAULT '[]',
  import_row_id     TEXT,
  created_by        TEXT NOT NULL REFERENCES user(id),
  created_at        TEXT NOT NULL,
  changed_at        TEXT NOT NULL,
  origin_office     TEXT NOT NULL,
  revision          INTEGER NOT NULL DEFAULT 1,
  -- § 22b(2) PolG NRW: without a complete Kennzeichnung the entry is blocked (gesperrter Eingang).
  blocked           INTEGER NOT NULL DEFAULT 1 CHECK (blocked IN (0, 1)),
  CHECK (blocked = 1 OR (collection_means IS NOT NULL AND collection_covert IS NOT NULL
         AND protected_interest IS NOT NULL AND collecting_office IS NOT NULL))
) STRICT;

CREATE TABLE finding_person (
  finding_id      TEXT NOT NULL REFERENCES finding(id) ON DELETE CASCADE,
  person_id       TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  role            TEXT NOT NULL,
  person_category TEXT,
  PRIMARY KEY (finding_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX finding_person_by_person ON finding_person(person_id);

CREATE TABLE offence (
  id               TEXT PRIMARY KEY,
  committed_on     TEXT,
  committed_until  TEXT,
  place            TEXT NOT NULL DEFAULT '',
  norm             TEXT NOT NULL,
  title            TEXT NOT NULL,
  description      TEXT NOT NULL DEFAULT '',
  political        INTEGER NOT NULL CHECK (political IN (0, 1)),
  phaenomenbereich TEXT,
  quality          TEXT,
  extremist        INTEGER NOT NULL DEFAULT 0,
  internet         INTEGER NOT NULL DEFAULT 0,
  attempt          INTEGER NOT NULL DEFAULT 0,
  operation_no     TEXT NOT NULL DEFAULT '',
  prosecutor_no    TEXT NOT NULL DEFAULT '',
  collection_means  TEXT,
  collection_covert INTEGER CHECK (collection_covert IN (0, 1)),
  protected_interest TEXT,
  collecting_office TEXT,
  legal_basis      TEXT NOT NULL DEFAULT '',
  created_by       TEXT NOT NULL REFERENCES user(id),
  created_at       TEXT NOT NULL,
  changed_at       TEXT NOT NULL,
  origin_office    TEXT NOT NULL,
  revision         INTEGER NOT NULL DEFAULT 1,
  blocked          INTEGER NOT NULL DEFAULT 1 CHECK (blocked IN (0, 1)),
  CHECK (blocked = 1 OR (collection_means IS NOT NULL AND collection_covert IS NOT NULL
         AND protected_interest IS NOT NULL AND collecting_office IS NOT NULL))
) STRICT;

-- A participant is a person with a file, or a bare name (a victim, a witness) without one.
CREATE TABLE offence_participant (
  id              TEXT PRIMARY KEY,
  offence_id      TEXT NOT NULL REFERENCES offence(id) ON DELETE CASCADE,
  person_id       TEXT REFERENCES person(id) ON DELETE CASCADE,
  name            TEXT NOT NULL DEFAULT '',
  role            TEXT NOT NULL,
  person_category TEXT,
  outcome         TEXT NOT NULL DEFAULT 'OFFEN',
  outcome_on      TEXT,
  outcome_note    TEXT NOT NULL DEFAULT '',
  CHECK ((person_id IS NULL) <> (name = ''))
) STRICT;
CREATE INDEX offence_participant_by_offence ON offence_participant(offence_id);
CREATE INDEX offence_participant_by_person ON offence_participant(person_id);

-- Kontaktperson: slim on purpose (§ 16a, § 26(1) PolG NRW; F23), no file of its own, yearly review.
CREATE TABLE contact_person (
  id              TEXT PRIMARY KEY,
  person_id       TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  family_name     TEXT NOT NULL,
  given_names     TEXT NOT NULL DEFAULT '',
  birth_date      TEXT,
  relation        TEXT NOT NULL,
  reason          TEXT NOT NULL,
  review_on       TEXT NOT NULL,
  collection_means  TEXT,
  collection_covert INTEGER CHECK (collection_covert IN (0, 1)),
  person_category TEXT,
  protected_interest TEXT,
  collecting_office TEXT,
  legal_basis     TEXT NOT NULL DEFAULT '',
  blocked         INTEGER NOT NULL DEFAULT 1 CHECK (blocked IN (0, 1)),
  created_by      TEXT NOT NULL REFERENCES user(id),
  created_at      TEXT NOT NULL,
  changed_at      TEXT NOT NULL,
  origin_office   TEXT NOT NULL,
  revision        INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX contact_person_by_person ON contact_person(person_id);
