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
    // An assignment costs a fraction, and is the same where nothing is inherited under the name.
    if (property in result) writeOwn(result, property, values[index]);
    else (result as Record<string, unknown>)[property] = values[index];
  });
  const known = told.get(result);
  told.set(
    result,
    known === undefined ? properties : [...known, ...properties],
  );
}

/** The relations of a record of a join model to the two that it links. */
interface PivotSides {
  readonly near: { readonly property: string };
  readonly far: { readonly property: string };
}

const sides = new WeakMap<object, PivotSides>();

/** Tells a result what links it to the owner it was loaded for: null where nothing does. */
export function tellPivot(
  result: object,
  link: object | null,
  relation: PivotSides,
): void {
  if (link !== null) sides.set(link, relation);
  tell(result, pivotProperty, [link]);
}

const pivotProperty = ["pivot"] as const;

/** What links a result to the owner it was loaded for, of one that was told. */
export function pivotOf(result: object): object | null {
  return readOwn(result, pivotProperty[0]) as object | null;
}

/** Of which relations a record is the pivot that another one tells; undefined for any other record. */
export function sidesOf(link: object): PivotSides | undefined {
  return sides.get(link);
}

/** What a query told a record beside its columns, such as its `similarity`. */
export function toldOf(record: object): Readonly<Record<string, unknown>> {
  const properties = told.get(record) ?? [];
  return Object.fromEntries(
    properties.map((property) => [property, readOwn(record, property)]),
  );
}
