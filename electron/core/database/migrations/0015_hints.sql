-- PHW/EHW, polizeifachlicher Status, pictures, special categories (F18, F19, F20).

-- Each hint: facts, source, approval by a second person, own Prüftermin. Two historical codes are refused for good.
CREATE TABLE person_hint (
  id             TEXT PRIMARY KEY,
  person_id      TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  code           TEXT NOT NULL CHECK (code <> '' AND code NOT IN ('HWAO', 'PROS')),
  -- Touches a besondere Kategorie (§ 22a PolG NRW): masked, with written necessity.
  special        INTEGER NOT NULL CHECK (special IN (0, 1)),
  fact_basis     TEXT NOT NULL CHECK (trim(fact_basis) <> ''),
  source         TEXT NOT NULL CHECK (trim(source) <> ''),
  necessity      TEXT NOT NULL DEFAULT '',
  review_on      TEXT NOT NULL,
  state          TEXT NOT NULL CHECK (state IN ('VORGESCHLAGEN', 'FREIGEGEBEN', 'ABGELEHNT')),
  entered_by     TEXT NOT NULL REFERENCES user(id),
  entered_at     TEXT NOT NULL,
  decided_by     TEXT REFERENCES user(id),
  decided_at     TEXT,
  decision_reason TEXT NOT NULL DEFAULT '',
  -- Canonical JSON of what the second person signed.
  decision_content TEXT,
  decision_key   TEXT,
  decision_signature TEXT,
  changed_at     TEXT NOT NULL,
  origin_office  TEXT NOT NULL,
  revision       INTEGER NOT NULL DEFAULT 1,
  UNIQUE (person_id, code),
  CHECK (special = 0 OR trim(necessity) <> ''),
  CHECK ((state = 'VORGESCHLAGEN') = (decided_by IS NULL)),
  CHECK (decided_by IS NULL OR decided_by <> entered_by),
  CHECK (decided_by IS NULL OR (decided_at IS NOT NULL AND decision_content IS NOT NULL AND decision_key IS NOT NULL
         AND decision_signature IS NOT NULL))
) STRICT;
CREATE INDEX person_hint_by_review ON person_hint(review_on);
CREATE INDEX person_hint_open ON person_hint(person_id) WHERE state = 'VORGESCHLAGEN';

CREATE TRIGGER person_hint_begins_undecided BEFORE INSERT ON person_hint WHEN NEW.state <> 'VORGESCHLAGEN'
BEGIN SELECT RAISE(ABORT, 'a hint begins undecided'); END;
CREATE TRIGGER person_hint_decider_is_independent BEFORE UPDATE OF decided_by ON person_hint
WHEN NEW.decided_by IS NOT NULL AND EXISTS (
  SELECT 1 FROM account_control c WHERE c.user_id = NEW.entered_by AND c.by_user = NEW.decided_by)
BEGIN SELECT RAISE(ABORT, 'decider controls the account of the proposer'); END;
-- What was decided is changed only by proposing it anew.
CREATE TRIGGER person_hint_decided_is_final BEFORE UPDATE OF person_id, code, special, fact_basis, source, necessity,
  entered_by, entered_at, state, decided_by, decided_at, decision_reason, decision_content, decision_key,
  decision_signature ON person_hint
WHEN OLD.decided_by IS NOT NULL AND NEW.decided_by IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a decided hint is proposed anew'); END;

-- Besondere Kategorien behind the gate; one value per category.
CREATE TABLE special_entry (
  id             TEXT PRIMARY KEY,
  person_id      TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  category       TEXT NOT NULL CHECK (category IN ('VOLKSZUGEHOERIGKEIT', 'RELIGIONSZUGEHOERIGKEIT', 'GESUNDHEIT',
    'SEXUALLEBEN')),
  value          TEXT NOT NULL CHECK (trim(value) <> ''),
  necessity      TEXT NOT NULL CHECK (trim(necessity) <> ''),
  source         TEXT NOT NULL CHECK (trim(source) <> ''),
  review_on      TEXT NOT NULL,
  state          TEXT NOT NULL CHECK (state IN ('VORGESCHLAGEN', 'FREIGEGEBEN', 'ABGELEHNT')),
  entered_by     TEXT NOT NULL REFERENCES user(id),
  entered_at     TEXT NOT NULL,
  decided_by     TEXT REFERENCES user(id),
  decided_at     TEXT,
  decision_reason TEXT NOT NULL DEFAULT '',
  decision_content TEXT,
  decision_key   TEXT,
  decision_signature TEXT,
  changed_at     TEXT NOT NULL,
  origin_office  TEXT NOT NULL,
  revision       INTEGER NOT NULL DEFAULT 1,
  UNIQUE (person_id, category),
  CHECK ((state = 'VORGESCHLAGEN') = (decided_by IS NULL)),
  CHECK (decided_by IS NULL OR decided_by <> entered_by),
  CHECK (decided_by IS NULL OR (decided_at IS NOT NULL AND decision_content IS NOT NULL AND decision_key IS NOT NULL
         AND decision_signature IS NOT NULL))
) STRICT;
CREATE INDEX special_entry_by_review ON special_entry(review_on);

CREATE TRIGGER special_entry_begins_undecided BEFORE INSERT ON special_entry WHEN NEW.state <> 'VORGESCHLAGEN'
BEGIN SELECT RAISE(ABORT, 'an entry begins undecided'); END;
CREATE TRIGGER special_entry_decider_is_independent BEFORE UPDATE OF decided_by ON special_entry
WHEN NEW.decided_by IS NOT NULL AND EXISTS (
  SELECT 1 FROM account_control c WHERE c.user_id = NEW.entered_by AND c.by_user = NEW.decided_by)
BEGIN SELECT RAISE(ABORT, 'decider controls the account of the proposer'); END;
CREATE TRIGGER special_entry_decided_is_final BEFORE UPDATE OF person_id, category, value, necessity, source, entered_by,
  entered_at, state, decided_by, decided_at, decision_reason, decision_content, decision_key, decision_signature
  ON special_entry
WHEN OLD.decided_by IS NOT NULL AND NEW.decided_by IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a decided entry is proposed anew'); END;

-- History of what stands behind the gate: apart from `history`, which everybody who reads the file may see.
CREATE TABLE special_history (
  id         INTEGER PRIMARY KEY,
  person_id  TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  record_id  TEXT NOT NULL,
  field      TEXT NOT NULL,
  old_value  TEXT,
  new_value  TEXT,
  user_id    TEXT NOT NULL REFERENCES user(id),
  at         TEXT NOT NULL
) STRICT;
CREATE INDEX special_history_by_record ON special_history(record_id, id);
CREATE INDEX special_history_by_person ON special_history(person_id);

-- Polizeifachlicher Status in periods; the days are the first and the last one, both included.
CREATE TABLE person_status (
  id             TEXT PRIMARY KEY,
  person_id      TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  status         TEXT NOT NULL CHECK (status IN ('KEINE', 'RELEVANTE_PERSON', 'GEFAEHRDER', 'GEFAEHRDER_AKTIONSFAEHIG')),
  role           TEXT CHECK (role IN ('FUEHRUNGSPERSON', 'UNTERSTUETZER_LOGISTIKER', 'AKTEUR', 'KONTAKT_BEGLEITPERSON')),
  phaenomenbereich TEXT,
  valid_from     TEXT NOT NULL,
  valid_to       TEXT,
  authority      TEXT NOT NULL CHECK (trim(authority) <> ''),
  source         TEXT NOT NULL DEFAULT '',
  created_by     TEXT NOT NULL REFERENCES user(id),
  created_at     TEXT NOT NULL,
  changed_at     TEXT NOT NULL,
  origin_office  TEXT NOT NULL,
  revision       INTEGER NOT NULL DEFAULT 1,
  CHECK ((status = 'RELEVANTE_PERSON') = (role IS NOT NULL)),
  CHECK (status = 'KEINE' OR phaenomenbereich IS NOT NULL),
  CHECK (valid_to IS NULL OR valid_to >= valid_from)
) STRICT;
CREATE INDEX person_status_by_person ON person_status(person_id, valid_from);

CREATE TRIGGER person_status_apart BEFORE INSERT ON person_status WHEN EXISTS (
  SELECT 1 FROM person_status s WHERE s.person_id = NEW.person_id
    AND s.valid_from <= coalesce(NEW.valid_to, '9999-12-31') AND NEW.valid_from <= coalesce(s.valid_to, '9999-12-31'))
BEGIN SELECT RAISE(ABORT, 'periods of a status do not overlap'); END;
CREATE TRIGGER person_status_stays_apart BEFORE UPDATE OF person_id, valid_from, valid_to ON person_status WHEN EXISTS (
  SELECT 1 FROM person_status s WHERE s.person_id = NEW.person_id AND s.id <> NEW.id
    AND s.valid_from <= coalesce(NEW.valid_to, '9999-12-31') AND NEW.valid_from <= coalesce(s.valid_to, '9999-12-31'))
BEGIN SELECT RAISE(ABORT, 'periods of a status do not overlap'); END;

-- What an instrument gave as its result, and no more: no questionnaire, no items, no value of our own.
CREATE TABLE radar_result (
  id             TEXT PRIMARY KEY,
  person_id      TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  instrument     TEXT NOT NULL CHECK (instrument IN ('RADAR_ITE', 'RADAR_RECHTS', 'ANDERES')),
  instrument_version TEXT NOT NULL DEFAULT '',
  assessed_on    TEXT NOT NULL,
  assessor_office TEXT NOT NULL CHECK (trim(assessor_office) <> ''),
  result         TEXT NOT NULL CHECK (trim(result) <> '' AND length(result) <= 80),
  update_due_on  TEXT,
  -- May stand in a dossier for police; for other bodies never.
  released       INTEGER NOT NULL DEFAULT 0 CHECK (released IN (0, 1)),
  created_by     TEXT NOT NULL REFERENCES user(id),
  created_at     TEXT NOT NULL,
  changed_at     TEXT NOT NULL,
  origin_office  TEXT NOT NULL,
  revision       INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX radar_result_by_person ON radar_result(person_id, assessed_on);
CREATE INDEX radar_result_by_due ON radar_result(update_due_on);

-- Lichtbilder. The bytes are the original without its metadata; the preview is a small JPEG of it.
CREATE TABLE picture (
  id              TEXT PRIMARY KEY,
  person_id       TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  media_type      TEXT NOT NULL CHECK (media_type IN ('image/jpeg', 'image/png', 'image/webp')),
  width           INTEGER NOT NULL CHECK (width BETWEEN 1 AND 12000),
  height          INTEGER NOT NULL CHECK (height BETWEEN 1 AND 12000),
  bytes           BLOB NOT NULL CHECK (length(bytes) BETWEEN 1 AND 26214400),
  preview         BLOB NOT NULL CHECK (length(preview) BETWEEN 1 AND 307200),
  -- Of the stored bytes, and of the file as it was handed over.
  sha256          TEXT NOT NULL CHECK (length(sha256) = 64),
  file_sha256     TEXT NOT NULL CHECK (length(file_sha256) = 64),
  taken_on        TEXT,
  origin          TEXT NOT NULL,
  source          TEXT NOT NULL CHECK (trim(source) <> ''),
  note            TEXT NOT NULL DEFAULT '',
  leading         INTEGER NOT NULL DEFAULT 0 CHECK (leading IN (0, 1)),
  -- Keys of bodies that are not police and may get the picture (JSON list).
  released_to     TEXT NOT NULL DEFAULT '[]',
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
  revision        INTEGER NOT NULL DEFAULT 1,
  -- § 22b(2) PolG NRW: without a complete Kennzeichnung a picture is shown to be labelled and nothing else.
  CHECK (blocked = 1 OR (trim(coalesce(collection_means, '')) <> '' AND collection_covert IS NOT NULL
         AND trim(coalesce(person_category, '')) <> ''
         AND trim(coalesce(protected_interest, '')) <> '' AND trim(coalesce(collecting_office, '')) <> '')),
  CHECK (leading = 0 OR blocked = 0),
  UNIQUE (person_id, sha256)
) STRICT;
CREATE UNIQUE INDEX picture_one_leading ON picture(person_id) WHERE leading = 1;
