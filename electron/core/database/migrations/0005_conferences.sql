-- Fallkonferenz: planning, minutes, Beschlüsse, and the measures that follow from them (domain §5.2).

CREATE TABLE conference (
  id             TEXT PRIMARY KEY,
  -- `number` is `year/seq`; the number of a Beschluss begins with it.
  year           INTEGER NOT NULL,
  seq            INTEGER NOT NULL,
  number         TEXT NOT NULL UNIQUE,
  platform       TEXT NOT NULL CHECK (platform IN ('GTAZ_NRW', 'GETZ_NRW', 'LOKAL', 'ANDERE')),
  kind           TEXT NOT NULL CHECK (kind IN ('ERST', 'FOLGE', 'ANLASS', 'ABSCHLUSS')),
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
  next_on        TEXT,
  closed_by      TEXT REFERENCES user(id),
  closed_at      TEXT,
  created_by     TEXT NOT NULL REFERENCES user(id),
  created_at     TEXT NOT NULL,
  changed_at     TEXT NOT NULL,
  origin_office  TEXT NOT NULL,
  revision       INTEGER NOT NULL DEFAULT 1,
  UNIQUE (year, seq),
  CHECK (state <> 'ABGESCHLOSSEN' OR (confidentiality_noted = 1 AND minutes_id IS NOT NULL AND closed_by = chair_id))
) STRICT;
CREATE INDEX conference_by_day ON conference(held_on, seq);

-- What was minuted and closed is corrected by the next conference, never by opening it again.
CREATE TRIGGER conference_forward_only BEFORE UPDATE OF state ON conference
WHEN (OLD.state = 'ABGESCHLOSSEN' AND NEW.state <> 'ABGESCHLOSSEN') OR (OLD.state = 'LAUFEND' AND NEW.state = 'GEPLANT')
BEGIN
  SELECT RAISE(ABORT, 'a conference only moves forward');
END;

-- `police` and the platform's standing members come from the catalogue at the time of planning (§ 26(1) PolG NRW, F77).
CREATE TABLE conference_agency (
  id             TEXT PRIMARY KEY,
  conference_id  TEXT NOT NULL REFERENCES conference(id) ON DELETE CASCADE,
  agency_key     TEXT NOT NULL,
  name           TEXT NOT NULL,
  short_name     TEXT NOT NULL,
  police         INTEGER NOT NULL CHECK (police IN (0, 1)),
  standing       INTEGER NOT NULL DEFAULT 0 CHECK (standing IN (0, 1)),
  reason         TEXT NOT NULL DEFAULT '',
  representative TEXT NOT NULL DEFAULT '',
  attendance     TEXT NOT NULL DEFAULT 'EINGELADEN'
    CHECK (attendance IN ('EINGELADEN', 'ANWESEND', 'SCHRIFTLICH', 'ENTSCHULDIGT', 'NICHT_EINGELADEN')),
  legal_basis    TEXT NOT NULL DEFAULT '',
  position       INTEGER NOT NULL DEFAULT 0,
  UNIQUE (conference_id, agency_key, name),
  CHECK (standing = 1 OR reason <> '')
) STRICT;

CREATE TABLE agenda_item (
  id             TEXT PRIMARY KEY,
  conference_id  TEXT NOT NULL REFERENCES conference(id) ON DELETE CASCADE,
  kind           TEXT NOT NULL CHECK (kind IN ('STATUSRUNDE', 'PERSON', 'FREI')),
  position       INTEGER NOT NULL,
  person_id      TEXT REFERENCES person(id),
  title          TEXT NOT NULL DEFAULT '',
  occasion       TEXT NOT NULL DEFAULT '',
  goal           TEXT NOT NULL DEFAULT '',
  assessment     TEXT NOT NULL DEFAULT '',
  dissent        TEXT NOT NULL DEFAULT '',
  revision       INTEGER NOT NULL DEFAULT 1,
  CHECK ((kind = 'PERSON') = (person_id IS NOT NULL))
) STRICT;
CREATE INDEX agenda_item_by_conference ON agenda_item(conference_id, position);
CREATE UNIQUE INDEX agenda_item_by_person ON agenda_item(person_id, conference_id) WHERE person_id IS NOT NULL;
CREATE UNIQUE INDEX agenda_item_status_round ON agenda_item(conference_id) WHERE kind = 'STATUSRUNDE';

-- An agency that takes part in single items only; an agency without rows here takes part in all of them.
CREATE TABLE agency_item (
  agency_id      TEXT NOT NULL REFERENCES conference_agency(id) ON DELETE CASCADE,
  agenda_item_id TEXT NOT NULL REFERENCES agenda_item(id) ON DELETE CASCADE,
  PRIMARY KEY (agency_id, agenda_item_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX agency_item_by_item ON agency_item(agenda_item_id);

CREATE TABLE contribution (
  id             TEXT PRIMARY KEY,
  agenda_item_id TEXT NOT NULL REFERENCES agenda_item(id) ON DELETE CASCADE,
  agency_id      TEXT NOT NULL REFERENCES conference_agency(id),
  body           TEXT NOT NULL,
  statement_kind TEXT NOT NULL CHECK (statement_kind IN ('TATSACHE', 'BEWERTUNG')),
  usability      TEXT NOT NULL CHECK (usability IN ('PROTOKOLL', 'NUR_MUENDLICH', 'NICHT_WEITERGEBEN')),
  position       INTEGER NOT NULL,
  created_by     TEXT NOT NULL REFERENCES user(id),
  created_at     TEXT NOT NULL,
  revision       INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX contribution_by_item ON contribution(agenda_item_id, position);

CREATE TRIGGER contribution_while_running BEFORE INSERT ON contribution
WHEN (SELECT c.state FROM agenda_item i JOIN conference c ON c.id = i.conference_id WHERE i.id = NEW.agenda_item_id)
  <> 'LAUFEND'
BEGIN
  SELECT RAISE(ABORT, 'minutes are written while the conference runs');
END;
CREATE TRIGGER contribution_closed BEFORE UPDATE OF body, agency_id, statement_kind, usability ON contribution
WHEN (SELECT c.state FROM agenda_item i JOIN conference c ON c.id = i.conference_id WHERE i.id = OLD.agenda_item_id)
  = 'ABGESCHLOSSEN'
BEGIN
  SELECT RAISE(ABORT, 'the minutes are closed');
END;

-- Tracked work on a person: a measure of the catalogue, a Prüfauftrag or an Informationsbedarf (F33, F34, F36, F44).
CREATE TABLE measure (
  id             TEXT PRIMARY KEY,
  person_id      TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  kind           TEXT NOT NULL CHECK (kind IN ('MASSNAHME', 'PRUEFAUFTRAG', 'INFORMATIONSBEDARF')),
  code           TEXT NOT NULL DEFAULT '',
  title          TEXT NOT NULL CHECK (title <> ''),
  -- Text of the catalogue's version in force when the measure was recorded: it keeps that basis.
  legal_basis    TEXT NOT NULL DEFAULT '',
  state          TEXT NOT NULL CHECK (state IN ('VORGESCHLAGEN', 'GEPRUEFT_ABGELEHNT', 'BEANTRAGT', 'ANGEORDNET',
    'LAUFEND', 'AUSGESETZT', 'BEENDET', 'ERFOLGLOS')),
  lead_agency_key TEXT NOT NULL DEFAULT '',
  lead_agency    TEXT NOT NULL,
  responsible    TEXT NOT NULL DEFAULT '',
  due_on         TEXT,
  court_file_no  TEXT NOT NULL DEFAULT '',
  valid_from     TEXT,
  valid_to       TEXT,
  urgent_order   INTEGER NOT NULL DEFAULT 0 CHECK (urgent_order IN (0, 1)),
  confirmed_on   TEXT,
  note           TEXT NOT NULL DEFAULT '',
  effect_note    TEXT NOT NULL DEFAULT '',
  effect_kind    TEXT CHECK (effect_kind IN ('TATSACHE', 'BEWERTUNG')),
  created_by     TEXT NOT NULL REFERENCES user(id),
  created_at     TEXT NOT NULL,
  changed_at     TEXT NOT NULL,
  origin_office  TEXT NOT NULL,
  revision       INTEGER NOT NULL DEFAULT 1,
  CHECK (kind <> 'MASSNAHME' OR code <> ''),
  -- A measure that was tried leaves what it did (F36).
  CHECK (kind <> 'MASSNAHME' OR state NOT IN ('BEENDET', 'ERFOLGLOS') OR effect_note <> '')
) STRICT;
CREATE INDEX measure_by_person ON measure(person_id);
CREATE INDEX measure_by_due ON measure(due_on);

-- Every change of state and every postponed Frist, with its reason: „versucht, abgelehnt, warum“ (F36).
CREATE TABLE measure_step (
  id             TEXT PRIMARY KEY,
  measure_id     TEXT NOT NULL REFERENCES measure(id) ON DELETE CASCADE,
  from_state     TEXT NOT NULL,
  to_state       TEXT NOT NULL,
  note           TEXT NOT NULL DEFAULT '',
  on_day         TEXT NOT NULL,
  by_user        TEXT NOT NULL REFERENCES user(id),
  at             TEXT NOT NULL
) STRICT;
CREATE INDEX measure_step_by_measure ON measure_step(measure_id, at);

CREATE TABLE resolution (
  id             TEXT PRIMARY KEY,
  agenda_item_id TEXT NOT NULL REFERENCES agenda_item(id) ON DELETE CASCADE,
  -- Of the item, or named with it where the item is about nobody (Statusrunde, free item).
  person_id      TEXT REFERENCES person(id),
  number         TEXT NOT NULL UNIQUE,
  position       INTEGER NOT NULL,
  kind           TEXT NOT NULL CHECK (kind IN ('MASSNAHME', 'PRUEFAUFTRAG', 'INFORMATIONSBEDARF',
    'EINSTUFUNGSEMPFEHLUNG', 'WIEDERVORLAGE', 'KEIN_HANDLUNGSBEDARF')),
  body           TEXT NOT NULL CHECK (body <> ''),
  measure_code   TEXT NOT NULL DEFAULT '',
  lead_agency_id TEXT REFERENCES conference_agency(id),
  responsible    TEXT NOT NULL DEFAULT '',
  contributors   TEXT NOT NULL DEFAULT '',
  due_on         TEXT,
  state          TEXT NOT NULL CHECK (state IN ('OFFEN', 'IN_ARBEIT', 'RUECKFRAGE', 'ERLEDIGT_GEMELDET',
    'ERLEDIGT_BESTAETIGT', 'NICHT_UMSETZBAR', 'UEBERTRAGEN')),
  feedback       TEXT NOT NULL DEFAULT '',
  feedback_at    TEXT,
  feedback_by    TEXT REFERENCES user(id),
  measure_id     TEXT REFERENCES measure(id) ON DELETE SET NULL,
  carried_from   TEXT REFERENCES resolution(id) ON DELETE SET NULL,
  created_by     TEXT NOT NULL REFERENCES user(id),
  created_at     TEXT NOT NULL,
  changed_at     TEXT NOT NULL,
  revision       INTEGER NOT NULL DEFAULT 1,
  -- „Kein Handlungsbedarf“ is an outcome; everything else has a federführende Behörde and a Frist (F44, F47).
  CHECK (kind = 'KEIN_HANDLUNGSBEDARF' OR (lead_agency_id IS NOT NULL AND due_on IS NOT NULL)),
  CHECK (kind <> 'KEIN_HANDLUNGSBEDARF' OR (lead_agency_id IS NULL AND due_on IS NULL AND measure_id IS NULL))
) STRICT;
CREATE INDEX resolution_by_item ON resolution(agenda_item_id, position);
CREATE INDEX resolution_by_measure ON resolution(measure_id);
CREATE INDEX resolution_by_person ON resolution(person_id);

-- What the Statusrunde of a conference said about a Beschluss of an earlier one (F46).
CREATE TABLE status_report (
  id             TEXT PRIMARY KEY,
  conference_id  TEXT NOT NULL REFERENCES conference(id) ON DELETE CASCADE,
  resolution_id  TEXT NOT NULL REFERENCES resolution(id) ON DELETE CASCADE,
  state          TEXT NOT NULL,
  note           TEXT NOT NULL DEFAULT '',
  by_user        TEXT NOT NULL REFERENCES user(id),
  at             TEXT NOT NULL
) STRICT;
CREATE INDEX status_report_by_conference ON status_report(conference_id, at);
