-- Einstufung: proposal, Mitzeichnung, decision by a second person, signed over the content's hash (F4, F7, F59).

CREATE TABLE classification (
  id                TEXT PRIMARY KEY,
  person_id         TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  origin            TEXT NOT NULL CHECK (origin IN ('SYSTEM', 'ALTBESTAND')),
  procedure         TEXT NOT NULL,
  person_group      TEXT,
  occasion          TEXT NOT NULL DEFAULT '',
  step              TEXT NOT NULL,
  catalogue_version TEXT NOT NULL DEFAULT '',
  prognosis         TEXT NOT NULL DEFAULT '',
  proportionality   TEXT NOT NULL DEFAULT '',
  exit_reason       TEXT,
  legacy_note       TEXT NOT NULL DEFAULT '',
  proposer_id       TEXT REFERENCES user(id),
  submitted_at      TEXT,
  decider_id        TEXT REFERENCES user(id),
  decided_at        TEXT,
  -- Day from which the decision counts; ALTBESTAND: as exact as the list knew it.
  effective_on      TEXT,
  decision_reason   TEXT NOT NULL DEFAULT '',
  review_on         TEXT,
  content           TEXT,
  content_hash      TEXT,
  proposer_key      TEXT,
  proposer_signature TEXT,
  decider_key       TEXT,
  decider_signature TEXT,
  import_row_id     TEXT,
  created_at        TEXT NOT NULL,
  changed_at        TEXT NOT NULL,
  origin_office     TEXT NOT NULL,
  revision          INTEGER NOT NULL DEFAULT 1,
  CHECK (decider_id IS NULL OR proposer_id IS NULL OR decider_id <> proposer_id),
  CHECK (step NOT IN ('ENTSCHIEDEN_JA', 'ENTSCHIEDEN_NEIN') OR origin = 'ALTBESTAND'
         OR (proposer_id IS NOT NULL AND decider_id IS NOT NULL AND decided_at IS NOT NULL AND effective_on IS NOT NULL
             AND content IS NOT NULL AND content_hash IS NOT NULL
             AND proposer_signature IS NOT NULL AND decider_signature IS NOT NULL)),
  -- Extension of the concept of 10 October 2024 (Landtag NRW, Vorlage 18/3241).
  CHECK (person_group IS NULL OR person_group NOT IN ('ISLAMISTISCHER_PREDIGER', 'ISLAMISTISCHER_INFLUENCER')
         OR effective_on IS NULL OR effective_on >= '2024-10-10')
) STRICT;
CREATE INDEX classification_by_person ON classification(person_id);
CREATE INDEX classification_by_step ON classification(step);
CREATE UNIQUE INDEX classification_one_open ON classification(person_id)
  WHERE step NOT IN ('ENTSCHIEDEN_JA', 'ENTSCHIEDEN_NEIN');

CREATE TABLE classification_criterion (
  classification_id TEXT NOT NULL REFERENCES classification(id) ON DELETE CASCADE,
  criterion_key     TEXT NOT NULL,
  state             TEXT NOT NULL CHECK (state IN ('ERFUELLT', 'NICHT_ERFUELLT', 'UNBEKANNT')),
  reason            TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (classification_id, criterion_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE classification_evidence (
  classification_id TEXT NOT NULL REFERENCES classification(id) ON DELETE CASCADE,
  criterion_key     TEXT NOT NULL,
  record_kind       TEXT NOT NULL CHECK (record_kind IN ('FINDING', 'OFFENCE')),
  record_id         TEXT NOT NULL,
  PRIMARY KEY (classification_id, criterion_key, record_id)
) STRICT, WITHOUT ROWID;

-- Who has done what (F12).
CREATE TABLE classification_step (
  id                TEXT PRIMARY KEY,
  classification_id TEXT NOT NULL REFERENCES classification(id) ON DELETE CASCADE,
  step              TEXT NOT NULL,
  user_id           TEXT NOT NULL REFERENCES user(id),
  office_id         TEXT NOT NULL REFERENCES office(id),
  at                TEXT NOT NULL,
  reason            TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX classification_step_by ON classification_step(classification_id);

-- A decision is final: a mistake is corrected by a new procedure, never by changing the old one.
CREATE TRIGGER classification_decided_is_final BEFORE UPDATE ON classification
WHEN OLD.step IN ('ENTSCHIEDEN_JA', 'ENTSCHIEDEN_NEIN')
BEGIN
  SELECT RAISE(ABORT, 'classification decided');
END;
