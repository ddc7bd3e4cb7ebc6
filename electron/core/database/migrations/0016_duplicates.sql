-- Duplicates: decision „keine Dublette“, merging of two files and its taking back (F22); relations between persons (F24);
-- saved views of the list of persons.

-- The files of one pair were looked at and are two people. Dies with either file.
CREATE TABLE duplicate_decision (
  person_id       TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  other_person_id TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  reason          TEXT NOT NULL CHECK (trim(reason) <> ''),
  decided_by      TEXT NOT NULL REFERENCES user(id),
  decided_at      TEXT NOT NULL,
  PRIMARY KEY (person_id, other_person_id),
  CHECK (person_id < other_person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX duplicate_decision_by_other ON duplicate_decision(other_person_id);

-- A file that was merged into another one stays as an empty shell: its number leads there, and a merge can be taken back.
ALTER TABLE person ADD COLUMN merged_into TEXT REFERENCES person(id) ON DELETE CASCADE;
CREATE INDEX person_by_merged_into ON person(merged_into) WHERE merged_into IS NOT NULL;

-- One merge of two files. Its rows hold what is needed to restore both exactly; they die with either file.
CREATE TABLE person_merge (
  id         TEXT PRIMARY KEY,
  leading_id TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  other_id   TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  state      TEXT NOT NULL CHECK (state IN ('VORGESCHLAGEN', 'VERWORFEN', 'WIRKSAM', 'AUFGEHOBEN')),
  -- Order of the merges of a file: they are taken back in the reverse order.
  merged_at  TEXT,
  created_at TEXT NOT NULL,
  CHECK (leading_id <> other_id),
  CHECK ((state IN ('WIRKSAM', 'AUFGEHOBEN')) = (merged_at IS NOT NULL))
) STRICT;
CREATE INDEX person_merge_by_leading ON person_merge(leading_id, state);
CREATE INDEX person_merge_by_other ON person_merge(other_id, state);
CREATE TRIGGER person_merge_begins_proposed BEFORE INSERT ON person_merge WHEN NEW.state <> 'VORGESCHLAGEN'
BEGIN SELECT RAISE(ABORT, 'a merge begins as a proposal'); END;
CREATE TRIGGER person_merge_keeps_its_files BEFORE UPDATE OF leading_id, other_id ON person_merge
BEGIN SELECT RAISE(ABORT, 'a merge keeps its files'); END;

-- What two people did about it: merging, and taking the merge back. Signed by both over the same content (F59).
CREATE TABLE person_merge_act (
  id                 TEXT PRIMARY KEY,
  merge_id           TEXT NOT NULL REFERENCES person_merge(id) ON DELETE CASCADE,
  kind               TEXT NOT NULL CHECK (kind IN ('MERGE', 'UNDO')),
  state              TEXT NOT NULL CHECK (state IN ('OFFEN', 'GENEHMIGT', 'ABGELEHNT', 'ZURUECKGEZOGEN')),
  -- Canonical JSON: files, their state, which value leads, what was added since and where it belongs.
  content            TEXT NOT NULL,
  content_hash       TEXT NOT NULL,
  reason             TEXT NOT NULL CHECK (trim(reason) <> ''),
  proposer_id        TEXT NOT NULL REFERENCES user(id),
  proposed_at        TEXT NOT NULL,
  proposer_key       TEXT NOT NULL,
  proposer_signature TEXT NOT NULL,
  decider_id         TEXT REFERENCES user(id),
  decided_at         TEXT,
  decision_reason    TEXT NOT NULL DEFAULT '',
  -- Canonical JSON of what the decider signed: the content's hash, approved or refused, why, when.
  decision_content   TEXT,
  decider_key        TEXT,
  decider_signature  TEXT,
  CHECK (decider_id IS NULL OR decider_id <> proposer_id),
  CHECK (state NOT IN ('GENEHMIGT', 'ABGELEHNT') OR (decider_id IS NOT NULL AND decided_at IS NOT NULL
         AND trim(decision_reason) <> '' AND decision_content IS NOT NULL AND decider_key IS NOT NULL
         AND decider_signature IS NOT NULL)),
  CHECK (state <> 'OFFEN' OR decider_id IS NULL)
) STRICT;
CREATE INDEX person_merge_act_by_merge ON person_merge_act(merge_id);
CREATE UNIQUE INDEX person_merge_act_one_open ON person_merge_act(merge_id) WHERE state = 'OFFEN';
CREATE TRIGGER person_merge_act_begins_open BEFORE INSERT ON person_merge_act WHEN NEW.state <> 'OFFEN'
BEGIN SELECT RAISE(ABORT, 'an act begins open'); END;
CREATE TRIGGER person_merge_act_is_decided_once BEFORE UPDATE ON person_merge_act
WHEN OLD.state <> 'OFFEN' OR NEW.content <> OLD.content OR NEW.content_hash <> OLD.content_hash
  OR NEW.kind <> OLD.kind OR NEW.merge_id <> OLD.merge_id OR NEW.proposer_id <> OLD.proposer_id
BEGIN SELECT RAISE(ABORT, 'an act is decided once and not rewritten'); END;
-- Nobody decides on what was proposed under an account that they created or reset (architecture §5).
CREATE TRIGGER person_merge_decider_is_independent BEFORE UPDATE OF decider_id ON person_merge_act
WHEN NEW.decider_id IS NOT NULL AND EXISTS (
  SELECT 1 FROM account_control c WHERE c.user_id = NEW.proposer_id AND c.by_user = NEW.decider_id)
BEGIN SELECT RAISE(ABORT, 'decider controls the account of the proposer'); END;

-- A merge takes effect, and ends, only by an act that a second person approved.
CREATE TRIGGER person_merge_takes_two BEFORE UPDATE OF state ON person_merge
WHEN NOT ((OLD.state = 'VORGESCHLAGEN' AND NEW.state = 'VERWORFEN')
  OR (OLD.state = 'VORGESCHLAGEN' AND NEW.state = 'WIRKSAM' AND EXISTS (
    SELECT 1 FROM person_merge_act a WHERE a.merge_id = OLD.id AND a.kind = 'MERGE' AND a.state = 'GENEHMIGT'))
  OR (OLD.state = 'WIRKSAM' AND NEW.state = 'AUFGEHOBEN' AND EXISTS (
    SELECT 1 FROM person_merge_act a WHERE a.merge_id = OLD.id AND a.kind = 'UNDO' AND a.state = 'GENEHMIGT')))
BEGIN SELECT RAISE(ABORT, 'a merge takes two people'); END;
CREATE TRIGGER person_merged_by_two BEFORE UPDATE OF merged_into ON person
WHEN NEW.merged_into IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM person_merge m WHERE m.leading_id = NEW.merged_into AND m.other_id = NEW.id AND m.state = 'WIRKSAM')
BEGIN SELECT RAISE(ABORT, 'a merge takes two people'); END;

-- Which row was whose: `origin` OTHER: moved to the leading file; LEADING: there before. `content`: the whole row where it
-- was replaced or would have stood twice; null: the row itself still exists.
CREATE TABLE person_merge_row (
  merge_id   TEXT NOT NULL REFERENCES person_merge(id) ON DELETE CASCADE,
  table_name TEXT NOT NULL,
  -- JSON list: the row's key without the person.
  row_key    TEXT NOT NULL,
  origin     TEXT NOT NULL CHECK (origin IN ('LEADING', 'OTHER', 'RESULT')),
  content    TEXT,
  PRIMARY KEY (merge_id, table_name, origin, row_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_merge_row_by_key ON person_merge_row(table_name, row_key);

-- A decided Einstufung stays as it is; only an effective merge moves it between the two files, and back.
DROP TRIGGER classification_decided_is_final;
CREATE TRIGGER classification_decided_is_final
BEFORE UPDATE OF id, origin, procedure, person_group, occasion, step, catalogue_version, prognosis, proportionality,
  exit_reason, legacy_note, proposer_id, submitted_at, submitted_on, decider_id, decided_at, effective_on, decision_reason,
  review_on, proposal_content, proposal_hash, proposer_key, proposer_signature, content, content_hash, decider_key,
  decider_signature, import_row_id, created_at, changed_at, origin_office, revision ON classification
WHEN OLD.step IN ('ENTSCHIEDEN_JA', 'ENTSCHIEDEN_NEIN') AND NOT EXISTS (SELECT 1 FROM erasing)
BEGIN SELECT RAISE(ABORT, 'classification decided'); END;
CREATE TRIGGER classification_keeps_its_file BEFORE UPDATE OF person_id ON classification
WHEN NOT EXISTS (SELECT 1 FROM person_merge m WHERE m.state = 'WIRKSAM'
  AND ((m.leading_id = NEW.person_id AND m.other_id = OLD.person_id)
    OR (m.leading_id = OLD.person_id AND m.other_id = NEW.person_id AND EXISTS (
      SELECT 1 FROM person_merge_act a WHERE a.merge_id = m.id AND a.kind = 'UNDO' AND a.state = 'GENEHMIGT'))))
BEGIN SELECT RAISE(ABORT, 'classification decided'); END;

-- One item per person and conference when it is planned; after a merge the minutes of a past conference may have two.
DROP INDEX agenda_item_by_person;
CREATE INDEX agenda_item_by_person ON agenda_item(person_id, conference_id) WHERE person_id IS NOT NULL;
CREATE TRIGGER agenda_item_once_per_person BEFORE INSERT ON agenda_item
WHEN NEW.person_id IS NOT NULL AND EXISTS (
  SELECT 1 FROM agenda_item i WHERE i.person_id = NEW.person_id AND i.conference_id = NEW.conference_id)
BEGIN SELECT RAISE(ABORT, 'this person is on the agenda'); END;

-- Relation of a person to another one: evaluated, dated, sourced (domain §6, IMP principle). § 22b(2) PolG NRW: blocked
-- without a complete Kennzeichnung. The other end is a file, or a name without one.
CREATE TABLE person_link (
  id              TEXT PRIMARY KEY,
  person_id       TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  other_kind      TEXT NOT NULL CHECK (other_kind IN ('AKTE', 'KONTAKTPERSON', 'ORGANISATION')),
  other_person_id TEXT REFERENCES person(id) ON DELETE CASCADE,
  other_name      TEXT NOT NULL DEFAULT '',
  kind            TEXT NOT NULL,
  note            TEXT NOT NULL DEFAULT '',
  source          TEXT NOT NULL CHECK (trim(source) <> ''),
  source_grade    TEXT NOT NULL CHECK (source_grade IN ('A', 'B', 'C', 'D', 'X')),
  content_grade   TEXT NOT NULL CHECK (content_grade IN ('1', '2', '3', '4', 'X')),
  valid_from      TEXT,
  valid_to        TEXT,
  collection_means  TEXT,
  collection_covert INTEGER CHECK (collection_covert IN (0, 1)),
  protected_interest TEXT,
  collecting_office TEXT,
  legal_basis     TEXT NOT NULL DEFAULT '',
  person_category TEXT,
  blocked         INTEGER NOT NULL DEFAULT 1 CHECK (blocked IN (0, 1)),
  created_by      TEXT NOT NULL REFERENCES user(id),
  created_at      TEXT NOT NULL,
  changed_at      TEXT NOT NULL,
  origin_office   TEXT NOT NULL,
  revision        INTEGER NOT NULL DEFAULT 1,
  CHECK ((other_kind = 'AKTE') = (other_person_id IS NOT NULL) AND (other_kind = 'AKTE') = (other_name = '')),
  CHECK (other_person_id IS NULL OR other_person_id <> person_id),
  CHECK (blocked = 1 OR (trim(coalesce(collection_means, '')) <> '' AND collection_covert IS NOT NULL
         AND person_category IS NOT NULL
         AND trim(coalesce(protected_interest, '')) <> '' AND trim(coalesce(collecting_office, '')) <> ''))
) STRICT;
CREATE INDEX person_link_by_person ON person_link(person_id);
CREATE INDEX person_link_by_other ON person_link(other_person_id) WHERE other_person_id IS NOT NULL;

-- How a user wants to see the list of persons: named views, and the columns in their order. What was typed into the
-- search field is not part of a view: a name would outlive the file.
CREATE TABLE person_view (
  id         TEXT PRIMARY KEY,
  user_id    TEXT NOT NULL REFERENCES user(id),
  name       TEXT NOT NULL COLLATE NOCASE CHECK (trim(name) <> ''),
  settings   TEXT NOT NULL,
  is_default INTEGER NOT NULL DEFAULT 0 CHECK (is_default IN (0, 1)),
  UNIQUE (user_id, name)
) STRICT;
CREATE UNIQUE INDEX person_view_one_default ON person_view(user_id) WHERE is_default = 1;

CREATE TABLE person_columns (
  user_id TEXT PRIMARY KEY REFERENCES user(id),
  columns TEXT NOT NULL
) STRICT, WITHOUT ROWID;
