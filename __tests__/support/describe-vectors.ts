import { connect } from "../../lib/database/current";
import type { Database } from "../../lib/database/database";
import { sayNothingToSee } from "./cannot-run";
import { describeEachEngine } from "./engines";
import type { TestDatabase } from "./engines";

/** Defines a test that runs where the extension pgvector is at hand; it is given the database. */
export type VectorTest = (
  title: string,
  run: (database: Database) => Promise<void>,
) => void;

/**
 * Runs a group of tests on each engine that has pgvector; on the others the
 * first says that there is nothing to look at.
 * @param prepare runs once on the empty database, in which the extension is not created yet
 */
export function describeVectors(
  title: string,
  prepare: (database: Database) => Promise<void>,
  tests: (test: VectorTest) => void,
): void {
  describeEachEngine(title, (engine) => {
    let made: TestDatabase;
    let database: Database;
    let isAvailable = false;
    let wasSaid = false;

    beforeAll(async () => {
      made = await engine.create();
      database = await connect({ database: made.url });
      const { available } = await database.one<{ available: boolean }>(
        "select exists (select from pg_available_extensions where name = 'vector') as available",
      );
      isAvailable = available;
      if (isAvailable) await prepare(database);
    });
    afterAll(async () => {
      await database.close();
      await made.drop();
    });

    tests((name, run) => {
      it(name, async () => {
        if (isAvailable) await run(database);
        else if (!wasSaid) {
          wasSaid = true;
          sayNothingToSee("the server has no extension vector");
        }
      });
    });
  });
}
