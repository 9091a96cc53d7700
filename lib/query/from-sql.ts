import { fragmentOf } from "../ast/embeddable";
import { DatabaseError } from "../errors/database-error";
import { InvalidArgumentError, TypeMismatchError } from "../errors/query-error";
import type { ModelDefinition } from "../metadata/definition";
import { familyColumns } from "../metadata/family";
import { quotePath } from "../sql/identifier";
import { describeValue } from "../types/describe-value";
import { allOfModel } from "./query-data";
import type { QueryData } from "./query-data";
import { rootScope } from "./scope";

/** The rows of a statement that a program wrote, as records of a model. */
export function fromSql(
  definition: ModelDefinition,
  statement: unknown,
): QueryData {
  const source = fragmentOf(statement);
  if (source === undefined)
    throw new TypeMismatchError(
      `${definition.name}.fromSql`,
      "sql`select …`",
      describeValue(statement),
    );
  return { ...allOfModel(definition), source };
}

/** The error of a statement that does not give all that is read from it, in the words of the model; any other as it is. */
export function explainMissing(query: QueryData, error: unknown): unknown {
  const { definition, source } = query;
  if (source === undefined || !(error instanceof DatabaseError)) return error;
  const { sqlState, sql = "", position = 0 } = error;
  if (sqlState !== undefinedColumn) return error;
  const { alias } = rootScope(definition);
  // The server counts characters, of which JavaScript takes some for two.
  const from = Array.from(sql)
    .slice(position - 1)
    .join("");
  const columns = [...definition.columnList, ...familyColumns(definition)];
  const missing = columns.find(({ name }) =>
    from.startsWith(quotePath([alias, name])),
  );
  if (missing === undefined) return error;
  return new InvalidArgumentError(
    `${definition.name}.fromSql: the statement gives no column ${JSON.stringify(missing.name)}, which ${missing.at} is read from.`,
    { hint: `Give it as well; ${alias}.* gives all of them.`, cause: error },
  );
}

/** The SQLSTATE of a column that is not there. */
const undefinedColumn = "42703";
