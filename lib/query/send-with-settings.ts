import type { Database } from "../database/database";
import type { Deadline } from "../database/deadline";
import type { DriverResult } from "../driver/driver";
import type { CompiledQuery } from "../sql/compiled-query";
import { exchangeLocalSettings } from "../sql/session-setting";

/**
 * Runs a statement with other run-time parameters, in a transaction, because
 * the next statement on the connection is another program's part. Inside of a
 * transaction they are put back: what is set locally outlives a savepoint.
 */
export function sendWithSettings(
  database: Database,
  settings: Readonly<Record<string, string>>,
  statement: CompiledQuery,
  deadline: Deadline | undefined,
): Promise<DriverResult> {
  const isInner = database.isInTransaction;
  const wanted = Object.entries(settings);
  return database.transaction(async () => {
    const { rows } = await database.send(
      exchangeLocalSettings(wanted),
      deadline,
    );
    const result = await database.send(statement, deadline);
    const [before = []] = rows;
    if (isInner)
      await database.send(
        exchangeLocalSettings(
          wanted.map(([name], index) => [name, before[index] ?? null]),
        ),
        deadline,
      );
    return result;
  });
}
