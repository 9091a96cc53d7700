import { checkKeys } from "../database/check-keys";
import { runInside } from "../database/context";
import { databaseOf } from "../database/current";
import type { Database } from "../database/database";
import { Rollback } from "../errors/database-error";
import { TypeMismatchError } from "../errors/query-error";
import type { CompiledQuery } from "../sql/compiled-query";
import { explain, hasPlan } from "../sql/explain";
import type { ExplainSettings } from "../sql/explain";
import { exchangeLocalSettings } from "../sql/session-setting";
import { describeValue } from "../types/describe-value";
import type {
  ExplainOptions,
  QueryPlan,
} from "../typing/query/query-statement";
import { compileWhole, deadlineOf, loadAll, sendCompiled } from "./execute";
import { noSettings } from "./query-data";
import type { QueryData } from "./query-data";

type Options = ExplainOptions & { readonly format?: "json" | "text" };

const known: Readonly<Record<keyof Options, true>> = {
  analyze: true,
  buffers: true,
  verbose: true,
  format: true,
};

/**
 * The plan of a query's statement. With `analyze` the query is run, which tells
 * the keys that its relations are loaded by, and the plan of each statement is
 * told; whatever that does is undone.
 */
export async function explainQuery(
  query: QueryData,
  options: Options,
  at: string,
): Promise<QueryPlan<unknown>[]> {
  const settings = parseSettings(options, at);
  return settings.analyze === true
    ? analyzeQuery(query, settings)
    : [await explainStatement(query, compileWhole(query), settings)];
}

async function analyzeQuery(
  query: QueryData,
  settings: ExplainSettings,
): Promise<QueryPlan<unknown>[]> {
  const database = databaseOf(query.definition);
  const undo = new Rollback();
  const plans: QueryPlan<unknown>[] = [];
  try {
    await database.transaction(async () => {
      const once = await withSettings(query, database);
      const sent = await recordStatements(() => loadAll(once));
      for (const statement of sent.filter(hasPlan))
        plans.push(await explainStatement(once, statement, settings));
      throw undo;
    });
  } catch (error) {
    if (error !== undo) throw error;
  }
  return plans;
}

/** The query with its settings made for the whole transaction, so that the statements that make them are not among its own. */
async function withSettings(
  query: QueryData,
  database: Database,
): Promise<QueryData> {
  const { settings } = query;
  if (settings === noSettings) return query;
  await database.send(exchangeLocalSettings(Object.entries(settings)));
  return { ...query, settings: noSettings };
}

/** The statements that a function sends, but for those that begin and end transactions. */
async function recordStatements(
  run: () => Promise<unknown>,
): Promise<CompiledQuery[]> {
  const statements: CompiledQuery[] = [];
  await runInside(
    { database: undefined, scope: undefined },
    run,
    ({ text, parameters, isControl }) => {
      if (!isControl) statements.push({ text, parameters });
    },
  );
  return statements;
}

async function explainStatement(
  query: QueryData,
  statement: CompiledQuery,
  settings: ExplainSettings,
): Promise<QueryPlan<unknown>> {
  const { rows } = await sendCompiled(
    { ...query, annotations: [] },
    explain(statement, settings),
    deadlineOf(query),
  );
  const text = rows.map(([line]) => line ?? "").join("\n");
  const plan =
    settings.format === "text"
      ? text
      : (JSON.parse(text) as readonly unknown[])[0];
  return { sql: statement.text, plan };
}

function parseSettings(options: Options, at: string): ExplainSettings {
  checkKeys(options, Object.keys(known), `${at}.`);
  const { analyze, buffers, verbose, format = "json" } = options;
  for (const [name, value] of Object.entries({ analyze, buffers, verbose }))
    if (value !== undefined && typeof value !== "boolean")
      throw new TypeMismatchError(
        `${at}.${name}`,
        "true or false",
        describeValue(value),
      );
  if (!["json", "text"].includes(format))
    throw new TypeMismatchError(
      `${at}.format`,
      '"json" or "text"',
      describeValue(format),
    );
  return { analyze, buffers, verbose, format };
}
