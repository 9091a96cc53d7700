import type { StrictLoading } from "../strict-loading";

/**
 * A statement as it is sent: the text and the encoded parameters.
 *
 * @example
 * ```ts
 * const { text, parameters }: StatementText = City.where({ name: "Bonn" }).toSQL();
 * parameters;   // ["Bonn"]
 * ```
 */
export interface StatementText {
  /** The SQL, with `$1` and so on where its parameters stand. */
  readonly text: string;
  /** The values in PostgreSQL's text format; null is NULL. */
  readonly parameters: readonly (string | null)[];
}

/**
 * What `explain` is to find out.
 *
 * @example
 * ```ts
 * const options: ExplainOptions = { analyze: true, buffers: true };
 * const [plan] = await City.where({ capital: true }).explain(options);
 * // …
 * ```
 */
export interface ExplainOptions {
  /** Whether the query is run, for the times and numbers of rows that it really took. */
  analyze?: boolean;
  /** Whether the pages that were read are told; as the server has it unless told. */
  buffers?: boolean;
  /** Whether the columns of each step are told. */
  verbose?: boolean;
}

/**
 * The plan of one statement.
 *
 * @example
 * ```ts
 * const costOf = ({ plan }: QueryPlan): number => plan.Plan["Total Cost"];
 * const plans = await City.where({ capital: true }).explain();
 * // explain (format json) select … from "cities" where "capital" = $1
 * plans.every((plan) => costOf(plan) > 0);   // true
 * ```
 */
export interface QueryPlan<Plan = PlanDocument> {
  /** The statement, with `$1` and so on where its parameters stand. */
  readonly sql: string;
  /** The plan as a document, or as the text that psql shows. */
  readonly plan: Plan;
}

/** What EXPLAIN gives as JSON, in PostgreSQL's own words. */
export interface PlanDocument {
  /** The step that gives the rows; the steps that it reads from are inside. */
  readonly Plan: PlanNode;
  /** In milliseconds; with `analyze`. */
  readonly "Planning Time"?: number;
  /** In milliseconds; with `analyze`. */
  readonly "Execution Time"?: number;
  /** Whatever else the server tells. */
  readonly [key: string]: unknown;
}

/** One step of a plan. */
export interface PlanNode {
  /** What it does: `Seq Scan`, `Index Scan`, `Sort`. */
  readonly "Node Type": string;
  /** The table that it reads, when it reads one. */
  readonly "Relation Name"?: string;
  /** The index that it uses, when it uses one. */
  readonly "Index Name"?: string;
  /** What the planner thinks it costs, in pages read in order. */
  readonly "Total Cost": number;
  /** How many rows the planner expects. */
  readonly "Plan Rows": number;
  /** How many rows there were in each run; with `analyze`. */
  readonly "Actual Rows"?: number;
  /** The steps that it reads from. */
  readonly Plans?: readonly PlanNode[];
  /** Whatever else the server tells. */
  readonly [key: string]: unknown;
}

/** The statement that a query is. */
export interface QueryStatement {
  /**
   * Stops the query when it takes longer, its relations included: what waits
   * for a connection is withdrawn, what runs is cancelled at the server.
   *
   * @example
   * ```ts
   * await City.where({ capital: true }).timeout(500);   // select … from "cities" where "capital" = $1
   * ```
   *
   * @param milliseconds above 0, from the moment it runs
   * @throws InvalidArgumentError when it is no number above 0
   */
  timeout(milliseconds: number): this;
  /**
   * The statement, without running it.
   *
   * @example
   * ```ts
   * City.where({ capital: true }).limit(1).toSQL().parameters;   // ["true", "1"]
   * ```
   */
  toSQL(): StatementText;
  /**
   * Says in a comment where its statements come from, those of its relations
   * included; called again, it adds one. What could end the comment is made
   * harmless, and what is longer than 1,000 characters is cut. A statement with
   * a comment is not kept prepared, so that each request can have its own.
   *
   * @example
   * ```ts
   * await City.where({ capital: true }).annotate("route:GET /capitals");
   * // select … from "cities" where "capital" = $1 …
   * ```
   *
   * @throws InvalidArgumentError when the text is empty
   */
  annotate(text: string): this;
  /**
   * Makes an error of every relation that is awaited before it was loaded, of
   * its records and of those loaded below them. `load` and `with` stay, and so
   * does asking a relation to many by `where`, `count` and the like.
   *
   * @example
   * ```ts
   * const cities = await City.where({ capital: false }).strictLoading();
   * // select … from "cities" where "capital" = $1
   * for (const city of cities) await city.country;
   * // throws StrictLoadingError: City.country is not loaded, and strict loading of the query keeps it from being loaded on its own.
   * ```
   *
   * @param mode `"nPlusOneOnly"` where only a record that is alone in its result may load; `false` to load although the model or the database is strict
   * @throws TypeMismatchError for anything else
   */
  strictLoading(mode?: StrictLoading): this;
  /**
   * The plan of the statement, which is not run. With `analyze` the query runs,
   * its relations and hooks included, and each statement that it sends and that
   * has a plan is run once more for it; all in a transaction that is rolled back.
   *
   * @example
   * ```ts
   * const [found] = await City.where({ capital: true }).explain();
   * // explain (format json) select … from "cities" where "capital" = $1
   * found?.plan.Plan["Node Type"];   // "Seq Scan"
   * ```
   *
   * @throws ConfigError for an option that there is not
   */
  explain(options?: ExplainOptions & { format?: "json" }): Promise<QueryPlan[]>;
  /** The same as the text that psql shows. */
  explain(
    options: ExplainOptions & { format: "text" },
  ): Promise<QueryPlan<string>[]>;
}
