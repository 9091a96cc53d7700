import { checkTimeout } from "../../database/deadline";
import { compileQuery } from "../../query/execute";
import type {
  QueryStatement,
  StatementText,
} from "../../typing/query/query-statement";
import { OrderedQuery } from "./ordered-query";

/** The part of a query that tells of the statement it is. */
export abstract class StatedQuery<T>
  extends OrderedQuery<T>
  implements QueryStatement
{
  timeout(milliseconds: number): this {
    return this.change({
      timeoutMs: checkTimeout(this.at("timeout"), milliseconds),
    });
  }

  toSQL(): StatementText {
    return compileQuery(this.data);
  }
}
