import '../support/memory-folder';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCheckpoints, readEntries } from '../../electron/core/audit/chain';
import { verifyChain } from '../../electron/core/audit/verify-chain';
import {
  allOperations,
  type JsonSchema,
  type Path,
  type Place,
  placesOf,
  sampleInput,
  schemaOf,
  takesInput,
  typesOf,
  valueAt,
  withoutProperty,
  withValue,
} from '../support/contract-samples';
import { entriesSince, expectLogged, expectRefusal, lastSeq, sendText } from '../support/hostile';
import { openTestOffice, type TestOffice } from '../support/office';
import { allowedRoles, ROLE_LETTERS, type RoleLetter } from '../support/role-rights';

let office: TestOffice;
const prototypeBefore = Reflect.ownKeys(Object.prototype);

beforeAll(async () => {
  office = await openTestOffice();
});
afterAll(() => office.dispose());

/** Operations by the role that may call them, so that the inputs reach the schema and not just the check of rights. */
const byRole = new Map<RoleLetter, string[]>();
for (const op of allOperations()) {
  const role = allowedRoles(op)[0] ?? 'S';
  byRole.set(role, [...(byRole.get(role) ?? []), op]);
}

/** Secrets and the user's own drafts are taken as they are typed: control characters are theirs to choose. */
const OPAQUE = /passphrase|recoveryKey|current|next|^session\.login\.login$|^drafts\./u;

interface Attack {
  readonly name: string;
  readonly input: unknown;
}

/** Inputs that are wrong by construction: made from what the declaration says, not by asking the schema. */
function attacksOn(op: string): Attack[] {
  const sample = sampleInput(op);
  const places = placesOf(schemaOf(op), sample);
  return places.flatMap((place) => [
    ...wrongTypes(place).map((value) => ({
      name: `${name(place.path)} = ${JSON.stringify(value)}`,
      input: withValue(sample, place.path, value),
    })),
    ...missing(place, sample),
    ...texts(op, place, sample),
    ...numbers(place, sample),
  ]);
}

const name = (path: Path) => (path.length === 0 ? 'Eingabe' : path.join('.'));

function wrongTypes(place: Place): unknown[] {
  const allowed = new Set(place.schemas.flatMap(jsonTypes));
  if (allowed.size === 0) return [];
  const all: [string, unknown][] = [
    ['null', null],
    ['boolean', true],
    ['number', 7.5],
    ['string', 'x'],
    ['array', [[]]],
    ['object', { a: 1 }],
  ];
  return all.filter(([type]) => !allowed.has(type)).map(([, value]) => value);
}

function jsonTypes(schema: JsonSchema): string[] {
  const constants = schema.const === undefined ? (schema.enum ?? []) : [schema.const];
  const types = constants.length > 0 ? constants.map((value) => typeof value) : typesOf(schema);
  // An integer place must not take the 7.5 of above.
  return types.filter((type) => type !== 'integer');
}

function missing(place: Place, sample: unknown): Attack[] {
  if (!place.isRequired || place.path.length === 0 || typeof place.path.at(-1) === 'number') return [];
  return [{ name: `ohne ${name(place.path)}`, input: withoutProperty(sample, place.path) }];
}

const HUGE = 'ß'.repeat(1_000_000);
const INVISIBLE = ['a\u0000b', '\u202egnp.txt', 'x\u0007', '\u2066y', 'x\ufeffz', '\u200f'];

function texts(op: string, place: Place, sample: unknown): Attack[] {
  if (typeof valueAt(sample, place.path) !== 'string') return [];
  const free = place.schemas.every((schema) => !schema.enum && schema.const === undefined && !schema.format);
  const invisible = free && !OPAQUE.test(`${op}.${name(place.path)}`) ? INVISIBLE : [];
  return [
    { name: `${name(place.path)} = 1 MB`, input: withValue(sample, place.path, HUGE) },
    ...invisible.map((text) => ({
      name: `${name(place.path)} = ${JSON.stringify(text)}`,
      input: withValue(sample, place.path, text),
    })),
  ];
}

function numbers(place: Place, sample: unknown): Attack[] {
  if (typeof valueAt(sample, place.path) !== 'number') return [];
  return [-1, 1e308, 2 ** 60].map((value) => ({
    name: `${name(place.path)} = ${value}`,
    input: withValue(sample, place.path, value),
  }));
}

describe.each([...byRole])('what a hostile page sends as %s', (role, ops) => {
  it('is refused, logged and never a crash: wrong types, missing fields, huge and invisible text, numbers', async () => {
    await office.signIn(ROLE_LETTERS[role]);
    let tried = 0;
    for (const op of ops) {
      for (const attack of attacksOn(op)) {
        const context = `${op} ${attack.name}`;
        const before = lastSeq(office);
        const reply = await office.raw(op, attack.input);
        expectRefusal(reply, ['INVALID_INPUT'], context);
        expectLogged(office, before, reply, context);
        tried += 1;
      }
    }
    expect(tried).toBeGreaterThan(ops.length);
  });

  it('changes no prototype, and what is not part of an input has no effect', async () => {
    await office.signIn(ROLE_LETTERS[role]);
    for (const op of ops) {
      const plain = JSON.stringify(sampleInput(op));
      const poisoned = plain.replace(
        /^\{/u,
        '{"__proto__":{"geheim":1,"roles":["LEITUNG"]},"constructor":{"prototype":{"geheim":1}},"userId2":"x","isAdmin":true' +
          (plain === '{}' ? '' : ','),
      );
      const reply = await sendText(office, `{"op":${JSON.stringify(op)},"input":${poisoned}}`);
      if (!reply.ok) expectRefusal(reply, HARMLESS, op);
      expect(Reflect.get({}, 'geheim'), op).toBeUndefined();
      expect(Reflect.ownKeys(Object.prototype)).toEqual(prototypeBefore);
    }
  });

  it('may be any JSON', async () => {
    await office.signIn(ROLE_LETTERS[role]);
    const strict = ops.filter(takesInput);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...strict), fc.jsonValue({ maxDepth: 4 }), async (op, input) => {
        const before = lastSeq(office);
        const reply = await office.raw(op, input);
        expectRefusal(reply, ['INVALID_INPUT'], op);
        expectLogged(office, before, reply, op);
      }),
      { numRuns: 40 },
    );
  });
});

/** What a well-formed call about things that do not exist may end with. */
const HARMLESS = [
  'NOT_FOUND',
  'FORBIDDEN',
  'RULE_VIOLATED',
  'CONFLICT',
  'INVALID_INPUT',
  'WRONG_PASSPHRASE',
  'VAULT_IN_USE',
  'NOT_SIGNED_IN',
];

describe('a well-formed call about things that do not exist', () => {
  it.each([...byRole])('ends with an answer or a clear refusal (as %s)', async (role, ops) => {
    await office.signIn(ROLE_LETTERS[role]);
    for (const op of ops) {
      for (const input of variantsOf(op)) {
        const before = lastSeq(office);
        const reply = await office.raw(op, input);
        if (reply.ok) continue;
        expectRefusal(reply, HARMLESS, op);
        expectLogged(office, before, reply, op);
      }
    }
  });
});

/** The sample and what its unions allow besides, as far as that is valid as a whole. */
function variantsOf(op: string): unknown[] {
  const others = [1, 2].flatMap((variant) => {
    try {
      return [sampleInput(op, { variant })];
    } catch {
      return [];
    }
  });
  return [sampleInput(op), ...others];
}

describe('a request that is no call', () => {
  const deep = (depth: number) => `${'{"a":['.repeat(depth)}1${']}'.repeat(depth)}`;
  const REQUESTS: readonly [string, string][] = [
    ['nothing', ''],
    ['no JSON', 'DROP TABLE person'],
    ['null', 'null'],
    ['a list', '[]'],
    ['no operation', '{"input":{}}'],
    ['an operation that is a number', '{"op":1,"input":{}}'],
    ['an operation that is an object', '{"op":{"toString":"persons.get"},"input":{}}'],
    ['an endless operation', JSON.stringify({ op: 'a'.repeat(1_000_000), input: {} })],
    ['nested 1 000 deep', `{"op":"persons.get","input":${deep(1_000)}}`],
    ['nested 200 000 deep', `{"op":"persons.get","input":${deep(200_000)}}`],
    ['5 MB of one text', JSON.stringify({ op: 'persons.get', input: { id: 'x'.repeat(5_000_000) } })],
    ['half a surrogate', '{"op":"persons.search","input":{"query":"\\ud800","limit":0}}'],
  ];

  it.each(REQUESTS)('(%s) is refused and logged', async (_name, text) => {
    await office.signIn('wendler');
    const before = lastSeq(office);
    const reply = await sendText(office, text);
    expectRefusal(reply, ['INVALID_INPUT'], text.slice(0, 60));
    expectLogged(office, before, reply, text.slice(0, 60));
  });

  it.each([
    'constructor.toString',
    '__proto__.toString',
    'persons.constructor',
    'persons.__proto__',
    'persons.toString',
    'persons',
    'persons.',
    '.get',
    'persons.get.call',
    '../x',
    'persons.get\u0000',
    'PERSONS.GET',
    'session.flush',
    'exports.begin',
    'transfer.put',
    'shell.quit',
  ])('(operation “%s”) is refused, and its name does not enter the log', async (op) => {
    await office.signIn('wendler');
    const before = lastSeq(office);
    const reply = await office.raw(op, {});
    expectRefusal(reply, ['INVALID_INPUT'], op);
    expectLogged(office, before, reply, op);
    expect(entriesSince(office, before).map((entry) => entry.action)).toEqual(['UNBEKANNT']);
  });
});

describe('after all that', () => {
  it('the process goes on, the database is sound and the log unbroken', async () => {
    await office.signIn('wendler');
    expect(await office.raw('session.notices', {})).toEqual({ ok: true, value: { notices: [] } });
    expect(office.db.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(verifyChain(readEntries(office.db), readCheckpoints(office.db))).toMatchObject({ ok: true });
    const failed = office.db.prepare("SELECT action, detail FROM audit_entry WHERE outcome = 'FAILED'").all();
    expect(failed).toEqual([]);
  });
});
