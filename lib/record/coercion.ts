/**
 * What a column with `coerce` made of a value of another type. The values
 * themselves are never kept.
 *
 * @example
 * ```ts
 * @Table({ coerce: true })
 * class Person extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Column({ type: "integer" }) declare age: number;
 * }
 *
 * const form = JSON.parse('{ "age": "25" }') as { age: number };
 * const person = await Person.create(form);
 * person.age;   // 25
 * const [coercion]: readonly Coercion[] = person.coercions;
 * coercion;     // { property: "age", from: "a string", to: "number" }
 * ```
 */
export interface Coercion {
  /** The property. */
  readonly property: string;
  /** What it held, in words: `a string`. */
  readonly from: string;
  /** What it holds now: `number`. */
  readonly to: string;
}
