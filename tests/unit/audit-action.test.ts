import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findOperation, operationNames } from '#shared/contract/index';
import { ACTION_PHRASES, actionLabel, entrySentence } from '#shared/domain/audit-action';

const CORE = join(import.meta.dirname, '..', '..', 'electron', 'core');

/** Action names that the core writes itself, beside the declarations of the contract. */
function actionsWrittenIn(source: string): string[] {
  return [...source.matchAll(/\baction:\s*([^,\n]+)/gu)].flatMap(([, value = '']) =>
    [...value.matchAll(/'([A-Z][A-Z_]+)'/gu)].map(([, name = '']) => name),
  );
}

const declared = operationNames().flatMap((op) => {
  const audit = findOperation(op)?.audit;
  return audit && 'action' in audit ? [audit.action] : [];
});
const written = readdirSync(CORE, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(join(CORE, name), 'utf8'))
  .filter((source) => /\b(?:writeLog|appendEntry)\(/u.test(source))
  .flatMap(actionsWrittenIn);

describe('the actions of the log', () => {
  it('all have German words', () => {
    const all = [...new Set([...declared, ...written])].sort();
    expect(all.length).toBeGreaterThan(100);
    expect(all.filter((action) => ACTION_PHRASES[action] === undefined)).toEqual([]);
  });

  it('have no words for an action that nobody writes any more', () => {
    const known = new Set([...declared, ...written]);
    expect(Object.keys(ACTION_PHRASES).filter((action) => !known.has(action))).toEqual([]);
  });

  it('are found where the core writes them itself, also two in one line', () => {
    expect(
      actionsWrittenIn("writeLog(db, { action: saved ? 'A_SAVED' : 'A_LOST',\n outcome: 'OK' })"),
    ).toEqual(['A_SAVED', 'A_LOST']);
    expect(written).toContain('SESSION_END');
    expect(written).toContain('EXPORT_ISSUED');
  });

  it.each([
    ['PERSON_OPEN', 'Fallakte geöffnet'],
    ['PERSON_SEARCH', 'Nach Personen gesucht'],
    ['LOG_READ', 'Protokoll gelesen'],
    ['UNBEKANNT', 'UNBEKANNT'],
  ])('%s has the label „%s“', (action, label) => {
    expect(actionLabel(action)).toBe(label);
  });

  it('read as a sentence, whether done, refused or failed', () => {
    const entry = { when: '02.11.2026, 09:00:01', who: 'Sabine Wendler', action: 'PERSON_OPEN' };
    expect(entrySentence({ ...entry, outcome: 'OK' })).toBe(
      'Am 02.11.2026, 09:00:01 hat Sabine Wendler eine Fallakte geöffnet.',
    );
    expect(entrySentence({ ...entry, outcome: 'REFUSED' })).toBe(
      'Am 02.11.2026, 09:00:01 hat Sabine Wendler versucht: Fallakte geöffnet. Das Programm hat es abgelehnt.',
    );
    expect(entrySentence({ ...entry, who: null, action: 'X_Y', outcome: 'OK' })).toContain(
      'das Programm „X_Y“',
    );
  });
});
