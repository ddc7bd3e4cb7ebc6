-- Office, users, sessions' traces, log, drafts, history: what every feature stands on.

CREATE TABLE setting (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE office (
  id   TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE user (
  id            TEXT PRIMARY KEY,
  login         TEXT NOT NULL UNIQUE COLLATE NOCASE,
  full_name     TEXT NOT NULL,
  rank          TEXT NOT NULL DEFAULT '',
  office_id     TEXT NOT NULL REFERENCES office(id),
  state         TEXT NOT NULL CHECK (state IN ('ACTIVE', 'LOCKED')),
  created_by    TEXT REFERENCES user(id),
  created_at    TEXT NOT NULL,
  revision      INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE user_role (
  user_id TEXT NOT NULL REFERENCES user(id),
  role    TEXT NOT NULL,
  PRIMARY KEY (user_id, role)
) STRICT, WITHOUT ROWID;

-- Who guards the system or the rights of the people concerned works on no case (F55).
CREATE TRIGGER user_role_stands_alone BEFORE INSERT ON user_role
WHEN EXISTS (SELECT 1 FROM user_role r WHERE r.user_id = NEW.user_id AND r.role <> NEW.role
  AND (r.role IN ('ADMINISTRATION', 'DATENSCHUTZ') OR NEW.role IN ('ADMINISTRATION', 'DATENSCHUTZ')))
BEGIN SELECT RAISE(ABORT, 'this role stands alone'); END;

-- Every signing key a user ever had: old signatures stay checkable after a reset.
CREATE TABLE user_signing_key (
  public_key TEXT PRIMARY KEY,
  user_id    TEXT NOT NULL REFERENCES user(id),
  since      TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Account acts that take two people (F59): creating a user, changing roles, resetting a passphrase, unlocking.
CREATE TABLE account_request (
  id           TEXT PRIMARY KEY,
  kind         TEXT NOT NULL CHECK (kind IN ('CREATE', 'ROLES', 'RESET', 'UNLOCK')),
  user_id      TEXT,
  content      TEXT NOT NULL,
  slot         TEXT,
  requested_by TEXT NOT NULL REFERENCES user(id),
  requested_at TEXT NOT NULL,
  state        TEXT NOT NULL CHECK (state IN ('OPEN', 'APPROVED', 'REFUSED')),
  decided_by   TEXT REFERENCES user(id),
  decided_at   TEXT,
  CHECK (decided_by IS NULL OR decided_by <> requested_by),
  CHECK ((state = 'OPEN') = (decided_by IS NULL) AND (state = 'OPEN') = (decided_at IS NULL))
) STRICT;
CREATE TRIGGER account_request_begins_open BEFORE INSERT ON account_request WHEN NEW.state <> 'OPEN'
BEGIN SELECT RAISE(ABORT, 'a request begins open'); END;
CREATE TRIGGER account_request_is_decided_once BEFORE UPDATE ON account_request
WHEN OLD.state <> 'OPEN' OR NEW.content <> OLD.content OR NEW.kind <> OLD.kind OR NEW.user_id IS NOT OLD.user_id
  OR (NEW.slot IS NOT NULL AND NEW.slot IS NOT OLD.slot) OR NEW.requested_by <> OLD.requested_by
BEGIN SELECT RAISE(ABORT, 'a request is decided once and not rewritten'); END;

-- Who ever created or reset an account; such a person may not decide on proposals made under it.
CREATE TABLE account_control (
  user_id TEXT NOT NULL REFERENCES user(id),
  by_user TEXT NOT NULL REFERENCES user(id),
  kind    TEXT NOT NULL CHECK (kind IN ('CREATE', 'RESET')),
  at      TEXT NOT NULL
) STRICT;

-- Use of the recovery key and similar events, shown to Datenschutz until acknowledged.
CREATE TABLE notice (
  id              TEXT PRIMARY KEY,
  kind            TEXT NOT NULL,
  audience_role   TEXT NOT NULL,
  text            TEXT NOT NULL,
  created_at      TEXT NOT NULL,
  acknowledged_by TEXT REFERENCES user(id),
  acknowledged_at TEXT
) STRICT;

-- How a user wants to see the interface; a user without a row has the defaults.
CREATE TABLE preference (
  user_id TEXT PRIMARY KEY REFERENCES user(id),
  theme   TEXT NOT NULL,
  density TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE draft (
  user_id   TEXT NOT NULL REFERENCES user(id),
  key       TEXT NOT NULL,
  -- The draft dies with its file.
  person_id TEXT REFERENCES person(id) ON DELETE CASCADE,
  content   TEXT NOT NULL,
  saved_at  TEXT NOT NULL,
  PRIMARY KEY (user_id, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX draft_by_person ON draft(person_id);

-- Field-level history (F12, § 22a PolG NRW: who entered, changed, removed). Deleted together with its record.
CREATE TABLE history (
  id         INTEGER PRIMARY KEY,
  record     TEXT NOT NULL,
  record_id  TEXT NOT NULL,
  person_id  TEXT,
  field      TEXT NOT NULL,
  old_value  TEXT,
  new_value  TEXT,
  user_id    TEXT NOT NULL REFERENCES user(id),
  at         TEXT NOT NULL
) STRICT;
CREATE INDEX history_by_record ON history(record_id, id);
CREATE INDEX history_by_person ON history(person_id, id);

-- A search while typing is one log entry; until it is closed it waits here so that a crash loses nothing.
CREATE TABLE open_search (
  session_id TEXT PRIMARY KEY,
  user_id    TEXT NOT NULL,
  started_at TEXT NOT NULL,
  query      TEXT NOT NULL,
  shown_ids  TEXT NOT NULL
) STRICT;
