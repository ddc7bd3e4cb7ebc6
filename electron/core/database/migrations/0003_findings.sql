-- Erkenntnisse and Straftaten are records of their own with one to many persons (architecture §4).
-- § 22b(2) PolG NRW: a record without a complete Kennzeichnung is blocked (gesperrter Eingang). The CHECK holds that for
-- the record, the triggers for the category of each person (§ 42 DSG NRW).

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
  origin            TEXT NOT NULL DEFAULT 'EIGENE_STELLE',
  origin_agency     TEXT NOT NULL DEFAULT '',
  -- Act of transmission; mandatory for what comes from the Verfassungsschutz (informationelles Trennungsprinzip).
  transmitted_on    TEXT,
  transmission_norm TEXT NOT NULL DEFAULT '',
  usage_limits      TEXT NOT NULL DEFAULT '',
  court_usable      INTEGER CHECK (court_usable IN (0, 1)),
  collection_means  TEXT,
  collection_covert INTEGER CHECK (collection_covert IN (0, 1)),
  protected_interest TEXT,
  collecting_office TEXT,
  legal_basis       TEXT NOT NULL DEFAULT '',
  -- NULL: no limit per agency; otherwise a JSON list of the agency keys that it is released for.
  released_to       TEXT CHECK (released_to IS NULL OR json_type(released_to) = 'array'),
  import_row_id     TEXT,
  created_by        TEXT NOT NULL REFERENCES user(id),
  created_at        TEXT NOT NULL,
  changed_at        TEXT NOT NULL,
  origin_office     TEXT NOT NULL,
  revision          INTEGER NOT NULL DEFAULT 1,
  blocked           INTEGER NOT NULL DEFAULT 1 CHECK (blocked IN (0, 1)),
  CHECK (blocked = 1 OR (trim(coalesce(collection_means, '')) <> '' AND collection_covert IS NOT NULL
         AND trim(coalesce(protected_interest, '')) <> '' AND trim(coalesce(collecting_office, '')) <> '')),
  CHECK (statement_kind = 'TATSACHE' OR (trim(author_office) <> '' AND trim(file_location) <> '')),
  CHECK (origin <> 'VERFASSUNGSSCHUTZ' OR (transmitted_on IS NOT NULL AND trim(transmission_norm) <> ''
         AND trim(usage_limits) <> ''))
) STRICT;
CREATE INDEX finding_blocked ON finding(blocked) WHERE blocked = 1;

CREATE TABLE finding_person (
  finding_id      TEXT NOT NULL REFERENCES finding(id) ON DELETE CASCADE,
  person_id       TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  role            TEXT NOT NULL,
  person_category TEXT,
  PRIMARY KEY (finding_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX finding_person_by_person ON finding_person(person_id);

CREATE TRIGGER finding_unblock_needs_categories BEFORE UPDATE OF blocked ON finding
WHEN NEW.blocked = 0
  AND EXISTS (SELECT 1 FROM finding_person WHERE finding_id = NEW.id AND person_category IS NULL)
BEGIN
  SELECT RAISE(ABORT, 'person category missing');
END;
CREATE TRIGGER finding_person_needs_category BEFORE INSERT ON finding_person
WHEN NEW.person_category IS NULL AND (SELECT blocked FROM finding WHERE id = NEW.finding_id) = 0
BEGIN
  SELECT RAISE(ABORT, 'person category missing');
END;
CREATE TRIGGER finding_person_keeps_category BEFORE UPDATE OF person_category ON finding_person
WHEN NEW.person_category IS NULL AND (SELECT blocked FROM finding WHERE id = NEW.finding_id) = 0
BEGIN
  SELECT RAISE(ABORT, 'person category missing');
END;

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
  extremist        INTEGER NOT NULL DEFAULT 0 CHECK (extremist IN (0, 1)),
  internet         INTEGER NOT NULL DEFAULT 0 CHECK (internet IN (0, 1)),
  hate_posting     INTEGER NOT NULL DEFAULT 0 CHECK (hate_posting IN (0, 1)),
  international    INTEGER NOT NULL DEFAULT 0 CHECK (international IN (0, 1)),
  solved           INTEGER NOT NULL DEFAULT 0 CHECK (solved IN (0, 1)),
  attempt          INTEGER NOT NULL DEFAULT 0 CHECK (attempt IN (0, 1)),
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
  CHECK (blocked = 1 OR (trim(coalesce(collection_means, '')) <> '' AND collection_covert IS NOT NULL
         AND trim(coalesce(protected_interest, '')) <> '' AND trim(coalesce(collecting_office, '')) <> '')),
  -- Exactly one Phänomenbereich for PMK, none for general crime; the old value ends with offences of 2022.
  CHECK ((political = 1) = (phaenomenbereich IS NOT NULL)),
  CHECK (phaenomenbereich IS NOT 'NICHT_ZUZUORDNEN'
         OR coalesce(committed_until, committed_on, '') < '2023')
) STRICT;
CREATE INDEX offence_blocked ON offence(blocked) WHERE blocked = 1;

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
  -- § 22(3) PolG NRW: result of „Speicherung prüfen“ after an outcome that puts the storage in question.
  storage_finding TEXT CHECK (storage_finding IN ('LOESCHEN', 'WEITER_SPEICHERN')),
  storage_reason  TEXT NOT NULL DEFAULT '',
  storage_by      TEXT REFERENCES user(id),
  storage_at      TEXT,
  position        INTEGER NOT NULL DEFAULT 0,
  CHECK ((person_id IS NULL) <> (name = '')),
  CHECK (storage_finding IS NOT 'WEITER_SPEICHERN' OR trim(storage_reason) <> '')
) STRICT;
CREATE INDEX offence_participant_by_offence ON offence_participant(offence_id);
CREATE INDEX offence_participant_by_person ON offence_participant(person_id);
CREATE UNIQUE INDEX offence_participant_once ON offence_participant(offence_id, person_id) WHERE person_id IS NOT NULL;

CREATE TRIGGER offence_unblock_needs_categories BEFORE UPDATE OF blocked ON offence
WHEN NEW.blocked = 0
  AND EXISTS (SELECT 1 FROM offence_participant WHERE offence_id = NEW.id AND person_category IS NULL)
BEGIN
  SELECT RAISE(ABORT, 'person category missing');
END;
CREATE TRIGGER offence_participant_needs_category BEFORE INSERT ON offence_participant
WHEN NEW.person_category IS NULL AND (SELECT blocked FROM offence WHERE id = NEW.offence_id) = 0
BEGIN
  SELECT RAISE(ABORT, 'person category missing');
END;
CREATE TRIGGER offence_participant_keeps_category BEFORE UPDATE OF person_category ON offence_participant
WHEN NEW.person_category IS NULL AND (SELECT blocked FROM offence WHERE id = NEW.offence_id) = 0
BEGIN
  SELECT RAISE(ABORT, 'person category missing');
END;

-- Kontaktperson: slim on purpose (§ 16a, § 26(1) PolG NRW; F23), no file of its own, yearly review.
CREATE TABLE contact_person (
  id              TEXT PRIMARY KEY,
  person_id       TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  family_name     TEXT NOT NULL,
  given_names     TEXT NOT NULL DEFAULT '',
  birth_date      TEXT,
  relation        TEXT NOT NULL,
  relation_note   TEXT NOT NULL DEFAULT '',
  reason          TEXT NOT NULL CHECK (trim(reason) <> ''),
  stored_on       TEXT NOT NULL,
  -- Longest storage: 3 years, 5 in cases of §§ 129a, 129b StGB (twin § 77(2) BKAG).
  max_years       INTEGER NOT NULL DEFAULT 3 CHECK (max_years IN (3, 5)),
  review_on       TEXT NOT NULL,
  collection_means  TEXT,
  collection_covert INTEGER CHECK (collection_covert IN (0, 1)),
  person_category TEXT CHECK (person_category IS NULL OR person_category = 'KONTAKT_BEGLEITPERSON'),
  protected_interest TEXT,
  collecting_office TEXT,
  legal_basis     TEXT NOT NULL DEFAULT '',
  blocked         INTEGER NOT NULL DEFAULT 1 CHECK (blocked IN (0, 1)),
  created_by      TEXT NOT NULL REFERENCES user(id),
  created_at      TEXT NOT NULL,
  changed_at      TEXT NOT NULL,
  origin_office   TEXT NOT NULL,
  revision        INTEGER NOT NULL DEFAULT 1,
  CHECK (blocked = 1 OR (trim(coalesce(collection_means, '')) <> '' AND collection_covert IS NOT NULL
         AND person_category IS NOT NULL
         AND trim(coalesce(protected_interest, '')) <> '' AND trim(coalesce(collecting_office, '')) <> '')),
  CHECK (review_on <= date(stored_on, '+' || max_years || ' years'))
) STRICT;
CREATE INDEX contact_person_by_person ON contact_person(person_id);
CREATE INDEX contact_person_by_review ON contact_person(review_on);
CREATE INDEX contact_person_blocked ON contact_person(blocked) WHERE blocked = 1;

-- Each further year takes recorded reasons.
CREATE TABLE contact_review (
  id          TEXT PRIMARY KEY,
  contact_id  TEXT NOT NULL REFERENCES contact_person(id) ON DELETE CASCADE,
  reviewed_on TEXT NOT NULL,
  reason      TEXT NOT NULL CHECK (trim(reason) <> ''),
  user_id     TEXT NOT NULL REFERENCES user(id),
  at          TEXT NOT NULL
) STRICT;
CREATE INDEX contact_review_by_contact ON contact_review(contact_id, reviewed_on);
