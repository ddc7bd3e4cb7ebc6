/**
 * A stand-in that knows exactly the members it was given: reading or setting any other throws. What a contract test
 * leaves out cannot be used unnoticed.
 */
export function strict<T extends object>(name: string, members: Record<string, unknown>): T {
  return new Proxy(members, {
    get(target, key) {
      // A promise that resolves with the stand-in asks for `then`; vitest asks for symbols.
      if (typeof key === 'symbol' || key === 'then') return Reflect.get(target, key);
      if (!Object.hasOwn(target, key)) throw new Error(`${name}.${key} is not part of the contract`);
      return Reflect.get(target, key);
    },
    set(_target, key) {
      throw new Error(`${name}.${String(key)} must not be set`);
    },
  }) as T;
}

type Listener = (...args: never[]) => unknown;

/** `on`/`once` of an emitter that accepts only the named events, and a way to fire them. */
export function strictEvents(name: string, known: readonly string[]) {
  const listeners = new Map<string, Listener[]>();
  const on = (event: string, listener: Listener) => {
    if (!known.includes(event)) throw new Error(`${name} has no event ${event} in the contract`);
    listeners.set(event, [...(listeners.get(event) ?? []), listener]);
  };
  return {
    on,
    once: on,
    heard: () => [...listeners.keys()].sort(),
    fire: (event: string, ...args: unknown[]) =>
      (listeners.get(event) ?? []).map((listener) => (listener as (...all: unknown[]) => unknown)(...args)),
  };
}

/** An Electron event that remembers whether it was refused. */
export function refusable(fields: Record<string, unknown> = {}) {
  const event = {
    ...fields,
    refused: false,
    preventDefault: () => {
      event.refused = true;
    },
  };
  return event;
}
