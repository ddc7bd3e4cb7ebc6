-- Further names of the person record are found like those of a Personalien set (F15): a search word comes from a set or from an
-- entry. What the table holds is written anew at the next sign-in (SEARCH_KEY_VERSION).

DROP TABLE name_word;

-- Every word of every name, and neighbours written together. `source`: the Personalien set or the entry, which takes its words along.
CREATE TABLE name_word (
  word      TEXT NOT NULL,
  source    TEXT NOT NULL,
  part      INTEGER NOT NULL CHECK (part BETWEEN 0 AND 3),
  person_id TEXT NOT NULL,
  PRIMARY KEY (word, source, part)
) STRICT, WITHOUT ROWID;
CREATE INDEX name_word_by_source ON name_word(source);

CREATE TRIGGER name_word_gone AFTER DELETE ON name_word
WHEN NOT EXISTS (SELECT 1 FROM name_word WHERE word = OLD.word)
BEGIN
  DELETE FROM name_word_key WHERE word = OLD.word;
END;

CREATE TRIGGER name_word_set_gone AFTER DELETE ON personalia
BEGIN
  DELETE FROM name_word WHERE source = OLD.id;
END;

CREATE TRIGGER name_word_entry_gone AFTER DELETE ON person_entry
BEGIN
  DELETE FROM name_word WHERE source = OLD.id;
END;

-- A merge gives an entry to the other file, and its undo gives it back.
CREATE TRIGGER name_word_entry_moved AFTER UPDATE OF person_id ON person_entry
BEGIN
  UPDATE name_word SET person_id = NEW.person_id WHERE source = NEW.id;
END;

-- A Berichtigung stays as it is; only an effective merge gives it to the other of its two files, and back.
DROP TRIGGER correction_is_final;
CREATE TRIGGER correction_is_final
BEFORE UPDATE OF id, history_id, record, record_id, field, wrong_value, right_value, asked_by, reason, changed_at, created_by,
  created_at, origin_office, revision ON correction
WHEN NOT EXISTS (SELECT 1 FROM erasing)
BEGIN SELECT RAISE(ABORT, 'a correction is final'); END;
CREATE TRIGGER correction_keeps_its_file BEFORE UPDATE OF person_id ON correction
WHEN NOT EXISTS (SELECT 1 FROM person_merge m WHERE m.state = 'WIRKSAM'
  AND ((m.leading_id = NEW.person_id AND m.other_id = OLD.person_id)
    OR (m.leading_id = OLD.person_id AND m.other_id = NEW.person_id AND EXISTS (
      SELECT 1 FROM person_merge_act a WHERE a.merge_id = m.id AND a.kind = 'UNDO' AND a.state = 'GENEHMIGT'))))
BEGIN SELECT RAISE(ABORT, 'a correction is final'); END;
