-- Protection, restriction, rights to a single case, Notzugriff (F53, F56; § 32 PolG NRW).

-- Setting and lifting protection and restriction: two people, one of them the Leitung of the owning office.
CREATE TABLE file_change (
  id               TEXT PRIMARY KEY,
  person_id        TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  kind             TEXT NOT NULL CHECK (kind IN ('PROTECT', 'UNPROTECT', 'RESTRICT', 'UNRESTRICT')),
  ground           TEXT,
  reason           TEXT NOT NULL CHECK (reason <> ''),
  proposed_by      TEXT NOT NULL REFERENCES user(id),
  proposer_leads   INTEGER NOT NULL CHECK (proposer_leads IN (0, 1)),
  proposed_at      TEXT NOT NULL,
  state            TEXT NOT NULL CHECK (state IN ('OPEN', 'APPROVED', 'REFUSED')),
  decided_by       TEXT REFERENCES user(id),
  decider_leads    INTEGER CHECK (decider_leads IN (0, 1)),
  decided_at       TEXT,
  decision_reason  TEXT NOT NULL DEFAULT '',
  -- Canonical JSON of what the deciding person signed.
  decision_content TEXT,
  decision_key     TEXT,
  decision_signature TEXT,
  origin_office    TEXT NOT NULL,
  revision         INTEGER NOT NULL DEFAULT 1,
  CHECK ((kind = 'RESTRICT') = (ground IS NOT NULL)),
  CHECK (decided_by IS NULL OR decided_by <> proposed_by),
  CHECK (decided_by IS NULL OR proposer_leads = 1 OR decider_leads = 1),
  CHECK ((state = 'OPEN') = (decided_by IS NULL)),
  CHECK (decided_by IS NULL OR (decider_leads IS NOT NULL AND decided_at IS NOT NULL AND decision_content IS NOT NULL
         AND decision_key IS NOT NULL AND decision_signature IS NOT NULL))
) STRICT;
CREATE INDEX file_change_by_person ON file_change(person_id);
CREATE UNIQUE INDEX file_change_one_open ON file_change(person_id) WHERE state = 'OPEN';
CREATE TRIGGER file_change_begins_open BEFORE INSERT ON file_change WHEN NEW.state <> 'OPEN'
BEGIN SELECT RAISE(ABORT, 'a change begins open'); END;
CREATE TRIGGER file_change_is_decided_once BEFORE UPDATE ON file_change
WHEN OLD.state <> 'OPEN' OR NEW.kind <> OLD.kind OR NEW.ground IS NOT OLD.ground OR NEW.reason <> OLD.reason
  OR NEW.proposed_by <> OLD.proposed_by OR NEW.proposer_leads <> OLD.proposer_leads OR NEW.person_id <> OLD.person_id
BEGIN SELECT RAISE(ABORT, 'a change is decided once and not rewritten'); END;
CREATE TRIGGER file_change_decider_is_independent BEFORE UPDATE OF decided_by ON file_change
WHEN EXISTS (SELECT 1 FROM account_control c WHERE c.user_id = NEW.proposed_by AND c.by_user = NEW.decided_by)
BEGIN SELECT RAISE(ABORT, 'decider controls the account of the proposer'); END;

-- Rights of named users to one case. Ended ones stay: who could see what is part of the file.
CREATE TABLE case_grant (
  id            TEXT PRIMARY KEY,
  person_id     TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  user_id       TEXT NOT NULL REFERENCES user(id),
  level         TEXT NOT NULL CHECK (level IN ('READ', 'WRITE')),
  reason        TEXT NOT NULL CHECK (reason <> ''),
  until         TEXT NOT NULL,
  granted_by    TEXT NOT NULL REFERENCES user(id),
  granted_at    TEXT NOT NULL,
  revoked_by    TEXT REFERENCES user(id),
  revoked_at    TEXT,
  revoke_reason TEXT NOT NULL DEFAULT '',
  origin_office TEXT NOT NULL,
  revision      INTEGER NOT NULL DEFAULT 1,
  CHECK (granted_by <> user_id),
  CHECK ((revoked_by IS NULL) = (revoked_at IS NULL))
) STRICT;
CREATE INDEX case_grant_by_person ON case_grant(person_id);
CREATE INDEX case_grant_by_user ON case_grant(user_id);
CREATE TRIGGER case_grant_only_ends BEFORE UPDATE ON case_grant
WHEN OLD.revoked_at IS NOT NULL OR NEW.person_id <> OLD.person_id OR NEW.user_id <> OLD.user_id
  OR NEW.level <> OLD.level OR NEW.until <> OLD.until OR NEW.granted_by <> OLD.granted_by
BEGIN SELECT RAISE(ABORT, 'a right is given anew, not rewritten'); END;

-- Notzugriff: opened at once, decided afterwards by the Leitung of the owning office.
CREATE TABLE emergency_access (
  id               TEXT PRIMARY KEY,
  person_id        TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  user_id          TEXT NOT NULL REFERENCES user(id),
  -- The senior officer who ordered it; null where the user decides on own authority.
  ordered_by       TEXT REFERENCES user(id),
  reason           TEXT NOT NULL CHECK (reason <> ''),
  urgency          TEXT NOT NULL CHECK (urgency <> ''),
  began_at         TEXT NOT NULL,
  ends_at          TEXT NOT NULL,
  state            TEXT NOT NULL CHECK (state IN ('OPEN', 'APPROVED', 'OBJECTED')),
  decided_by       TEXT REFERENCES user(id),
  decided_at       TEXT,
  decision_reason  TEXT NOT NULL DEFAULT '',
  decision_content TEXT,
  decision_key     TEXT,
  decision_signature TEXT,
  origin_office    TEXT NOT NULL,
  revision         INTEGER NOT NULL DEFAULT 1,
  CHECK (ordered_by IS NULL OR ordered_by <> user_id),
  CHECK (decided_by IS NULL OR decided_by <> user_id),
  CHECK ((state = 'OPEN') = (decided_by IS NULL)),
  CHECK (decided_by IS NULL OR (decided_at IS NOT NULL AND decision_content IS NOT NULL AND decision_key IS NOT NULL
         AND decision_signature IS NOT NULL))
) STRICT;
CREATE INDEX emergency_access_by_person ON emergency_access(person_id);
CREATE INDEX emergency_access_by_user ON emergency_access(user_id);
CREATE TRIGGER emergency_access_begins_open BEFORE INSERT ON emergency_access WHEN NEW.state <> 'OPEN'
BEGIN SELECT RAISE(ABORT, 'an emergency access begins undecided'); END;
CREATE TRIGGER emergency_access_is_decided_once BEFORE UPDATE ON emergency_access
WHEN OLD.state <> 'OPEN' OR NEW.user_id <> OLD.user_id OR NEW.ordered_by IS NOT OLD.ordered_by
  OR NEW.reason <> OLD.reason OR NEW.urgency <> OLD.urgency OR NEW.began_at <> OLD.began_at
  OR NEW.ends_at <> OLD.ends_at OR NEW.person_id <> OLD.person_id
BEGIN SELECT RAISE(ABORT, 'an emergency access is decided once and not rewritten'); END;
CREATE TRIGGER emergency_access_decider_is_independent BEFORE UPDATE OF decided_by ON emergency_access
WHEN EXISTS (SELECT 1 FROM account_control c WHERE c.user_id = NEW.user_id AND c.by_user = NEW.decided_by)
BEGIN SELECT RAISE(ABORT, 'decider controls the account of the user'); END;

-- A restricted file that was opened for a permitted purpose, until the end of that session.
CREATE TABLE purpose_access (
  id         TEXT PRIMARY KEY,
  person_id  TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  user_id    TEXT NOT NULL REFERENCES user(id),
  purpose    TEXT NOT NULL,
  reason     TEXT NOT NULL CHECK (reason <> ''),
  began_at   TEXT NOT NULL
) STRICT;
CREATE INDEX purpose_access_by_person ON purpose_access(person_id);

-- Searches that met a protected file without showing it; what was typed stands in the log's payload only.
CREATE TABLE protected_query (
  id         TEXT PRIMARY KEY,
  person_id  TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  user_id    TEXT NOT NULL REFERENCES user(id),
  at         TEXT NOT NULL,
  audit_seq  INTEGER NOT NULL
) STRICT;
CREATE INDEX protected_query_by_person ON protected_query(person_id);

-- Who of the owners has taken note of a query or a Notzugriff.
CREATE TABLE access_notice_seen (
  notice_id TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  user_id   TEXT NOT NULL REFERENCES user(id),
  seen_at   TEXT NOT NULL,
  PRIMARY KEY (notice_id, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX access_notice_seen_by_person ON access_notice_seen(person_id);
