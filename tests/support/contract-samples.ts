/**
 * Inputs for any operation, made from the JSON Schema of its declaration: a valid one to start from, and what an attacker
 * would make of it. New operations are covered without a line of their own.
 */
import { z } from 'zod';
import { findOperation, operationNames } from '#shared/contract/index';

export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
}

export type Path = readonly (string | number)[];

export function schemaOf(op: string): JsonSchema {
  const spec = findOperation(op);
  if (!spec) throw new Error(`no such operation: ${op}`);
  return z.toJSONSchema(spec.input, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
}

/** A UUIDv7 that no vault of the tests has ever made. */
export const UNKNOWN_ID = '0190b8e2-6f1c-7e53-9b1a-3c0f5d2a7e11';

/** What plain strings of the contract hold; the first that its rule accepts is taken. */
const TEXTS = [
  'Beispiel',
  '',
  '2026-03-01',
  '09:30',
  'DE',
  'beispiel-konto',
  'LKA_NRW',
  'P06',
  'wolke treppe mond fenster 7',
];

export interface SampleOptions {
  /** Goes wherever the contract wants the id of something. */
  readonly id?: string;
  /** Goes wherever a free text is allowed. */
  readonly text?: string;
  /** Which alternative of a union, counted round. */
  readonly variant?: number;
}

/** An input that passes the operation's own schema. Throws if none is found: then TEXTS lacks something. */
export function sampleInput(op: string, options: SampleOptions = {}): unknown {
  const spec = findOperation(op);
  if (!spec) throw new Error(`no such operation: ${op}`);
  let sample = build(schemaOf(op), options);
  const tried = new Map<string, number>();
  for (let round = 0; round < 60; round += 1) {
    const result = spec.input.safeParse(sample);
    if (result.success) return sample;
    // Rules that JSON Schema cannot tell (a partial date, „one name at least“): the next text for the field in question.
    const [issue] = result.error.issues;
    if (!issue) break;
    const path = issue.path as Path;
    const key = path.join('.');
    const attempt = tried.get(key) ?? 0;
    tried.set(key, attempt + 1);
    sample = withValue(sample, path, attempt < TEXTS.length ? TEXTS[attempt] : null);
  }
  throw new Error(`${op}: no valid sample found`);
}

function build(schema: JsonSchema, options: SampleOptions): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const union = schema.anyOf ?? schema.oneOf;
  if (union) return build(union[(options.variant ?? 0) % union.length] ?? {}, options);
  if (schema.allOf) {
    return Object.assign({}, ...schema.allOf.map((part) => build(part, options)));
  }
  const [type] = typesOf(schema);
  switch (type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, part]) => [name, build(part, options)]),
      );
    case 'array':
      return Array.from({ length: Math.max(1, schema.minItems ?? 1) }, () =>
        build(schema.items ?? {}, options),
      );
    case 'string':
      return buildText(schema, options);
    case 'integer':
    case 'number':
      return Math.min(Math.max(schema.minimum ?? 1, 1), schema.maximum ?? 1);
    case 'boolean':
      return true;
    default:
      return null;
  }
}

function buildText(schema: JsonSchema, options: SampleOptions): string {
  if (schema.format === 'uuid') return options.id ?? UNKNOWN_ID;
  if (schema.format === 'date-time') return '2026-03-01T08:00:00Z';
  const fits = (text: string) =>
    text.length >= (schema.minLength ?? 0) &&
    text.length <= (schema.maxLength ?? Number.POSITIVE_INFINITY) &&
    (schema.pattern === undefined || new RegExp(schema.pattern, 'u').test(text));
  const wanted = options.text === undefined ? TEXTS : [options.text, ...TEXTS];
  return wanted.find(fits) ?? '';
}

export function typesOf(schema: JsonSchema): readonly string[] {
  if (schema.type === undefined) return [];
  return typeof schema.type === 'string' ? [schema.type] : schema.type;
}

/** Copy of `value` with another value at `path`; containers on the way are copied, missing ones are left alone. */
export function withValue(value: unknown, path: Path, replacement: unknown): unknown {
  const [head, ...rest] = path;
  if (head === undefined) return replacement;
  if (Array.isArray(value))
    return value.map((entry, index) => (index === head ? withValue(entry, rest, replacement) : entry));
  if (typeof value !== 'object' || value === null) return value;
  const copy: Record<string, unknown> = { ...value };
  copy[String(head)] = withValue(copy[String(head)], rest, replacement);
  return copy;
}

/** Copy of `value` without the property at `path`. */
export function withoutProperty(value: unknown, path: Path): unknown {
  const parent = path.slice(0, -1);
  const container = valueAt(value, parent);
  const { [String(path.at(-1))]: _gone, ...others } = container as Record<string, unknown>;
  return withValue(value, parent, others);
}

export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (at, part) => (typeof at === 'object' && at !== null ? Reflect.get(at, part) : undefined),
    value,
  );
}

export interface Place {
  readonly path: Path;
  /** Every alternative that the contract allows here. */
  readonly schemas: readonly JsonSchema[];
  readonly isRequired: boolean;
}

/** Every place of a sample with what the contract allows there, the input itself included. */
export function placesOf(schema: JsonSchema, sample: unknown): Place[] {
  const walk = (schemas: readonly JsonSchema[], value: unknown, path: Path, isRequired: boolean): Place[] => {
    const flat = schemas.flatMap(alternatives);
    const here: Place = { path, schemas: flat, isRequired };
    if (Array.isArray(value)) {
      const items = flat.flatMap((part) => (part.items ? [part.items] : []));
      return [here, ...value.flatMap((entry, index) => walk(items, entry, [...path, index], true))];
    }
    if (typeof value !== 'object' || value === null) return [here];
    const objects = flat.filter((part) => part.properties !== undefined);
    return [
      here,
      ...Object.entries(value).flatMap(([name, entry]) => {
        const parts = objects.flatMap((part) => {
          const own = part.properties?.[name];
          return own ? [own] : [];
        });
        const required = objects.length > 0 && objects.every((part) => part.required?.includes(name));
        return walk(parts, entry, [...path, name], required);
      }),
    ];
  };
  return walk([schema], sample, [], true);
}

function alternatives(schema: JsonSchema): readonly JsonSchema[] {
  const union = schema.anyOf ?? schema.oneOf;
  if (union) return union.flatMap(alternatives);
  if (schema.allOf) {
    const parts = schema.allOf.flatMap(alternatives);
    return [
      {
        type: 'object',
        properties: Object.assign({}, ...parts.map((part) => part.properties ?? {})),
        required: parts.flatMap((part) => part.required ?? []),
      },
    ];
  }
  return [schema];
}

/** True if the operation's input has anything that could be left out or made wrong. */
export function takesInput(op: string): boolean {
  return (schemaOf(op).required ?? []).length > 0;
}

export const allOperations = (): readonly string[] => operationNames();
