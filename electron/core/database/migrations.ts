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

export const migrations: readonly Migration[] = [
  { version: 1, name: 'core', sql: `${core}\n${auditSchema}` },
  { version: 2, name: 'persons', sql: persons },
  { version: 3, name: 'findings', sql: findings },
  { version: 4, name: 'classifications', sql: classifications },
  { version: 5, name: 'conferences', sql: conferences },
  { version: 6, name: 'exports', sql: exports },
  { version: 7, name: 'imports', sql: imports },
  { version: 8, name: 'tasks', sql: tasks },
];
