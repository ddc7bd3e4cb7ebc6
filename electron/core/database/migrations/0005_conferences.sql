-- Fallkonferenz: planning, minutes, Beschlüsse, and the measures that follow from them (domain §5.2).

CREATE TABLE conference (
  id             TEXT PRIMARY KEY,
  number         TEXT NOT NULL UNIQUE,
  platform       TEXT NOT NULL,
  kind           TEXT NOT NULL,
  title          TEXT NOT NULL DEFAULT '',
  held_on        TEXT NOT NULL,
  starts_at      TEXT NOT NULL DEFAULT '',
  place          TEXT NOT NULL DEFAULT '',
  chair_id       TEXT NOT NULL REFERENCES user(id),
  minutes_id     TEXT REFERENCES user(id),
  state          TEXT NOT NULL CHECK (state IN ('GEPLANT', 'LAUFEND', 'ABGESCHLOSSEN')),
  confidentiality_noted INTEGER NOT NULL DEFAULT 0 CHECK (confidentiality_noted IN (0, 1)),
  siko_invited   INTEGER CHECK (siko_invited IN (0, 1)),
  siko_reason    TEXT NOT NULL DEFAULT '',
  created_by     TEXT NOT NULL REFERENCES user(id),
  created_at     TEXT NOT NULL,
  changed_at     TEXT NOT NULL,
  origin_office  TEXT NOT NULL,
  revision       INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE conference_agency (
  id             TEXT PRIMARY KEY,
  conference_id  TEXT NOT NULL REFERENCES conference(id) ON DELETE CASCADE,
  agency_key     TEXT NOT NULL,
  name           TEXT NOT NULL,
  police         INTEGER NOT NULL CHECK (police IN (0, 1)),
  representative TEXT NOT NULL DEFAULT '',
  attendance     TEXT NOT NULL DEFAULT 'EINGELADEN',
  legal_basis    TEXT NOT NULL DEFAULT '',
  position       INTEGER NOT NULL DEFAULT 0,
  UNIQUE (conference_id, agency_key)
) STRICT;

CREATE TABLE agenda_item (
  id             TEXT PRIMARY KEY,
  conference_id  TEXT NOT NULL REFERENCES conference(id) ON DELETE CASCADE,
  position       INTEGER NOT NULL,
  person_id      TEXT REFERENCES person(id),
  title          TEXT NOT NULL DEFAULT '',
  occasion       TEXT NOT NULL DEFAULT '',
  goal           TEXT NOT NULL DEFAULT '',
  assessment     TEXT NOT NULL DEFAULT '',
  dissent        TEXT NOT NULL DEFAULT '',
  revision       INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX agenda_item_by_conference ON agenda_item(conference_id, position);
CREATE INDEX agenda_item_by_person ON agenda_item(person_id);

CREATE TABLE contribution (
  id             TEXT PRIMARY KEY,
  agenda_item_id TEXT NOT NULL REFERENCES agenda_item(id) ON DELETE CASCADE,
  agency_id      TEXT REFERENCES conference_agency(id),
  body           TEXT NOT NULL,
  statement_kind TEXT NOT NULL CHECK (statement_kind IN ('TATSACHE', 'BEWERTUNG')),
  usability      TEXT NOT NULL CHECK (usability IN ('PROTOKOLL', 'NUR_MUENDLICH', 'NICHT_WEITERGEBEN')),
  position       INTEGER NOT NULL,
  created_by     TEXT NOT NULL REFERENCES user(id),
  created_at     TEXT NOT NULL
) STRICT;
CREATE INDEX contribution_by_item ON contribution(agenda_item_id, position);

CREATE TABLE measure (
  id             TEXT PRIMARY KEY,
  person_id      TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  code           TEXT NOT NULL DEFAULT '',
  title          TEXT NOT NULL,
  legal_basis    TEXT NOT NULL DEFAULT '',
  state          TEXT NOT NULL,
  lead_agency    TEXT NOT NULL,
  responsible    TEXT NOT NULL DEFAULT '',
  due_on         TEXT,
  note           TEXT NOT NULL DEFAULT '',
  created_by     TEXT NOT NULL REFERENCES user(id),
  created_at     TEXT NOT NULL,
  changed_at     TEXT NOT NULL,
  origin_office  TEXT NOT NULL,
  revision       INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX measure_by_person ON measure(person_id);
CREATE INDEX measure_by_due ON measure(due_on);

CREATE TABLE resolution (
  id             TEXT PRIMARY KEY,
  agenda_item_id TEXT NOT NULL REFERENCES agenda_item(id) ON DELETE CASCADE,
  number         TEXT NOT NULL UNIQUE,
  kind           TEXT NOT NULL,
  body           TEXT NOT NULL,
  lead_agency_id TEXT REFERENCES conference_agency(id),
  responsible    TEXT NOT NULL DEFAULT '',
  due_on         TEXT,
  state          TEXT NOT NULL,
  feedback       TEXT NOT NULL DEFAULT '',
  measure_id     TEXT REFERENCES measure(id),
  created_by     TEXT NOT NULL REFERENCES user(id),
  created_at     TEXT NOT NULL,
  changed_at     TEXT NOT NULL,
  revision       INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX resolution_by_item ON resolution(agenda_item_id);
CREATE INDEX resolution_by_measure ON resolution(measure_id);
