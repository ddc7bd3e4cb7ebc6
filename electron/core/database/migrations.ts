/** All migrations in order. A released one is never changed: `migrate` compares each with its stored hash. */
import auditSchema from '../audit/schema.sql?raw';
import type { Migration } from './migrate';
import core from './migrations/0001_core.sql?raw';
import persons from './migrations/0002_persons.sql?raw';
import findings from './migrations/0003_findings.sql?raw';
import classifications from './migrations/0004_classifications.sql?raw';
import conferences from './migrations/0005_conferences.sql?raw';
import exports from './migrations/0006_exports.sql?raw';
import imports from './migrations/0007_imports.sql?raw';
import tasks from './migrations/0008_tasks.sql?raw';
import access from './migrations/0009_access.sql?raw';
import auditReading from './migrations/0010_audit.sql?raw';
import deletion from './migrations/0011_deletion.sql?raw';
import retention from './migrations/0012_retention.sql?raw';
import search from './migrations/0013_search.sql?raw';
import personEntries from './migrations/0014_person_entries.sql?raw';
import hints from './migrations/0015_hints.sql?raw';
import duplicates from './migrations/0016_duplicates.sql?raw';
import namesAndMerges from './migrations/0017_names_and_merges.sql?raw';
import listIndexes from './migrations/0018_list_indexes.sql?raw';

export const migrations: readonly Migration[] = [
  { version: 1, name: 'core', sql: `${core}\n${auditSchema}` },
  { version: 2, name: 'persons', sql: persons },
  { version: 3, name: 'findings', sql: findings },
  { version: 4, name: 'classifications', sql: classifications },
  { version: 5, name: 'conferences', sql: conferences },
  { version: 6, name: 'exports', sql: exports },
  { version: 7, name: 'imports', sql: imports },
  { version: 8, name: 'tasks', sql: tasks },
  { version: 9, name: 'access', sql: access },
  { version: 10, name: 'audit', sql: auditReading },
  { version: 11, name: 'deletion', sql: deletion },
  { version: 12, name: 'retention', sql: retention },
  { version: 13, name: 'search', sql: search },
  { version: 14, name: 'person_entries', sql: personEntries },
  { version: 15, name: 'hints', sql: hints },
  { version: 16, name: 'duplicates', sql: duplicates },
  { version: 17, name: 'names_and_merges', sql: namesAndMerges },
  { version: 18, name: 'list_indexes', sql: listIndexes },
];
