import type { DriverResult, DriverStatement } from "../driver/driver";
import {
  InvalidArgumentError,
  UnexpectedRowCountError,
} from "../errors/query-error";
import type { RawParameters } from "../sql/placeholders";
import { controlsTransaction } from "../sql/transaction";
import { Deadline } from "./deadline";
import type { QueryOptions } from "./deadline";
import { toStatement } from "./raw-rows";

/** What sends a statement of the user's own. */
export interface RawSender {
  send(statement: DriverStatement, deadline?: Deadline): Promise<DriverResult>;
}

/**
 * Sends SQL of the user's own.
 * @throws InvalidArgumentError when it begins or ends a transaction, or parameters are missing or too many
 */
export async function sendRaw(
  sender: RawSender,
  text: string,
  parameters: RawParameters,
  options: QueryOptions,
): Promise<DriverResult> {
  const deadline = Deadline.of(options);
  const statement = toStatement(text, parameters);
  refuseTransactionControl(statement);
  return sender.send(statement, deadline);
}

/** @throws InvalidArgumentError when a statement begins or ends a transaction */
export function refuseTransactionControl({ text }: DriverStatement): void {
  if (!controlsTransaction(text)) return;
  throw new InvalidArgumentError(
    "A transaction that is begun or ended by hand would be somebody else's: connections are shared.",
    { hint: "Use db.transaction(async () => { … })." },
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
