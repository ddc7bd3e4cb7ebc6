-- What somebody has to do by a day: reviews, checks, follow-ups. Deadlines that can be computed are not stored here.

CREATE TABLE task (
  id          TEXT PRIMARY KEY,
  kind        TEXT NOT NULL,
  person_id   TEXT REFERENCES person(id) ON DELETE CASCADE,
  record_id   TEXT,
  title       TEXT NOT NULL,
  due_on      TEXT,
  assigned_to TEXT REFERENCES user(id),
  created_at  TEXT NOT NULL,
  done_at     TEXT,
  done_by     TEXT REFERENCES user(id),
  done_note   TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX task_open ON task(due_on) WHERE done_at IS NULL;
CREATE INDEX task_by_person ON task(person_id);
