import { allOf, binary, columnOf, parameter } from "../ast/build-expression";
import type { Expression } from "../ast/expression";
import { databaseToWrite } from "../database/current";
import { RecordStateError } from "../errors/record-error";
import type { ColumnDefinition } from "../metadata/definition";
import { stateOf } from "../record/record-state";
import type { RecordState } from "../record/record-state";
import { keyOf } from "../secrets/cipher";
import { compileCached } from "../sql/statement-cache";
import { encodeValue } from "./column-value";
import { tableOf } from "./statements";
import { whereStored } from "./stored-key";
import { takeTurn } from "./take-turn";
import { undoOnRollback } from "./undo-on-rollback";

/** A cell that is to be written anew. */
interface SealedCell {
  readonly column: ColumnDefinition;
  /** Where it stands in the row. */
  readonly index: number;
  readonly before: string;
  readonly after: string | null;
}

/**
 * Encrypts what the row of a record holds with the key of today, and nothing
 * else: values that were assigned and not saved stay so, hooks are not called,
 * and the time of the last update stays. For rows that were written with a
 * former key, or without encryption.
 * @returns whether it was written; not when there is nothing to encrypt, or when another program wrote the row since it was read
 *
 * @example
 * ```ts
 * @Table()
 * class Patient extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Column({ encrypt: true }) declare diagnosis: string;
 * }
 *
 * configureSecrets({ encryption: ["the key of last year, 32 characters or more"] });
 * const patient = await Patient.create({ diagnosis: "flu" });
 * // insert into "patients" ("diagnosis") values ($1) returning …
 * configureSecrets({
 *   encryption: ["the key of today, 32 characters or more", "the key of last year, 32 characters or more"],
 * });
 * await reencrypt(patient);   // update "patients" set "diagnosis" = $1 where "id" = $2 and "diagnosis" = $3
 * ```
 *
 * @throws RecordStateError when the record has no row
 * @throws DecryptionError when a column holds what no key can decrypt
 */
export async function reencrypt(record: object): Promise<boolean> {
  let isWritten = false;
  await takeTurn(record, "reencrypt", async () => {
    isWritten = await write(record);
  });
  return isWritten;
}

async function write(record: object): Promise<boolean> {
  const state = stateOf(record);
  const { definition, status } = state;
  if (status !== "persisted")
    throw new RecordStateError(
      `This ${definition.name} has no row that could be encrypted.`,
      "Save it first.",
    );
  const cells = sealedCells(state);
  if (cells.length === 0) return false;
  const database = databaseToWrite(definition);
  const query = compileCached({
    kind: "update",
    table: tableOf(definition),
    set: cells.map(({ column, after }) => ({
      column: column.name,
      value: parameter(after),
    })),
    where: whereSame(state, cells),
    returning: [],
  });
  undoOnRollback(database, record);
  const { count } = await database.send(query);
  if (count === 0) return false;
  const row = [...(state.row ?? [])];
  for (const { index, after } of cells) row[index] = after;
  state.row = row;
  return true;
}

function sealedCells({ columns, row }: RecordState): SealedCell[] {
  return columns.flatMap((column, index) => {
    const before = row?.[index];
    if (column.type.encryption === undefined || typeof before !== "string")
      return [];
    const value = column.type.decode(before, column.at);
    const after = encodeValue(column, value);
    return isCurrent(column, before, after)
      ? []
      : [{ column, index, before, after }];
  });
}

/** Whether encrypting a value again changes nothing but the vector, which is chosen at random. */
function isCurrent(
  { type }: ColumnDefinition,
  before: string,
  after: string | null,
): boolean {
  if (type.encryption === "deterministic" || after === null)
    return before === after;
  return keyOf(before) === keyOf(after);
}

/** The row as it was read: what another program wrote since then must not be lost. */
function whereSame(
  state: RecordState,
  cells: readonly SealedCell[],
): Expression {
  const { table } = state.definition;
  const same = cells.map(({ column: { name }, before }) =>
    binary("=", columnOf(table, name), parameter(before)),
  );
  return allOf([whereStored(state), ...same]);
}
