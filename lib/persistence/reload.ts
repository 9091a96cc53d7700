import type { SelectItem, SelectStatement } from "../ast/expression";
import { databaseOf } from "../database/current";
import { RecordNotFoundError } from "../errors/query-error";
import { RecordStateError } from "../errors/record-error";
import type { ModelDefinition } from "../metadata/definition";
import { stateOf } from "../record/record-state";
import type { RecordState } from "../record/record-state";
import { markReloaded } from "../record/transitions";
import { compileCached } from "../sql/statement-cache";
import { tableOf } from "./statements";
import { describeStored, whereStored } from "./stored-key";
import { takeTurn } from "./take-turn";

/**
 * Reads the row of a record again; changes that were not saved, and loaded
 * relations, are forgotten.
 * @throws RecordNotFoundError when the row is not there any more
 * @throws RecordStateError when the record never had one
 */
export async function reload(record: object): Promise<void> {
  await takeTurn(record, () => readAgain(record));
}

async function readAgain(record: object): Promise<void> {
  const state = stateOf(record);
  const { definition } = state;
  if (state.row === undefined) {
    throw new RecordStateError(
      `This ${definition.name} was never saved; there is no row to read.`,
    );
  }
  const query = compileCached(selectStored(state));
  const [row] = (await databaseOf(definition).send(query)).rows;
  if (row === undefined)
    throw new RecordNotFoundError(definition.name, describeStored(state));
  markReloaded(record, definition.columnList, row);
}

function selectStored(state: RecordState): SelectStatement {
  return {
    kind: "select",
    distinct: false,
    items: itemsOf(state.definition),
    from: tableOf(state.definition),
    joins: [],
    where: whereStored(state),
    groupBy: [],
    orderBy: [],
    limit: undefined,
    offset: undefined,
    lock: undefined,
  };
}

function itemsOf({ table, columnList }: ModelDefinition): SelectItem[] {
  return columnList.map(({ name }) => ({
    expression: { kind: "column", table, name },
    name: undefined,
  }));
}
