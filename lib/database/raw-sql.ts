import type { DriverResult, DriverStatement } from "../driver/driver";
import {
  InvalidArgumentError,
  UnexpectedRowCountError,
} from "../errors/query-error";
import { controlsTransaction } from "../sql/transaction";
import { describeValue } from "../types/describe-value";
import { Deadline } from "./deadline";
import type { QueryOptions } from "./deadline";
import { toStatement } from "./raw-rows";

/** What sends a statement of the user's own. */
export interface RawSender {
  send(statement: DriverStatement, deadline?: Deadline): Promise<DriverResult>;
}

/**
 * Sends SQL of the user's own.
 * @throws InvalidArgumentError when it begins or ends a transaction, or the parameters are no list
 */
export async function sendRaw(
  sender: RawSender,
  text: string,
  parameters: readonly unknown[],
  options: QueryOptions,
): Promise<DriverResult> {
  const deadline = Deadline.of(options);
  checkParameters(parameters);
  if (!controlsTransaction(text))
    return sender.send(toStatement(text, parameters), deadline);
  throw new InvalidArgumentError(
    "A transaction that is begun or ended by hand would be somebody else's: connections are shared.",
    { hint: "Use db.transaction(async () => { … })." },
  );
}

function checkParameters(parameters: unknown): void {
  if (Array.isArray(parameters)) return;
  throw new InvalidArgumentError(
    `The parameters of a statement are a list, not ${describeValue(parameters)}.`,
    { hint: 'Write db.query("select $1::int", [value]).' },
  );
}

/** The only row. @throws UnexpectedRowCountError */
export function onlyRow<Row>(rows: readonly Row[]): Row {
  const [row] = rows;
  if (row === undefined || rows.length > 1)
    throw new UnexpectedRowCountError("exactly one", rows.length);
  return row;
}

/** The only row, or null when there is none. @throws UnexpectedRowCountError */
export function rowOrNull<Row>(rows: readonly Row[]): Row | null {
  if (rows.length > 1)
    throw new UnexpectedRowCountError("one or none", rows.length);
  return rows[0] ?? null;
}
