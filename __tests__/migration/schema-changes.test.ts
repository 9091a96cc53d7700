import { canonicalize } from "../../lib/introspect/canonicalize";
import { introspect } from "../../lib/introspect/introspect";
import { runUndone } from "../../lib/introspect/run-undone";
import type { Change } from "../../lib/schema/change";
import { createSchema, diffSchemas } from "../../lib/schema/diff";
import { reverseChanges } from "../../lib/schema/reverse";
import type { Schema } from "../../lib/schema/schema";
import { compileChange } from "../../lib/sql/ddl/compile-change";
import type { Database } from "../../lib/database/database";
import { sayNothingToSee } from "../support/cannot-run";
import { describeEachEngine } from "../support/engines";
import type { TestDatabase } from "../support/engines";
import { openDatabase } from "../support/open-database";
import { comparable } from "../support/schemas";
import { checkCases } from "./cases/checks";
import { columnCases } from "./cases/columns";
import { commentCases } from "./cases/comments";
import { enumCases } from "./cases/enums";
import { exclusionCases } from "./cases/exclusions";
import { foreignKeyCases } from "./cases/foreign-keys";
import { functionCases } from "./cases/functions";
import {
  generatedColumnCases,
  virtualColumnCases,
} from "./cases/generated-columns";
import { indexCases } from "./cases/indexes";
import { primaryKeyCases } from "./cases/primary-keys";
import { renameCases } from "./cases/renames";
import type { SchemaCase } from "./cases/schema-case";
import { tableCases } from "./cases/tables";
import { uniqueCases } from "./cases/uniques";

const groups: Record<string, SchemaCase[]> = {
  tables: tableCases,
  columns: columnCases,
  "primary keys": primaryKeyCases,
  "unique constraints": uniqueCases,
  "foreign keys": foreignKeyCases,
  checks: checkCases,
  indexes: indexCases,
  exclusions: exclusionCases,
  "generated columns": generatedColumnCases,
  "virtual columns": virtualColumnCases,
  comments: commentCases,
  renames: renameCases,
  enums: enumCases,
  functions: functionCases,
};

describeEachEngine("Changes of a schema", (engine) => {
  let database: TestDatabase;
  let session: Database;

  beforeAll(async () => {
    database = await engine.create();
    session = await openDatabase(database.url);
  });

  afterAll(async () => {
    await session.close();
    await database.drop();
  });

  async function apply(changes: readonly Change[]): Promise<void> {
    for (const statement of changes.flatMap(compileChange))
      await session.send(statement);
  }

  async function rows(text: string): Promise<unknown> {
    return [...(await session.send({ text, parameters: [] })).rows].map(
      (row) => [...row],
    );
  }

  describe.each(Object.entries(groups))("of %s", (_, cases) => {
    test.each(cases.map((each) => [each.name, each] as const))(
      "%s",
      async (_name, { from, to, changes, data }) => {
        if (session.serverVersion < 15 && comparesNulls(from, to)) {
          sayNothingToSee("PostgreSQL 14 knows no nulls not distinct");
          return;
        }
        if (session.serverVersion < 18 && hasVirtual(from, to)) {
          sayNothingToSee("virtual columns come with PostgreSQL 18");
          return;
        }
        const source = await canonicalize(session, from);
        const target = await canonicalize(session, to);
        await runUndone(session, async () => {
          await apply(createSchema(source));
          if (data) await session.script(data.insert);
          const current = await introspect(session);

          const plan = diffSchemas(current, target);
          expect(plan.map(({ kind }) => kind)).toEqual(changes);
          await apply(plan);
          const reached = await introspect(session);
          expect(comparable(reached)).toEqual(comparable(target));
          expect(diffSchemas(reached, target)).toEqual([]);
          if (changes.includes("rename sequence")) {
            expect(sequencesOf(reached)).toEqual(sequencesOf(target));
          }
          if (data) expect(await rows(data.after)).toEqual(data.values);

          const back = reverseChanges(plan);
          if (!Array.isArray(back))
            throw new Error("The plan has no way back.");
          await apply(back);
          expect(comparable(await introspect(session))).toEqual(
            comparable(current),
          );
          if (data) expect(await rows(data.before)).toEqual(data.values);
        });
      },
    );
  });
});

/** Whether NULL counts as a value like others, which PostgreSQL 14 does not know. */
function comparesNulls(...schemas: readonly Schema[]): boolean {
  return JSON.stringify(schemas).includes('"nullsNotDistinct":true');
}

function hasVirtual(...schemas: readonly Schema[]): boolean {
  return JSON.stringify(schemas).includes('"virtual":true');
}

function sequencesOf({ tables }: Schema): (string | undefined)[] {
  return tables.flatMap(({ columns }) =>
    columns.map(({ sequence }) => sequence),
  );
}
