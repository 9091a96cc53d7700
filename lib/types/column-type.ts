/**
 * How values of one PostgreSQL type travel between JavaScript and the wire.
 *
 * Both directions use PostgreSQL's text format, on every driver, so that one
 * set of codecs gives identical values and identical errors everywhere.
 * `at` names the place for error messages, for instance `City.population`.
 */
export interface ColumnType<Value = unknown> {
  /** PostgreSQL's short name, as written in `@Column({ type })`: `varchar`, `bigint`, `text[]`. */
  readonly name: string;
  /** The type as written in DDL and casts: `varchar(200)`, `numeric(10,2)`, `text[]`. */
  readonly sqlName: string;
  /** What a property of this type holds, for messages: `string`, `number`, `Date`. */
  readonly valueName: string;
  /** Whether a value can change in place (arrays, json, dates, bytes), so that change detection must keep a copy. */
  readonly isMutable: boolean;
  /**
   * The text that PostgreSQL reads.
   * @throws TypeMismatchError when the value is not of this type.
   */
  encode(value: Value, at: string): string;
  /**
   * The value that a text from PostgreSQL stands for.
   * @throws UnsafeIntegerError when an int8 does not fit a JavaScript number.
   */
  decode(text: string, at: string): Value;
  /** Whether two values are the same to PostgreSQL. */
  equals(left: Value, right: Value): boolean;
}
