import { databaseOf } from "../database/current";
import type { Deadline } from "../database/deadline";
import type { DriverResult } from "../driver/driver";
import { annotate } from "../sql/annotate";
import type { CompiledQuery } from "../sql/compiled-query";
import { noSettings } from "./query-data";
import type { QueryData } from "./query-data";
import { sendWithSettings } from "./send-with-settings";

/** Sends a statement that a query was compiled to, a reading or a writing one, with the settings and the annotations that the query has. */
export function sendQuery(
  { definition, settings, annotations }: QueryData,
  compiled: CompiledQuery,
  deadline: Deadline | undefined,
): Promise<DriverResult> {
  const database = databaseOf(definition);
  const statement = annotate(compiled, annotations);
  if (settings !== noSettings)
    return sendWithSettings(database, settings, statement, deadline);
  return compiled.text.startsWith("select")
    ? database.read(statement, deadline)
    : database.send(statement, deadline);
}
