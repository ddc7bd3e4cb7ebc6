-- What the list of persons looks up for each of many people is read from the index alone: with a hundred thousand files their rows
-- no longer lie in memory.
CREATE INDEX person_scope ON person(id, merged_into, restricted, protected, office_id, officer_id, deputy_id);
DROP INDEX personalia_by_name;
CREATE INDEX personalia_by_name ON personalia(sort_name, person_id) WHERE kind = 'LEADING';
CREATE INDEX personalia_leading_name ON personalia(person_id, sort_name) WHERE kind = 'LEADING';
