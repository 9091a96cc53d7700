import { connect } from "../../lib/database/current";
import type { Database } from "../../lib/database/database";
import { createTables } from "./create-schema";
import type { Engine } from "./engines";
import { persistenceModels } from "./persistence-models";

/** A connected database with empty tables, and a way to be rid of it. */
export interface PersistenceDatabase {
  readonly database: Database;
  close(): Promise<void>;
}

/** Creates a database with the tables of the models that the tests of writing use. */
export async function openPersistence(
  engine: Engine,
): Promise<PersistenceDatabase> {
  const made = await engine.create();
  const database = await connect({ database: made.url });
  await createTables(database, persistenceModels);
  return {
    database,
    close: async () => {
      await database.close();
      await made.drop();
    },
  };
}

/** Empties every table and starts the identities anew. */
export async function emptyTables(database: Database): Promise<void> {
  await database.script(
    "truncate countries, cities, tokens, places restart identity",
  );
}

/** Waits until a later `now()` of the server is a later Date: that holds milliseconds, and two statements fit into one. */
export async function passAMillisecond(database: Database): Promise<void> {
  await database.query("select pg_sleep(0.002)");
}
