-- Search keys of names and identifiers (F15). What they hold is written anew from the records by
-- electron/core/search-index.ts whenever the rules of the keys change (setting `search_key_version`).

DROP TABLE name_key;

-- Every word of every name, and neighbours written together. The person follows from the set, whose deletion takes all along.
CREATE TABLE name_word (
  word          TEXT NOT NULL,
  personalia_id TEXT NOT NULL REFERENCES personalia(id) ON DELETE CASCADE,
  part          INTEGER NOT NULL CHECK (part BETWEEN 0 AND 3),
  person_id     TEXT NOT NULL,
  PRIMARY KEY (word, personalia_id, part)
) STRICT, WITHOUT ROWID;
CREATE INDEX name_word_personalia ON name_word(personalia_id);

-- Under which keys a word is found: its written form, its consonants, and both with one letter left out. Once per word,
-- not once per person; a word that nobody bears any more goes with the last one who bore it.
CREATE TABLE name_word_key (
  key  TEXT NOT NULL,
  word TEXT NOT NULL,
  PRIMARY KEY (key, word)
) STRICT, WITHOUT ROWID;
CREATE INDEX name_word_key_word ON name_word_key(word);

CREATE TRIGGER name_word_gone AFTER DELETE ON name_word
WHEN NOT EXISTS (SELECT 1 FROM name_word WHERE word = OLD.word)
BEGIN
  DELETE FROM name_word_key WHERE word = OLD.word;
END;

-- Numbers and addresses by which a person is found: `key` as it is looked up, `label` as it is shown, `source` the record
-- that it comes from (the person's own id for what stands in the Personalien).
CREATE TABLE person_identifier (
  key       TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  source    TEXT NOT NULL,
  kind      TEXT NOT NULL CHECK (kind IN ('FILE_NO', 'ADDRESS', 'PHONE', 'ACCOUNT', 'VEHICLE', 'DOCUMENT',
                                          'OPERATION_NO', 'PROSECUTOR_NO')),
  label     TEXT NOT NULL,
  PRIMARY KEY (key, person_id, source, kind, label)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_identifier_by_person ON person_identifier(person_id);
CREATE INDEX person_identifier_by_source ON person_identifier(source);

-- A year or day of birth is looked up by its beginning.
CREATE INDEX personalia_by_birth ON personalia(birth_date) WHERE birth_date IS NOT NULL;

CREATE TRIGGER person_identifier_offence_gone AFTER DELETE ON offence
BEGIN
  DELETE FROM person_identifier WHERE source = OLD.id;
END;
