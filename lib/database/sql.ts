import { embed } from "../ast/embeddable";
import type { Embeddable } from "../ast/embeddable";
import type { Expression, FragmentExpression } from "../ast/expression";
import { compile } from "../sql/compile";
import { fragment } from "../sql/template";
import { currentDatabase } from "./current";
import { toRows } from "./raw-rows";
import type { RawRow } from "./raw-rows";

/** SQL written with the `sql` tag: a part of other SQL, or a statement when awaited. */
export interface Sql<Row extends object = RawRow>
  extends FragmentExpression, Embeddable, PromiseLike<Row[]> {
  [embed](): FragmentExpression;
}

/**
 * SQL text with values in it. As a part of other SQL, a condition, a default or
 * a column it is a fragment; awaited, it runs once on the current database or
 * transaction and gives plain rows. Never awaited, it never runs.
 *
 * @example
 * const rows = await sql<{ name: string }>`select name from cities where population > ${1_000_000}`;
 * // select name from cities where population > $1
 */
export function sql<Row extends object = RawRow>(
  texts: TemplateStringsArray,
  ...values: readonly unknown[]
): Sql<Row> {
  return new SqlStatement<Row>(fragment(texts, values));
}

class SqlStatement<Row extends object> implements Sql<Row> {
  readonly kind = "fragment";
  readonly texts: readonly string[];
  readonly operands: readonly Expression[];
  #rows: Promise<Row[]> | undefined;

  constructor({ texts, operands }: FragmentExpression) {
    this.texts = texts;
    this.operands = operands;
  }

  [embed](): FragmentExpression {
    return this;
  }

  // The name that makes it awaitable. It runs at the first call: `await` and `Promise.all` may call it more than once.
  then<Kept = Row[], Caught = never>(
    onRows?: ((rows: Row[]) => Kept | PromiseLike<Kept>) | null,
    onError?: ((error: unknown) => Caught | PromiseLike<Caught>) | null,
  ): Promise<Kept | Caught> {
    this.#rows ??= this.#run();
    return this.#rows.then(onRows, onError);
  }

  async #run(): Promise<Row[]> {
    return toRows<Row>(await currentDatabase("sql").send(compile(this)));
  }
}
