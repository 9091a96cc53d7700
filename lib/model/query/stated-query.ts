import { checkTimeout } from "../../database/deadline";
import { addAnnotation } from "../../query/annotations";
import { compileQuery } from "../../query/execute";
import { explainQuery } from "../../query/explain-query";
import { parseStrictLoading } from "../../query/loading/strict-loading";
import type {
  ExplainOptions,
  QueryPlan,
  QueryStatement,
  StatementText,
} from "../../typing/query/query-statement";
import type { StrictLoading } from "../../typing/strict-loading";
import { LockedQuery } from "./locked-query";

/** The part of a query that tells of the statement it is. */
export abstract class StatedQuery<T>
  extends LockedQuery<T>
  implements QueryStatement
{
  timeout(milliseconds: number): this {
    return this.change({
      timeoutMs: checkTimeout(this.at("timeout"), milliseconds),
    });
  }

  annotate(text: string): this {
    const annotations = addAnnotation(this.data, text, this.at("annotate"));
    return this.change({ annotations });
  }

  strictLoading(mode: StrictLoading = true): this {
    const strictLoading = parseStrictLoading(mode, this.at("strictLoading"));
    return this.change({ strictLoading });
  }

  toSQL(): StatementText {
    const { text, parameters } = compileQuery(this.data);
    return { text, parameters };
  }

  explain(
    options: ExplainOptions & { format: "text" },
  ): Promise<QueryPlan<string>[]>;
  explain(options?: ExplainOptions & { format?: "json" }): Promise<QueryPlan[]>;
  async explain(options: ExplainOptions = {}): Promise<QueryPlan<unknown>[]> {
    return explainQuery(this.data, options, this.at("explain"));
  }
}
