import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, type JsonValue } from '#shared/domain/canonical-json';

describe('canonical JSON', () => {
  it.each<[string, JsonValue, string]>([
    [
      'sorts keys by code units at every level',
      { b: 1, a: { z: 1, Z: 2 }, '': 0 },
      '{"":0,"a":{"Z":2,"z":1},"b":1}',
    ],
    [
      'sorts the keys of RFC 8785, section 3.2.3',
      {
        '\u20ac': 'Euro',
        '\r': 'CR',
        '\ufb33': 'Hebrew',
        '1': 'One',
        '\u{1f600}': 'Smile',
        '\u0080': 'Control',
        ö: 'O',
      },
      '{"\\r":"CR","1":"One","\u0080":"Control","ö":"O","€":"Euro","\u{1f600}":"Smile","\ufb33":"Hebrew"}',
    ],
    ['keeps the order of lists', [3, 1, 2], '[3,1,2]'],
    [
      'writes numbers as ECMAScript does',
      [1e30, 4.5, 2e-3, 1e-27, -0, 333333333.3333333],
      '[1e+30,4.5,0.002,1e-27,0,333333333.3333333]',
    ],
    ['escapes only what must be', '€$\u000f\nA\'B"\\/', '"€$\\u000f\\nA\'B\\"\\\\/"'],
    ['does not normalise text', ['\u00e9', 'e\u0301'], '["\u00e9","e\u0301"]'],
    ['writes literals', [null, true, false], '[null,true,false]'],
  ])('%s', (_name, value, expected) => {
    expect(canonicalJson(value)).toBe(expected);
  });

  const circular: Record<string, unknown> = {};
  circular['self'] = circular;
  it.each<[string, unknown]>([
    ['undefined', undefined],
    ['an undefined member', { a: undefined }],
    ['a hole in a list', new Array(2)],
    ['NaN', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['a bigint', 1n],
    ['a function', () => 1],
    ['a lone surrogate', '\ud800'],
    ['a lone surrogate in a key', { '\udc00': 1 }],
    ['a class instance', new Map()],
    ['bytes', new Uint8Array(2)],
    ['a circular structure', circular],
  ])('refuses %s', (_name, value) => {
    expect(() => canonicalJson(value as JsonValue)).toThrow(TypeError);
  });

  it('is JSON of the same value, and the same text whatever the order of the keys', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value as JsonValue);
        const plain: unknown = JSON.parse(JSON.stringify(value));
        expect(JSON.parse(text)).toEqual(plain);
        expect(canonicalJson(turned(plain) as JsonValue)).toBe(text);
      }),
    );
  });
});

/** The same value with the keys of every object in reverse order. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, turned(member)]),
  );
}
