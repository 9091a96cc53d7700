import { columnOf } from "../../ast/build-expression";
import { emptySelect } from "../../ast/empty-select";
import type { Database } from "../../database/database";
import type {
  ColumnDefinition,
  ModelDefinition,
} from "../../metadata/definition";
import { compileCached } from "../../sql/statement-cache";
import { tableOf } from "../statements";
import { holdsOneOf } from "./links";

/**
 * Lets nobody else hold these rows until the transaction ends; they can be read
 * and referred to meanwhile. In their order, so that two who hold several do not
 * wait for each other.
 */
export async function holdRows(
  database: Database,
  definition: ModelDefinition,
  columns: readonly ColumnDefinition[],
  keys: readonly (readonly string[])[],
): Promise<void> {
  const { table } = definition;
  const orderBy = columns.map(({ name }) => ({
    expression: columnOf(table, name),
    direction: "asc" as const,
    nulls: undefined,
  }));
  const statement = {
    ...emptySelect,
    from: tableOf(definition),
    where: holdsOneOf(table, columns, keys),
    orderBy: keys.length > 1 ? orderBy : [],
    lock: {
      mode: "no key update",
      wait: "wait",
      of: undefined,
    } as const,
  };
  await database.send(compileCached(statement));
}
