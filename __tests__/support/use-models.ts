import { connect } from "../../lib/database/current";
import type { Database } from "../../lib/database/database";
import type { ModelClass } from "../../lib/metadata/definition";
import { createTables } from "./create-schema";
import type { Engine, TestDatabase } from "./engines";

/** The database of a group of tests; it is there from the first test on. */
export interface ModelsDatabase {
  readonly database: Database;
}

/**
 * Connects to a new database with the tables of models before the tests of the
 * group around, empties the tables before each, and is rid of it all afterwards.
 */
export function useModels(
  engine: Engine,
  models: readonly ModelClass[],
): ModelsDatabase {
  let made: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    made = await engine.create();
    database = await connect({ database: made.url });
    await createTables(database, models);
  });

  beforeEach(async () => {
    const rows = await database.query<{ name: string }>(
      "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')",
    );
    const names = rows.map(({ name }) => name).join(", ");
    if (names !== "")
      await database.script(`truncate ${names} restart identity`);
  });

  afterAll(async () => {
    await database.close();
    await made.drop();
  });

  return {
    get database() {
      return database;
    },
  };
}
