import type { Assignment } from "../ast/update";
import { checkKeys } from "../database/check-keys";
import { InvalidArgumentError } from "../errors/query-error";
import { readAssignments } from "../persistence/read-assignments";
import { now, updateWhere } from "../persistence/statements";
import {
  affectedRows,
  requireCondition,
  writeRows,
} from "../query/affected-rows";
import { requireBoolean } from "../query/conditions/values";
import type { QueryData } from "../query/query-data";
import type { WriteAllOptions } from "../typing/query/query-verbs";
import { optionNames } from "../util/option-names";

/**
 * Sets columns of every row that a query gives, in one statement.
 * @returns the number of rows
 * @throws MissingConditionError for a query without conditions
 */
export async function updateAll(
  query: QueryData,
  values: unknown,
  options: WriteAllOptions | undefined,
): Promise<number> {
  checkMeant(query, "updateAll", options);
  const { definition } = query;
  const at = `${definition.name}.updateAll`;
  return writeColumns(query, readAssignments(definition, values, at));
}

/**
 * Deletes every row that a query gives, in one statement; of a model with
 * `@SoftDelete`, marks those that are alive as deleted.
 * @returns the number of rows
 * @throws MissingConditionError for a query without conditions
 * @throws InvalidArgumentError for a query of nothing but deleted rows
 */
export async function deleteAll(
  query: QueryData,
  options: WriteAllOptions | undefined,
): Promise<number> {
  checkMeant(query, "deleteAll", options);
  const { definition, deleted } = query;
  const { name, softDelete } = definition;
  if (softDelete === undefined) return deleteRows(query);
  if (deleted === "only")
    throw new InvalidArgumentError(
      `${name}.deleteAll is asked to delete what is deleted already.`,
      { hint: "Write reallyDeleteAll() to delete the rows for good." },
    );
  const alive: QueryData = { ...query, deleted: "without" };
  return writeColumns(alive, [{ column: softDelete.name, value: now }]);
}

/**
 * Deletes every row that a query gives for good, whether the model has
 * `@SoftDelete` or not.
 * @returns the number of rows
 * @throws MissingConditionError for a query without conditions
 */
export async function reallyDeleteAll(
  query: QueryData,
  options: WriteAllOptions | undefined,
): Promise<number> {
  checkMeant(query, "reallyDeleteAll", options);
  return deleteRows(query);
}

async function writeColumns(
  query: QueryData,
  set: readonly Assignment[],
): Promise<number> {
  const rows = affectedRows(query);
  if (rows === undefined) return 0;
  const { where, table } = rows;
  return writeRows(query, updateWhere(query.definition, set, where, [], table));
}

async function deleteRows(query: QueryData): Promise<number> {
  const rows = affectedRows(query);
  if (rows === undefined) return 0;
  const { where, table: from } = rows;
  return writeRows(query, { kind: "delete", from, where, returning: [] });
}

const known = optionNames<WriteAllOptions>({ all: true });

function checkMeant(
  query: QueryData,
  verb: string,
  options: WriteAllOptions = {},
): void {
  const at = `${query.definition.name}.${verb}`;
  checkKeys(options, known, `${at}.`);
  const all = requireBoolean(options.all ?? false, `${at}.all`);
  requireCondition(query, verb, all);
}
