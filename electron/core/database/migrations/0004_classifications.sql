-- Einstufung: proposal, Mitzeichnung, decision by a second person, signed over the content's hash (F4, F7, F59).
-- The rules of four eyes are held here a second time: no path around the program makes a decision that the rules forbid.

CREATE TABLE classification (
  id                TEXT PRIMARY KEY,
  person_id         TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  origin            TEXT NOT NULL CHECK (origin IN ('SYSTEM', 'ALTBESTAND')),
  procedure         TEXT NOT NULL,
  person_group      TEXT,
  occasion          TEXT,
  step              TEXT NOT NULL CHECK (step IN ('ENTWURF', 'VORGELEGT', 'RUECKFRAGE', 'MITGEZEICHNET',
                                                  'ENTSCHIEDEN_JA', 'ENTSCHIEDEN_NEIN')),
  catalogue_version TEXT NOT NULL DEFAULT '',
  prognosis         TEXT NOT NULL DEFAULT '',
  proportionality   TEXT NOT NULL DEFAULT '',
  exit_reason       TEXT,
  legacy_note       TEXT NOT NULL DEFAULT '',
  proposer_id       TEXT REFERENCES user(id),
  submitted_at      TEXT,
  -- Legal day of the submission in Germany.
  submitted_on      TEXT,
  decider_id        TEXT REFERENCES user(id),
  decided_at        TEXT,
  -- Day from which the decision counts; ALTBESTAND: as exact as the list knew it (`2014`, `2014-05`), null if unknown.
  effective_on      TEXT,
  decision_reason   TEXT NOT NULL DEFAULT '',
  review_on         TEXT,
  -- Canonical JSON of what the proposer signed, and of what the decider signed (proposal and decision).
  proposal_content  TEXT,
  proposal_hash     TEXT,
  proposer_key      TEXT,
  proposer_signature TEXT,
  content           TEXT,
  content_hash      TEXT,
  decider_key       TEXT,
  decider_signature TEXT,
  import_row_id     TEXT,
  created_at        TEXT NOT NULL,
  changed_at        TEXT NOT NULL,
  origin_office     TEXT NOT NULL,
  revision          INTEGER NOT NULL DEFAULT 1,
  CHECK (origin = 'ALTBESTAND' OR proposer_id IS NOT NULL),
  CHECK (decider_id IS NULL OR decider_id <> proposer_id),
  -- What a list says was decided elsewhere: it carries no name and no signature of this system.
  CHECK (origin = 'SYSTEM' OR (step = 'ENTSCHIEDEN_JA' AND proposer_id IS NULL AND decider_id IS NULL
         AND submitted_at IS NULL AND decided_at IS NULL AND proposal_content IS NULL AND content IS NULL
         AND proposer_signature IS NULL AND decider_signature IS NULL)),
  CHECK (step NOT IN ('VORGELEGT', 'MITGEZEICHNET', 'ENTSCHIEDEN_JA', 'ENTSCHIEDEN_NEIN') OR origin = 'ALTBESTAND'
         OR (submitted_at IS NOT NULL AND submitted_on IS NOT NULL AND proposal_content IS NOT NULL
             AND proposal_hash IS NOT NULL AND proposer_key IS NOT NULL AND proposer_signature IS NOT NULL)),
  CHECK (step NOT IN ('ENTSCHIEDEN_JA', 'ENTSCHIEDEN_NEIN') OR origin = 'ALTBESTAND'
         OR (decider_id IS NOT NULL AND decided_at IS NOT NULL AND effective_on IS NOT NULL AND decision_reason <> ''
             AND content IS NOT NULL AND content_hash IS NOT NULL
             AND decider_key IS NOT NULL AND decider_signature IS NOT NULL)),
  CHECK (effective_on IS NULL
         OR effective_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'
         OR (origin = 'ALTBESTAND' AND (effective_on GLOB '[0-9][0-9][0-9][0-9]'
                                        OR effective_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'))),
  -- Extension of the concept of 10 October 2024 (Landtag NRW, Vorlage 18/3241). A shorter ISO prefix sorts before every
  -- day that it can mean, so `2024` and `2024-10` are refused and `2024-11` and `2025` are not; an unknown day is refused.
  CHECK (step NOT IN ('ENTSCHIEDEN_JA', 'ENTSCHIEDEN_NEIN') OR person_group IS NULL
         OR person_group NOT IN ('ISLAMISTISCHER_PREDIGER', 'ISLAMISTISCHER_INFLUENCER')
         OR (effective_on IS NOT NULL AND effective_on >= '2024-10-10'))
) STRICT;
CREATE INDEX classification_by_person ON classification(person_id);
CREATE INDEX classification_by_step ON classification(step);
CREATE INDEX classification_by_review ON classification(review_on) WHERE review_on IS NOT NULL;
CREATE UNIQUE INDEX classification_one_open ON classification(person_id)
  WHERE step NOT IN ('ENTSCHIEDEN_JA', 'ENTSCHIEDEN_NEIN');

-- State NULL: not looked at yet; such a criterion keeps a proposal from being submitted.
CREATE TABLE classification_criterion (
  classification_id TEXT NOT NULL REFERENCES classification(id) ON DELETE CASCADE,
  criterion_key     TEXT NOT NULL,
  state             TEXT CHECK (state IN ('ERFUELLT', 'NICHT_ERFUELLT', 'UNBEKANNT')),
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
CREATE INDEX classification_evidence_by_record ON classification_evidence(record_id);

-- Who has done what, with office, time and reason (F12). Signed acts keep key and signature over the hash of the content.
CREATE TABLE classification_step (
  id                TEXT PRIMARY KEY,
  classification_id TEXT NOT NULL REFERENCES classification(id) ON DELETE CASCADE,
  step              TEXT NOT NULL,
  user_id           TEXT NOT NULL REFERENCES user(id),
  office_id         TEXT NOT NULL REFERENCES office(id),
  at                TEXT NOT NULL,
  reason            TEXT NOT NULL DEFAULT '',
  content_hash      TEXT,
  public_key        TEXT,
  signature         TEXT
) STRICT;
CREATE INDEX classification_step_by ON classification_step(classification_id);

-- Nobody decides on a proposal made under an account that they created or reset (architecture §5).
CREATE TRIGGER classification_decider_insert BEFORE INSERT ON classification
WHEN NEW.decider_id IS NOT NULL AND EXISTS (
  SELECT 1 FROM account_control c WHERE c.user_id = NEW.proposer_id AND c.by_user = NEW.decider_id)
BEGIN
  SELECT RAISE(ABORT, 'decider controls the account of the proposer');
END;
CREATE TRIGGER classification_decider_update BEFORE UPDATE ON classification
WHEN NEW.decider_id IS NOT NULL AND EXISTS (
  SELECT 1 FROM account_control c WHERE c.user_id = NEW.proposer_id AND c.by_user = NEW.decider_id)
BEGIN
  SELECT RAISE(ABORT, 'decider controls the account of the proposer');
END;

-- A decision is reached only from what was submitted.
CREATE TRIGGER classification_decided_from_submitted BEFORE UPDATE OF step ON classification
WHEN NEW.step IN ('ENTSCHIEDEN_JA', 'ENTSCHIEDEN_NEIN') AND OLD.step NOT IN ('VORGELEGT', 'MITGEZEICHNET')
BEGIN
  SELECT RAISE(ABORT, 'classification was not submitted');
END;

-- A decision is final: a mistake is corrected by a new procedure, never by changing the old one.
CREATE TRIGGER classification_decided_is_final BEFORE UPDATE ON classification
WHEN OLD.step IN ('ENTSCHIEDEN_JA', 'ENTSCHIEDEN_NEIN')
BEGIN
  SELECT RAISE(ABORT, 'classification decided');
END;
-- It goes only together with the whole file.
CREATE TRIGGER classification_decided_stays BEFORE DELETE ON classification
WHEN OLD.step IN ('ENTSCHIEDEN_JA', 'ENTSCHIEDEN_NEIN') AND EXISTS (SELECT 1 FROM person p WHERE p.id = OLD.person_id)
BEGIN
  SELECT RAISE(ABORT, 'classification decided');
END;

-- What was submitted is not edited under the decider's eyes: criteria and evidence change in drafts and after a Rückfrage.
CREATE TRIGGER classification_criterion_insert BEFORE INSERT ON classification_criterion
WHEN (SELECT c.step FROM classification c WHERE c.id = NEW.classification_id) NOT IN ('ENTWURF', 'RUECKFRAGE')
BEGIN SELECT RAISE(ABORT, 'classification submitted'); END;
CREATE TRIGGER classification_criterion_update BEFORE UPDATE ON classification_criterion
WHEN (SELECT c.step FROM classification c WHERE c.id = OLD.classification_id) NOT IN ('ENTWURF', 'RUECKFRAGE')
BEGIN SELECT RAISE(ABORT, 'classification submitted'); END;
CREATE TRIGGER classification_criterion_delete BEFORE DELETE ON classification_criterion
WHEN (SELECT c.step FROM classification c WHERE c.id = OLD.classification_id) NOT IN ('ENTWURF', 'RUECKFRAGE')
BEGIN SELECT RAISE(ABORT, 'classification submitted'); END;
CREATE TRIGGER classification_evidence_insert BEFORE INSERT ON classification_evidence
WHEN (SELECT c.step FROM classification c WHERE c.id = NEW.classification_id) NOT IN ('ENTWURF', 'RUECKFRAGE')
BEGIN SELECT RAISE(ABORT, 'classification submitted'); END;
CREATE TRIGGER classification_evidence_update BEFORE UPDATE ON classification_evidence
WHEN (SELECT c.step FROM classification c WHERE c.id = OLD.classification_id) NOT IN ('ENTWURF', 'RUECKFRAGE')
BEGIN SELECT RAISE(ABORT, 'classification submitted'); END;
CREATE TRIGGER classification_evidence_delete BEFORE DELETE ON classification_evidence
WHEN (SELECT c.step FROM classification c WHERE c.id = OLD.classification_id) NOT IN ('ENTWURF', 'RUECKFRAGE')
BEGIN SELECT RAISE(ABORT, 'classification submitted'); END;

-- § 22b(2) PolG NRW: what is not labelled proves nothing. Evidence belongs to the person's own file.
CREATE TRIGGER classification_evidence_usable BEFORE INSERT ON classification_evidence
WHEN NOT EXISTS (
    SELECT 1 FROM finding f JOIN finding_person l ON l.finding_id = f.id
    JOIN classification c ON c.id = NEW.classification_id AND c.person_id = l.person_id
    WHERE NEW.record_kind = 'FINDING' AND f.id = NEW.record_id AND f.blocked = 0)
  AND NOT EXISTS (
    SELECT 1 FROM offence o JOIN offence_participant l ON l.offence_id = o.id
    JOIN classification c ON c.id = NEW.classification_id AND c.person_id = l.person_id
    WHERE NEW.record_kind = 'OFFENCE' AND o.id = NEW.record_id AND o.blocked = 0)
BEGIN
  SELECT RAISE(ABORT, 'evidence is blocked or of another file');
END;

-- Steps are only added.
CREATE TRIGGER classification_step_is_final BEFORE UPDATE ON classification_step
BEGIN SELECT RAISE(ABORT, 'steps are final'); END;
CREATE TRIGGER classification_step_stays BEFORE DELETE ON classification_step
WHEN EXISTS (SELECT 1 FROM classification c WHERE c.id = OLD.classification_id)
BEGIN SELECT RAISE(ABORT, 'steps are final'); END;
