import { embed } from "../ast/embeddable";
import type { Embeddable } from "../ast/embeddable";
import type { Expression, FragmentExpression } from "../ast/expression";
import { compile } from "../sql/compile";
import { fragment } from "../sql/template";
import { currentDatabase } from "./current";
import { checkTimeout, Deadline } from "./deadline";
import { toRows } from "./raw-rows";
import type { RawRow } from "./raw-rows";

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
export interface Sql<Row extends object = RawRow>
  extends FragmentExpression, Embeddable, PromiseLike<Row[]> {
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
  timeout(milliseconds: number): PromiseLike<Row[]>;
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
export function sql<Row extends object = RawRow>(
  texts: TemplateStringsArray,
  ...values: readonly unknown[]
): Sql<Row> {
  return new SqlStatement<Row>(fragment(texts, values));
}

/** Rows that are asked for when they are first awaited. */
class LazyRows<Row extends object> implements PromiseLike<Row[]> {
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

class SqlStatement<Row extends object>
  extends LazyRows<Row>
  implements Sql<Row>
{
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

  timeout(milliseconds: number): PromiseLike<Row[]> {
    const timeoutMs = checkTimeout("timeout()", milliseconds);
    return new LazyRows(() => this.#send(new Deadline({ timeoutMs })));
  }

  async #send(deadline: Deadline | undefined): Promise<Row[]> {
    const database = currentDatabase("sql");
    return toRows<Row>(await database.send(compile(this), deadline));
  }
}
