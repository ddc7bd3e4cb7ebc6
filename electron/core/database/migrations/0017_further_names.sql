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
