import fc from "fast-check";
import type { Database } from "../../lib/database/database";
import { canonicalize } from "../../lib/introspect/canonicalize";
import { introspect } from "../../lib/introspect/introspect";
import { runUndone } from "../../lib/introspect/run-undone";
import type { Change } from "../../lib/schema/change";
import { createSchema, diffSchemas } from "../../lib/schema/diff";
import { orderChanges } from "../../lib/schema/order";
import { reverseChanges } from "../../lib/schema/reverse";
import type { Schema } from "../../lib/schema/schema";
import { compileChange } from "../../lib/sql/ddl/compile-change";
import { arbitrarySchema, renamedSchema } from "../support/arbitrary-schema";
import { openDatabase } from "../support/open-database";
import { comparable } from "../support/schemas";

describe("The difference of any two schemas", () => {
  let database: Database;

  beforeAll(async () => {
    database = await openDatabase("pglite:memory");
  });

  afterAll(async () => {
    await database.close();
  });

  async function apply(changes: readonly Change[]): Promise<void> {
    for (const statement of changes.flatMap(compileChange))
      await database.send(statement);
  }

  /** Makes the first schema, turns it into the second and back, and looks at each stop. */
  async function goThereAndBack(from: Schema, to: Schema): Promise<void> {
    const source = await canonicalize(database, from);
    const target = await canonicalize(database, to);
    await runUndone(database, async () => {
      await apply(createSchema(source));
      const current = await introspect(database);
      const plan = diffSchemas(current, target);
      await apply(plan);
      const reached = await introspect(database);
      // Schemas that hold nothing any more are left, because they may hold what arx does not know.
      expect(comparable(reached)).toEqual(
        comparable({ ...target, schemas: reached.schemas }),
      );
      expect(diffSchemas(reached, target)).toEqual([]);
      expect(orderChanges(plan)).toEqual(plan);

      const back = reverseChanges(plan);
      if (!Array.isArray(back)) throw new Error("The plan has no way back.");
      await apply(back);
      expect(comparable(await introspect(database))).toEqual(
        comparable(current),
      );
    });
  }

  test("leads from one to the other and back, and is empty then", async () => {
    const property = fc.asyncProperty(
      arbitrarySchema,
      arbitrarySchema,
      goThereAndBack,
    );
    await fc.assert(property, {
      numRuns: 100,
      interruptAfterTimeLimit: 30_000,
    });
  }, 120_000);

  test("does every rename that is declared, swaps and chains as well", async () => {
    const property = fc.asyncProperty(renamedSchema, ([from, to]) =>
      goThereAndBack(from, to),
    );
    await fc.assert(property, {
      numRuns: 100,
      interruptAfterTimeLimit: 30_000,
    });
  }, 120_000);
});
