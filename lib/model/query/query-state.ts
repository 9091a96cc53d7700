import { inspect } from "node:util";
import { embed } from "../../ast/embeddable";
import type { Embeddable } from "../../ast/embeddable";
import type { SubqueryExpression } from "../../ast/expression";
import { InvalidArgumentError } from "../../errors/query-error";
import { compileQuery, toSubselect } from "../../query/execute";
import type { QueryData } from "../../query/query-data";

/**
 * What every part of a query has: what it says, as plain data, and the way to
 * a changed copy of it. Methods that narrow a query check their arguments at
 * once; verbs only ever reject.
 */
export abstract class QueryState implements Embeddable {
  protected readonly data: QueryData;

  constructor(data: QueryData) {
    this.data = data;
  }

  /** Whoever prints a query forgot to await it, or looks for its SQL. Without parameters: they may be secret. */
  [inspect.custom](): string {
    return `[Query of ${this.data.definition.name}, run by await: ${compileQuery(this.data).text}]`;
  }

  /** The query as a sub-select inside an SQL fragment. */
  [embed](): SubqueryExpression {
    const { definition, timeoutMs } = this.data;
    if (timeoutMs !== undefined)
      throw new InvalidArgumentError(
        `A query of ${definition.name} with a timeout is part of another statement, which cannot be stopped in part.`,
        { hint: "Set the timeout on the whole: sql`…`.timeout(ms)." },
      );
    return { kind: "subquery", query: toSubselect(this.data) };
  }

  /** The same query with some of what it says said differently. */
  protected abstract change(changes: Partial<QueryData>): this;

  /** Where a method was called, for messages: `City.limit`. */
  protected at(method: string): string {
    return `${this.data.definition.name}.${method}`;
  }
}
