/** Makes the compiler prove that a switch names every case; throws if wrong data arrives all the same. */
export function assertNever(value: never): never {
  throw new Error(`Unbehandelter Fall: ${String(value)}`);
}
