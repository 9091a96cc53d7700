import { readOwn, writeOwn } from "./own-value";

/** The properties that a query told records beside their columns. */
const told = new WeakMap<object, readonly string[]>();

/** Gives a result what its query computed, as properties of its own. */
export function tell(
  result: object,
  properties: readonly string[],
  values: readonly unknown[],
): void {
  properties.forEach((property, index) => {
    writeOwn(result, property, values[index]);
  });
  told.set(result, properties);
}

/** What a query told a record beside its columns, such as its `similarity`. */
export function toldOf(record: object): Readonly<Record<string, unknown>> {
  const properties = told.get(record) ?? [];
  return Object.fromEntries(
    properties.map((property) => [property, readOwn(record, property)]),
  );
}
