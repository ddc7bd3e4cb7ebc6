-- Deletion and correction (F52, F64; § 32 PolG NRW, decision 0028).

-- The procedure of one file. It goes with the file; what remains stands in `deletion_record`.
CREATE TABLE deletion (
  id                  TEXT PRIMARY KEY,
  person_id           TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  state               TEXT NOT NULL CHECK (state IN ('VORGESCHLAGEN', 'GENEHMIGT', 'ABGELEHNT', 'ZURUECKGEZOGEN')),
  ground              TEXT NOT NULL,
  reason              TEXT NOT NULL CHECK (trim(reason) <> ''),
  -- Anbietung an das Landesarchiv (domain §4.2 row 30).
  archive_answer      TEXT CHECK (archive_answer IN ('UEBERNOMMEN', 'NICHT_ARCHIVWUERDIG', 'KEINE_ANBIETUNGSPFLICHT')),
  archive_offered_on  TEXT,
  archive_answered_on TEXT,
  archive_reason      TEXT NOT NULL DEFAULT '',
  proposed_by         TEXT NOT NULL REFERENCES user(id),
  proposed_at         TEXT NOT NULL,
  -- Canonical JSON of what the proposer signed; it names the person by a hash only, so that it may outlive the file.
  proposal_content    TEXT NOT NULL,
  proposal_key        TEXT NOT NULL,
  proposal_signature  TEXT NOT NULL,
  closed_by           TEXT REFERENCES user(id),
  closed_at           TEXT,
  closed_reason       TEXT NOT NULL DEFAULT '',
  origin_office       TEXT NOT NULL,
  revision            INTEGER NOT NULL DEFAULT 1,
  CHECK ((state = 'VORGESCHLAGEN') = (closed_by IS NULL) AND (state = 'VORGESCHLAGEN') = (closed_at IS NULL)),
  CHECK (state NOT IN ('GENEHMIGT', 'ABGELEHNT') OR closed_by <> proposed_by),
  CHECK (state <> 'GENEHMIGT' OR archive_answer IS NOT NULL),
  CHECK (archive_answer IS NULL OR archive_answer <> 'KEINE_ANBIETUNGSPFLICHT' OR trim(archive_reason) <> ''),
  CHECK (archive_answer IS NULL OR archive_answer = 'KEINE_ANBIETUNGSPFLICHT'
         OR (archive_offered_on IS NOT NULL AND archive_answered_on IS NOT NULL
             AND archive_answered_on >= archive_offered_on))
) STRICT;
CREATE INDEX deletion_by_person ON deletion(person_id);
CREATE UNIQUE INDEX deletion_one_open ON deletion(person_id) WHERE state IN ('VORGESCHLAGEN', 'GENEHMIGT');

CREATE TRIGGER deletion_begins_proposed BEFORE INSERT ON deletion WHEN NEW.state <> 'VORGESCHLAGEN'
BEGIN SELECT RAISE(ABORT, 'a deletion begins as a proposal'); END;
CREATE TRIGGER deletion_decider_is_independent BEFORE UPDATE OF state, closed_by ON deletion
WHEN NEW.state IN ('GENEHMIGT', 'ABGELEHNT') AND EXISTS (
  SELECT 1 FROM account_control c WHERE c.user_id = NEW.proposed_by AND c.by_user = NEW.closed_by)
BEGIN SELECT RAISE(ABORT, 'decider controls the account of the proposer'); END;
CREATE TRIGGER deletion_closed_is_final BEFORE UPDATE ON deletion WHEN OLD.state <> 'VORGESCHLAGEN'
BEGIN SELECT RAISE(ABORT, 'a decided deletion is final'); END;
CREATE TRIGGER deletion_proposal_is_final
BEFORE UPDATE OF person_id, ground, reason, proposed_by, proposed_at, proposal_content, proposal_key, proposal_signature
ON deletion
BEGIN SELECT RAISE(ABORT, 'a proposal is not rewritten'); END;

-- What the officer decided about a place in another file where the name stands. Counts for the text with this hash only.
CREATE TABLE deletion_trace (
  deletion_id TEXT NOT NULL REFERENCES deletion(id) ON DELETE CASCADE,
  place       TEXT NOT NULL,
  text_hash   TEXT NOT NULL,
  choice      TEXT NOT NULL CHECK (choice IN ('SCHWAERZEN', 'ANDERE_PERSON')),
  by_user     TEXT NOT NULL REFERENCES user(id),
  at          TEXT NOT NULL,
  PRIMARY KEY (deletion_id, place)
) STRICT, WITHOUT ROWID;

-- Löschnachweis: no name, no Aktenzeichen, no free text. `person_hash` (SHA-256 over the random id of the file) says
-- nothing without a copy that still holds the file; with an older backup it tells which deletion has to be repeated.
CREATE TABLE deletion_record (
  id                  TEXT PRIMARY KEY,
  person_hash         TEXT NOT NULL CHECK (length(person_hash) = 64),
  office_id           TEXT NOT NULL REFERENCES office(id),
  ground              TEXT NOT NULL,
  archive_answer      TEXT NOT NULL,
  archive_offered_on  TEXT,
  archive_answered_on TEXT,
  proposed_by         TEXT NOT NULL REFERENCES user(id),
  proposed_at         TEXT NOT NULL,
  proposal_content    TEXT NOT NULL,
  proposal_key        TEXT NOT NULL,
  proposal_signature  TEXT NOT NULL,
  decided_by          TEXT NOT NULL REFERENCES user(id),
  decided_at          TEXT NOT NULL,
  -- JSON: how many of which kind were erased, and how many stayed for others.
  counts              TEXT NOT NULL CHECK (json_type(counts) = 'object'),
  content             TEXT NOT NULL,
  decision_key        TEXT NOT NULL,
  decision_signature  TEXT NOT NULL,
  CHECK (decided_by <> proposed_by)
) STRICT;
CREATE TRIGGER deletion_record_needs_approval BEFORE INSERT ON deletion_record
WHEN NOT EXISTS (SELECT 1 FROM deletion d WHERE d.id = NEW.id AND d.state = 'GENEHMIGT'
  AND d.proposed_by = NEW.proposed_by AND d.closed_by = NEW.decided_by)
BEGIN SELECT RAISE(ABORT, 'a deletion record needs an approved deletion'); END;
CREATE TRIGGER deletion_record_is_final BEFORE UPDATE ON deletion_record
BEGIN SELECT RAISE(ABORT, 'a deletion record is final'); END;
CREATE TRIGGER deletion_record_stays BEFORE DELETE ON deletion_record
BEGIN SELECT RAISE(ABORT, 'a deletion record stays'); END;

-- While an approved deletion runs, inside its transaction: only then may final rows lose the person's traces.
CREATE TABLE erasing (
  deletion_id TEXT PRIMARY KEY REFERENCES deletion(id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE TRIGGER erasing_needs_approval BEFORE INSERT ON erasing
WHEN NOT EXISTS (SELECT 1 FROM deletion d WHERE d.id = NEW.deletion_id AND d.state = 'GENEHMIGT')
BEGIN SELECT RAISE(ABORT, 'nothing is erased without an approved deletion'); END;

-- The rules of finality as before, with that one exception.
DROP TRIGGER contribution_closed;
CREATE TRIGGER contribution_closed BEFORE UPDATE OF body, agency_id, statement_kind, usability ON contribution
WHEN (SELECT c.state FROM agenda_item i JOIN conference c ON c.id = i.conference_id WHERE i.id = OLD.agenda_item_id)
  = 'ABGESCHLOSSEN' AND NOT EXISTS (SELECT 1 FROM erasing)
BEGIN
  SELECT RAISE(ABORT, 'the minutes are closed');
END;

DROP TRIGGER classification_decided_is_final;
CREATE TRIGGER classification_decided_is_final BEFORE UPDATE ON classification
WHEN OLD.step IN ('ENTSCHIEDEN_JA', 'ENTSCHIEDEN_NEIN') AND NOT EXISTS (SELECT 1 FROM erasing)
BEGIN
  SELECT RAISE(ABORT, 'classification decided');
END;
DROP TRIGGER classification_criterion_update;
CREATE TRIGGER classification_criterion_update BEFORE UPDATE ON classification_criterion
WHEN (SELECT c.step FROM classification c WHERE c.id = OLD.classification_id) NOT IN ('ENTWURF', 'RUECKFRAGE')
  AND NOT EXISTS (SELECT 1 FROM erasing)
BEGIN SELECT RAISE(ABORT, 'classification submitted'); END;
DROP TRIGGER classification_step_is_final;
CREATE TRIGGER classification_step_is_final BEFORE UPDATE ON classification_step
WHEN NOT EXISTS (SELECT 1 FROM erasing)
BEGIN SELECT RAISE(ABORT, 'steps are final'); END;

-- Day on which the content went with somebody's deletion; hash, recipient, day and checksums of the copies stay.
ALTER TABLE export ADD COLUMN erased_on TEXT;
DROP TRIGGER export_content_is_final;
CREATE TRIGGER export_content_is_final
BEFORE UPDATE OF content, content_hash, recipient, attention, agency_key, police, purpose, legal_basis, requested_by,
  requested_at, left_out ON export
WHEN NOT EXISTS (SELECT 1 FROM erasing)
BEGIN SELECT RAISE(ABORT, 'a document is final'); END;
DROP TRIGGER export_is_decided_once;
CREATE TRIGGER export_is_decided_once
BEFORE UPDATE OF released_by, released_at, release_reason, release_content, release_key, release_signature ON export
WHEN OLD.released_by IS NOT NULL AND NOT EXISTS (SELECT 1 FROM erasing)
BEGIN SELECT RAISE(ABORT, 'a document is decided once'); END;
CREATE TRIGGER export_erased_stays BEFORE UPDATE OF erased_on ON export
WHEN NOT EXISTS (SELECT 1 FROM erasing)
BEGIN SELECT RAISE(ABORT, 'only a deletion erases a document'); END;
CREATE TRIGGER export_erased_is_not_issued BEFORE INSERT ON transmission
WHEN (SELECT e.erased_on FROM export e WHERE e.id = NEW.export_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'an erased document is not issued'); END;

DROP TRIGGER import_row_is_final;
CREATE TRIGGER import_row_is_final BEFORE UPDATE OF action, target_person_id, target_row_no, row_no, batch_id ON import_row
WHEN (SELECT b.state FROM import_batch b WHERE b.id = NEW.batch_id) <> 'STAGING' AND NOT EXISTS (SELECT 1 FROM erasing)
BEGIN SELECT RAISE(ABORT, 'a row is final'); END;

-- Berichtigung as a formal act (§ 32 PolG NRW): what was wrong, what is right, why, who asked for it.
CREATE TABLE correction (
  id            TEXT PRIMARY KEY,
  person_id     TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  -- From the entry of the history that made the correction: block, record, field, both values.
  history_id    INTEGER NOT NULL,
  record        TEXT NOT NULL,
  record_id     TEXT NOT NULL,
  field         TEXT NOT NULL,
  wrong_value   TEXT NOT NULL,
  right_value   TEXT NOT NULL,
  asked_by      TEXT NOT NULL CHECK (asked_by IN ('BETROFFENE_PERSON', 'EIGENE_FESTSTELLUNG', 'ANDERE_STELLE')),
  reason        TEXT NOT NULL CHECK (trim(reason) <> ''),
  changed_at    TEXT NOT NULL,
  created_by    TEXT NOT NULL REFERENCES user(id),
  created_at    TEXT NOT NULL,
  origin_office TEXT NOT NULL,
  revision      INTEGER NOT NULL DEFAULT 1,
  UNIQUE (person_id, history_id)
) STRICT;
CREATE INDEX correction_by_person ON correction(person_id, created_at);
CREATE TRIGGER correction_is_final BEFORE UPDATE ON correction WHEN NOT EXISTS (SELECT 1 FROM erasing)
BEGIN SELECT RAISE(ABORT, 'a correction is final'); END;

-- One earlier recipient who has to be told of a Berichtigung, Einschränkung or Löschung (domain §4.2 row 13).
CREATE TABLE recipient_notice (
  id             TEXT PRIMARY KEY,
  person_id      TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  occasion       TEXT NOT NULL CHECK (occasion IN ('BERICHTIGUNG', 'EINSCHRAENKUNG', 'LOESCHUNG')),
  -- The act that the recipient has to be told of: a correction, a restriction, a deletion procedure.
  act_id         TEXT NOT NULL,
  agency_key     TEXT NOT NULL,
  recipient      TEXT NOT NULL,
  created_at     TEXT NOT NULL,
  told_on        TEXT,
  told_by        TEXT REFERENCES user(id),
  channel        TEXT CHECK (channel IN ('SCHRIFTLICH', 'ELEKTRONISCH', 'FERNMUENDLICH', 'NICHT_ERFORDERLICH')),
  note           TEXT NOT NULL DEFAULT '',
  UNIQUE (act_id, agency_key, recipient),
  CHECK ((told_on IS NULL) = (told_by IS NULL) AND (told_on IS NULL) = (channel IS NULL)),
  CHECK (channel IS NOT 'NICHT_ERFORDERLICH' OR trim(note) <> '')
) STRICT;
CREATE INDEX recipient_notice_by_person ON recipient_notice(person_id);
CREATE INDEX recipient_notice_open ON recipient_notice(created_at) WHERE told_on IS NULL;
