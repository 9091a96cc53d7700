import type { Enumeration } from "./enumeration";

/**
 * How values of one PostgreSQL type travel between JavaScript and the wire.
 *
 * Both directions use PostgreSQL's text format, on every driver, so that one
 * set of codecs gives identical values and identical errors everywhere.
 * `at` names the place for error messages, for instance `City.population`.
 *
 * @example
 * ```ts
 * const type: ColumnType | undefined = City.meta.columns["population"]?.type;
 * type?.name;        // "integer"
 * type?.valueName;   // "number"
 * ```
 */
export interface ColumnType<Value = unknown> {
  /** PostgreSQL's short name, as written in `@Column({ type })`: `varchar`, `bigint`, `text[]`. */
  readonly name: string;
  /** The type as written in DDL and casts: `varchar(200)`, `numeric(10,2)`, `text[]`. */
  readonly sqlName: string;
  /** What a property of this type holds, for messages: `string`, `number`, `Date`. */
  readonly valueName: string;
  /** The PostgreSQL extension that the type comes from, such as `citext` or `vector`; left out for types of PostgreSQL itself. */
  readonly extension?: string;
  /** What an enum lists; left out for other types. */
  readonly enumeration?: Enumeration;
  /** How its values are encrypted; left out where they are not. */
  readonly encryption?: "deterministic" | "random";
  /**
   * The text that PostgreSQL reads.
   *
   * @example
   * ```ts
   * City.meta.columns["population"]?.type.encode("many", "City.population");
   * // throws TypeMismatchError
   * ```
   *
   * @throws TypeMismatchError when the value is not of this type.
   */
  encode(value: Value, at: string): string;
  /**
   * The value that a text from PostgreSQL stands for.
   *
   * @example
   * ```ts
   * City.meta.columns["capital"]?.type.decode("t", "City.capital");   // true
   * ```
   *
   * @throws UnsafeIntegerError when an int8 does not fit a JavaScript number.
   */
  decode(text: string, at: string): Value;
  /**
   * Whether two values are the same to PostgreSQL: the question that decides
   * whether a column was changed.
   *
   * @example
   * ```ts
   * City.meta.columns["population"]?.type.equals(1, 2);   // false
   * ```
   */
  equals(left: Value, right: Value): boolean;
  /**
   * One text for all texts that PostgreSQL calls equal, by which keys find
   * their records; left out where equal values have one text.
   *
   * @example
   * ```ts
   * Country.meta.columns["code"]?.type.toKey?.("d ");   // "d"
   * ```
   */
  toKey?(text: string): string;
  /**
   * Every text that a column may hold for a value, where there can be several:
   * one for each key of an encrypted column.
   *
   * @example
   * ```ts
   * City.meta.columns["name"]?.type.storedTexts?.("Bonn", "City.name");   // undefined
   * ```
   */
  storedTexts?(value: Value, at: string): readonly string[];
  /**
   * The form that a value is written and compared in, null included; left out
   * where a column normalizes nothing.
   *
   * @example
   * ```ts
   * City.meta.columns["name"]?.type.normalize?.(" Bonn", "City.name");   // undefined
   * ```
   */
  normalize?(value: unknown, at: string): unknown;
  /**
   * The value of this type that another value stands for, or the same when it
   * stands for none; left out where a column takes its own type only.
   *
   * @example
   * ```ts
   * City.meta.columns["population"]?.type.coerce?.("25");   // undefined
   * ```
   */
  coerce?(value: unknown): unknown;
}
