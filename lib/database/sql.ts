import { inspect } from "node:util";
import { embed } from "../ast/embeddable";
import type { Embeddable } from "../ast/embeddable";
import type { Expression, FragmentExpression } from "../ast/expression";
import { compile } from "../sql/compile";
import type { RawParameters } from "../sql/placeholders";
import { fragment, joinFragment, textFragment } from "../sql/template";
import type { SqlFragment } from "../typing/sql-fragment";
import { currentDatabase } from "./current";
import { checkTimeout, Deadline } from "./deadline";
import { toRows } from "./raw-rows";
import type { RawRow } from "./raw-rows";
import { refuseTransactionControl } from "./raw-sql";

/** A row of a statement whose fragment stands for a `V`: that, or what only the statement knows. */
type RowOf<V> = V extends object ? V : RawRow;

/**
 * SQL written with the `sql` tag: a part of other SQL, or a statement when awaited.
 *
 * @example
 * ```ts
 * const big: Sql = sql`population > ${1_000_000}`;
 * await sql<{ name: string }>`select name from ${City} where ${big}`;
 * // select name from "public"."cities" where population > $1
 * ```
 */
export interface Sql<V = unknown>
  extends
    FragmentExpression,
    SqlFragment<V>,
    Embeddable,
    PromiseLike<RowOf<V>[]> {
  readonly kind: "fragment";
  readonly operands: readonly Expression[];
  [embed](): FragmentExpression;
  /**
   * The same as a statement that is stopped when it takes longer: withdrawn
   * while it waits for a connection, cancelled at the server while it runs.
   *
   * @example
   * ```ts
   * const rows = await sql`select name from cities order by random()`.timeout(500);
   * // select name from cities order by random()
   * ```
   *
   * @param milliseconds above 0, from the moment it is awaited
   * @throws InvalidArgumentError when it is no number above 0
   */
  timeout(milliseconds: number): PromiseLike<RowOf<V>[]>;
}

/**
 * What `sql` is: the tag of a template, and what makes the same SQL in other ways.
 *
 * @example
 * ```ts
 * const tag: SqlTag = sql;
 * await tag`select count(*) from ${City}`;   // select count(*) from "public"."cities"
 * ```
 */
export interface SqlTag {
  /**
   * SQL text with values in it. As a part of other SQL, a condition, a default or
   * a column it is a fragment; awaited, it runs once on the current database or
   * transaction and gives plain rows. Never awaited, it never runs.
   */
  <V = unknown>(
    texts: TemplateStringsArray,
    ...values: readonly unknown[]
  ): Sql<V>;
  /**
   * Values, or pieces of SQL, with a separator between them: a comma unless told.
   *
   * @example
   * ```ts
   * const words = ["Berlin", "Bonn"];
   * const either = sql.join(words.map((word) => sql`name = ${word}`), sql` or `);
   * await sql`select id from cities where ${either}`;
   * // select id from cities where name = $1 or name = $2
   * ```
   *
   * @throws InvalidArgumentError when there are none
   */
  join<V = unknown>(parts: readonly unknown[], separator?: SqlFragment): Sql<V>;
  /**
   * SQL from a text that the program has, with the values of its `?`, `:name` or
   * `$1`. The text is taken as it is: what a user says goes into the parameters.
   *
   * @example
   * ```ts
   * const filter = sql.raw("population > ? and name <> ?", [1000, "Bonn"]);
   * await sql`select id from cities where ${filter}`;
   * // select id from cities where population > $1 and name <> $2
   * ```
   *
   * @throws InvalidArgumentError when parameters are missing or too many
   */
  raw<V = unknown>(text: string, parameters?: RawParameters): Sql<V>;
}

/**
 * SQL text with values in it. As a part of other SQL, a condition, a default or
 * a column it is a fragment; awaited, it runs once on the current database or
 * transaction and gives plain rows. Never awaited, it never runs.
 *
 * @example
 * ```ts
 * const rows = await sql<{ name: string }>`select name from cities where population > ${1_000_000}`;
 * // select name from cities where population > $1
 * ```
 */
export const sql: SqlTag = Object.assign(tag, { join, raw });

function tag<V>(
  texts: TemplateStringsArray,
  ...values: readonly unknown[]
): Sql<V> {
  return new SqlStatement<V>(fragment(texts, values));
}

function join<V>(
  parts: readonly unknown[],
  separator: SqlFragment = tag`, `,
): Sql<V> {
  return new SqlStatement<V>(joinFragment(parts, separator));
}

function raw<V>(text: string, parameters: RawParameters = []): Sql<V> {
  return new SqlStatement<V>(textFragment(text, parameters));
}

/** Rows that are asked for when they are first awaited. */
class LazyRows<Row> implements PromiseLike<Row[]> {
  readonly #run: () => Promise<Row[]>;
  #rows: Promise<Row[]> | undefined;

  constructor(run: () => Promise<Row[]>) {
    this.#run = run;
  }

  // The name that makes it awaitable. It runs at the first call: `await` and `Promise.all` may call it more than once.
  then<Kept = Row[], Caught = never>(
    onRows?: ((rows: Row[]) => Kept | PromiseLike<Kept>) | null,
    onError?: ((error: unknown) => Caught | PromiseLike<Caught>) | null,
  ): Promise<Kept | Caught> {
    this.#rows ??= this.#run();
    return this.#rows.then(onRows, onError);
  }
}

class SqlStatement<V> extends LazyRows<RowOf<V>> implements Sql<V> {
  readonly kind = "fragment";
  readonly texts: readonly string[];
  readonly operands: readonly Expression[];

  constructor({ texts, operands }: FragmentExpression) {
    super(() => this.#send(undefined));
    this.texts = texts;
    this.operands = operands;
  }

  [embed](): FragmentExpression {
    return this;
  }

  /** Whoever prints SQL forgot to await it, or looks for its text. Without parameters: they may be secret. */
  [inspect.custom](): string {
    return `[SQL, run by await: ${compile(this).text}]`;
  }

  timeout(milliseconds: number): PromiseLike<RowOf<V>[]> {
    const timeoutMs = checkTimeout("timeout()", milliseconds);
    return new LazyRows(() => this.#send(new Deadline({ timeoutMs })));
  }

  async #send(deadline: Deadline | undefined): Promise<RowOf<V>[]> {
    const database = currentDatabase("sql");
    const statement = compile(this);
    refuseTransactionControl(statement);
    return toRows(await database.send(statement, deadline));
  }
}
