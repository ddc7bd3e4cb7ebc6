-- Prüftermine, minors, clock (F3, F51, F67).

-- Vorgaben der Dienststelle for the Prüffrist: shorter than the law or equal, never longer (§ 22(2) PolG NRW).
CREATE TABLE retention_policy (
  office_id          TEXT PRIMARY KEY REFERENCES office(id),
  years_child        INTEGER NOT NULL CHECK (years_child BETWEEN 1 AND 2),
  years_juvenile     INTEGER NOT NULL CHECK (years_juvenile BETWEEN 1 AND 5),
  years_adult        INTEGER NOT NULL CHECK (years_adult BETWEEN 1 AND 10),
  start_rule         TEXT NOT NULL CHECK (start_rule IN ('JAHRESENDE', 'EREIGNISTAG')),
  preliminary_months INTEGER NOT NULL CHECK (preliminary_months BETWEEN 1 AND 12),
  changed_by         TEXT NOT NULL REFERENCES user(id),
  changed_at         TEXT NOT NULL,
  revision           INTEGER NOT NULL DEFAULT 1
) STRICT;

-- Last possible day of birth: where the date leaves the age open, the youngest possible age counts.
CREATE VIEW person_birth AS
SELECT person_id, CASE length(birth_date) WHEN 4 THEN birth_date || '-12-31'
  WHEN 7 THEN date(birth_date || '-01', '+1 month', '-1 day') ELSE birth_date END AS last_day
FROM personalia WHERE kind = 'LEADING' AND birth_date IS NOT NULL;

-- What somebody decided when a Prüftermin or the end of a Prüffall was reached. A prolongation names its new day and its
-- reason; for a minor it counts only when a second person has approved it.
CREATE TABLE retention_decision (
  id              TEXT PRIMARY KEY,
  person_id       TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  subject         TEXT NOT NULL CHECK (subject IN ('PRUEFTERMIN', 'PRUEFFALL')),
  outcome         TEXT NOT NULL CHECK (outcome IN ('LOESCHEN', 'EINSCHRAENKEN', 'VERLAENGERN', 'BESTAETIGEN', 'BEENDEN')),
  state           TEXT NOT NULL CHECK (state IN ('WIRKSAM', 'WARTET', 'ABGELEHNT')),
  due_on          TEXT NOT NULL,
  new_due_on      TEXT,
  -- Longest storage by law for the age at the last event.
  max_years       INTEGER NOT NULL CHECK (max_years BETWEEN 1 AND 10),
  minor           INTEGER NOT NULL CHECK (minor IN (0, 1)),
  reason          TEXT NOT NULL CHECK (trim(reason) <> ''),
  decided_by      TEXT NOT NULL REFERENCES user(id),
  decided_on      TEXT NOT NULL,
  decided_at      TEXT NOT NULL,
  content         TEXT NOT NULL,
  public_key      TEXT NOT NULL,
  signature       TEXT NOT NULL,
  approved_by     TEXT REFERENCES user(id),
  approved_at     TEXT,
  approval_reason TEXT NOT NULL DEFAULT '',
  approval_content TEXT,
  approval_key    TEXT,
  approval_signature TEXT,
  origin_office   TEXT NOT NULL,
  revision        INTEGER NOT NULL DEFAULT 1,
  CHECK ((subject = 'PRUEFFALL') = (outcome IN ('BESTAETIGEN', 'BEENDEN'))),
  CHECK ((outcome IN ('VERLAENGERN', 'BESTAETIGEN')) = (new_due_on IS NOT NULL)),
  -- Never a silent, never an endless prolongation: later than today, shorter than the longest storage from now on.
  CHECK (new_due_on IS NULL OR new_due_on > decided_on),
  CHECK (outcome <> 'VERLAENGERN' OR new_due_on < date(decided_on, '+' || max_years || ' years')),
  CHECK (outcome <> 'BESTAETIGEN' OR new_due_on <= date(decided_on, '+12 months')),
  CHECK (approved_by IS NULL OR approved_by <> decided_by),
  CHECK (approved_by IS NULL OR (approved_at IS NOT NULL AND trim(approval_reason) <> '' AND approval_content IS NOT NULL
         AND approval_key IS NOT NULL AND approval_signature IS NOT NULL)),
  CHECK (state <> 'WARTET' OR approved_by IS NULL),
  CHECK (state <> 'ABGELEHNT' OR approved_by IS NOT NULL),
  CHECK (state <> 'WIRKSAM' OR minor = 0 OR new_due_on IS NULL OR approved_by IS NOT NULL)
) STRICT;
CREATE INDEX retention_decision_by_person ON retention_decision(person_id, decided_at);
CREATE UNIQUE INDEX retention_decision_one_waiting ON retention_decision(person_id, subject) WHERE state = 'WARTET';

CREATE TRIGGER retention_decision_begins_unapproved BEFORE INSERT ON retention_decision
WHEN NEW.approved_by IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a decision begins unapproved'); END;
CREATE TRIGGER retention_decision_knows_minors BEFORE INSERT ON retention_decision
WHEN NEW.minor = 0 AND EXISTS (SELECT 1 FROM person_birth b WHERE b.person_id = NEW.person_id
  AND b.last_day > date(NEW.decided_on, '-18 years'))
BEGIN SELECT RAISE(ABORT, 'person is a minor'); END;
CREATE TRIGGER retention_decision_is_final BEFORE UPDATE ON retention_decision
WHEN OLD.state <> 'WARTET' OR NEW.content <> OLD.content OR NEW.new_due_on IS NOT OLD.new_due_on
  OR NEW.reason <> OLD.reason OR NEW.decided_by <> OLD.decided_by OR NEW.minor <> OLD.minor OR NEW.outcome <> OLD.outcome
BEGIN SELECT RAISE(ABORT, 'a decision is final'); END;
CREATE TRIGGER retention_decision_stays BEFORE DELETE ON retention_decision
WHEN EXISTS (SELECT 1 FROM person p WHERE p.id = OLD.person_id)
BEGIN SELECT RAISE(ABORT, 'a decision is final'); END;
-- Nobody approves what was decided under an account that they created or reset (architecture §5).
CREATE TRIGGER retention_decision_approver BEFORE UPDATE OF approved_by ON retention_decision
WHEN EXISTS (SELECT 1 FROM account_control c WHERE c.user_id = NEW.decided_by AND c.by_user = NEW.approved_by)
BEGIN SELECT RAISE(ABORT, 'approver controls the account'); END;

-- Additional approval for a minor: a third person beside proposer and decider, over the very content (Vorgabe der
-- Dienststelle, decision record 0030).
CREATE TABLE minor_approval (
  id                TEXT PRIMARY KEY,
  classification_id TEXT REFERENCES classification(id) ON DELETE CASCADE,
  export_id         TEXT REFERENCES export(id) ON DELETE CASCADE,
  content_hash      TEXT NOT NULL,
  necessity         TEXT NOT NULL CHECK (trim(necessity) <> ''),
  approved_by       TEXT NOT NULL REFERENCES user(id),
  approved_at       TEXT NOT NULL,
  content           TEXT NOT NULL,
  public_key        TEXT NOT NULL,
  signature         TEXT NOT NULL,
  CHECK ((classification_id IS NULL) <> (export_id IS NULL)),
  UNIQUE (classification_id, content_hash),
  UNIQUE (export_id, content_hash)
) STRICT;
CREATE TRIGGER minor_approval_is_independent BEFORE INSERT ON minor_approval
WHEN EXISTS (SELECT 1 FROM classification c WHERE c.id = NEW.classification_id AND (c.proposer_id = NEW.approved_by
    OR EXISTS (SELECT 1 FROM account_control a WHERE a.user_id = c.proposer_id AND a.by_user = NEW.approved_by)))
  OR EXISTS (SELECT 1 FROM export e WHERE e.id = NEW.export_id AND (e.requested_by = NEW.approved_by
    OR EXISTS (SELECT 1 FROM account_control a WHERE a.user_id = e.requested_by AND a.by_user = NEW.approved_by)))
BEGIN SELECT RAISE(ABORT, 'approver is not independent'); END;
CREATE TRIGGER minor_approval_is_final BEFORE UPDATE ON minor_approval
BEGIN SELECT RAISE(ABORT, 'an approval is final'); END;
CREATE TRIGGER minor_approval_stays BEFORE DELETE ON minor_approval
WHEN EXISTS (SELECT 1 FROM classification c WHERE c.id = OLD.classification_id)
  OR EXISTS (SELECT 1 FROM export e WHERE e.id = OLD.export_id)
BEGIN SELECT RAISE(ABORT, 'an approval is final'); END;

-- An Ausstufung is in favour of the minor and needs no further word.
CREATE TRIGGER classification_of_minor BEFORE UPDATE OF step ON classification
WHEN NEW.step = 'ENTSCHIEDEN_JA' AND OLD.step <> 'ENTSCHIEDEN_JA' AND NEW.procedure <> 'AUSSTUFUNG'
  AND EXISTS (SELECT 1 FROM person_birth b WHERE b.person_id = NEW.person_id
    AND b.last_day > date(NEW.effective_on, '-18 years'))
  AND NOT EXISTS (SELECT 1 FROM minor_approval a WHERE a.classification_id = NEW.id AND a.content_hash = NEW.proposal_hash
    AND a.approved_by NOT IN (NEW.proposer_id, NEW.decider_id))
BEGIN SELECT RAISE(ABORT, 'approval for a minor is missing'); END;
CREATE TRIGGER export_of_minor BEFORE UPDATE OF state ON export
WHEN NEW.state = 'FREIGEGEBEN' AND OLD.state <> 'FREIGEGEBEN' AND NEW.police = 0
  AND EXISTS (SELECT 1 FROM export_person x JOIN person_birth b ON b.person_id = x.person_id
    WHERE x.export_id = NEW.id AND b.last_day > date(substr(NEW.released_at, 1, 10), '-18 years'))
  AND NOT EXISTS (SELECT 1 FROM minor_approval a WHERE a.export_id = NEW.id AND a.content_hash = NEW.content_hash
    AND a.approved_by NOT IN (NEW.requested_by, NEW.released_by))
BEGIN SELECT RAISE(ABORT, 'approval for a minor is missing'); END;

-- Unterrichtung der Sorgeberechtigten: done, postponed with a reason until a day, or not necessary with a reason.
CREATE TABLE guardian_notice (
  id             TEXT PRIMARY KEY,
  person_id      TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  state          TEXT NOT NULL CHECK (state IN ('UNTERRICHTET', 'ZURUECKGESTELLT', 'NICHT_ERFORDERLICH')),
  informed_on    TEXT,
  manner         TEXT NOT NULL DEFAULT '',
  reason         TEXT NOT NULL DEFAULT '',
  deferred_until TEXT,
  recorded_by    TEXT NOT NULL REFERENCES user(id),
  recorded_at    TEXT NOT NULL,
  origin_office  TEXT NOT NULL,
  revision       INTEGER NOT NULL DEFAULT 1,
  CHECK ((state = 'UNTERRICHTET') = (informed_on IS NOT NULL AND trim(manner) <> '')),
  CHECK (state = 'UNTERRICHTET' OR trim(reason) <> ''),
  CHECK ((state = 'ZURUECKGESTELLT') = (deferred_until IS NOT NULL))
) STRICT;
CREATE INDEX guardian_notice_by_person ON guardian_notice(person_id, recorded_at);

-- Why the data of a child (under 14) is stored at all.
CREATE TABLE child_necessity (
  person_id     TEXT PRIMARY KEY REFERENCES person(id) ON DELETE CASCADE,
  reason        TEXT NOT NULL CHECK (trim(reason) <> ''),
  recorded_by   TEXT NOT NULL REFERENCES user(id),
  recorded_at   TEXT NOT NULL,
  origin_office TEXT NOT NULL,
  revision      INTEGER NOT NULL DEFAULT 1
) STRICT;

-- A clock that cannot be right: until a Leitung confirms the date, nothing is decided. Holds no person data.
CREATE TABLE clock_alarm (
  id             TEXT PRIMARY KEY,
  kind           TEXT NOT NULL CHECK (kind IN ('ZURUECK', 'VORAUS', 'SPRUNG')),
  detected_at    TEXT NOT NULL,
  last_entry_at  TEXT NOT NULL,
  last_entry_seq INTEGER NOT NULL,
  confirmed_by   TEXT REFERENCES user(id),
  confirmed_at   TEXT,
  content        TEXT,
  public_key     TEXT,
  signature      TEXT,
  CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL) AND (confirmed_by IS NULL) = (content IS NULL)
         AND (confirmed_by IS NULL) = (public_key IS NULL) AND (confirmed_by IS NULL) = (signature IS NULL))
) STRICT;
CREATE UNIQUE INDEX clock_alarm_one_open ON clock_alarm(confirmed_by IS NULL) WHERE confirmed_by IS NULL;
CREATE TRIGGER clock_alarm_begins_open BEFORE INSERT ON clock_alarm WHEN NEW.confirmed_by IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'an alarm begins open'); END;
CREATE TRIGGER clock_alarm_is_confirmed_once BEFORE UPDATE ON clock_alarm
WHEN OLD.confirmed_by IS NOT NULL OR NEW.kind <> OLD.kind OR NEW.detected_at <> OLD.detected_at
  OR NOT EXISTS (SELECT 1 FROM user_role r WHERE r.user_id = NEW.confirmed_by AND r.role = 'LEITUNG')
BEGIN SELECT RAISE(ABORT, 'an alarm is confirmed once, by a Leitung'); END;
CREATE TRIGGER clock_alarm_stays BEFORE DELETE ON clock_alarm
BEGIN SELECT RAISE(ABORT, 'an alarm stays'); END;

CREATE TRIGGER classification_waits_for_clock BEFORE UPDATE OF step ON classification
WHEN NEW.step IN ('ENTSCHIEDEN_JA', 'ENTSCHIEDEN_NEIN') AND EXISTS (SELECT 1 FROM clock_alarm WHERE confirmed_by IS NULL)
BEGIN SELECT RAISE(ABORT, 'the date is not confirmed'); END;
CREATE TRIGGER export_waits_for_clock BEFORE UPDATE OF released_by ON export
WHEN NEW.released_by IS NOT NULL AND EXISTS (SELECT 1 FROM clock_alarm WHERE confirmed_by IS NULL)
BEGIN SELECT RAISE(ABORT, 'the date is not confirmed'); END;
CREATE TRIGGER retention_decision_waits_for_clock BEFORE INSERT ON retention_decision
WHEN EXISTS (SELECT 1 FROM clock_alarm WHERE confirmed_by IS NULL)
BEGIN SELECT RAISE(ABORT, 'the date is not confirmed'); END;
