import type { Database } from "../../lib/database/database";
import { ModelRegistry } from "../../lib/metadata/registry";
import type { ModelClass } from "../../lib/metadata/definition";
import { createSchema } from "../../lib/schema/diff";
import { schemaOf } from "../../lib/schema/from-metadata";
import { compileChange } from "../../lib/sql/ddl/compile-change";

/** Creates the tables of models in an empty database, as a first migration would. */
export async function createTables(
  database: Database,
  models: readonly ModelClass[],
): Promise<void> {
  const schema = schemaOf(new ModelRegistry(models).definitions());
  for (const statement of createSchema(schema).flatMap(compileChange)) {
    await database.send(statement);
  }
}
