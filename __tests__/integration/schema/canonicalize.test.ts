import type { Database } from "../../../lib/database/database";
import { canonicalize } from "../../../lib/introspect/canonicalize";
import { introspect } from "../../../lib/introspect/introspect";
import { emptySchema } from "../../../lib/schema/normalize";
import { describeEachEngine } from "../../support/engines";
import type { TestDatabase } from "../../support/engines";
import { openDatabase } from "../../support/open-database";
import { check, column, index, schema, table } from "../../support/schemas";

describeEachEngine("The canonical form of a schema", (engine) => {
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

  test("is the same for what was typed and for what a database prints", async () => {
    const typed = schema(
      table("t", [column("kind", "varchar(10)", { default: "'a'" })], {
        checks: [check("t_kind_check", "kind in ('a', 'b')")],
        indexes: [index("i", ["kind"], { where: "kind in ('a', 'b')" })],
      }),
    );
    const canonical = await canonicalize(session, typed);
    expect(canonical.tables[0]?.checks[0]?.expression).toBe(
      "(kind)::text = ANY (ARRAY[('a'::character varying)::text, ('b'::character varying)::text])",
    );
    expect(await canonicalize(session, canonical)).toEqual(canonical);

    // A database in which the check was typed prints it in another way, until it is restored from a dump.
    await session.script(
      "create table t (kind varchar(10) default 'a', constraint t_kind_check check (kind in ('a', 'b'))); create index i on t (kind) where kind in ('a', 'b')",
    );
    const printed = await introspect(session);
    await session.script("drop table t");
    expect(printed).not.toEqual(canonical);
    expect(await canonicalize(session, printed)).toEqual(canonical);
  });

  test("keeps the renames that the schema declares", async () => {
    const declared = schema(
      table("b", [column("y", "text", { renamedFrom: "x" }), column("z")], {
        renamedFrom: "a",
      }),
    );
    const canonical = await canonicalize(session, declared);
    expect([
      canonical.tables[0]?.renamedFrom,
      canonical.tables[0]?.columns.map((each) => each.renamedFrom),
    ]).toEqual(["a", ["x", undefined]]);
  });

  test("leaves nothing in the database it is found in", async () => {
    await canonicalize(session, schema(table("app.t", [column("a")])));
    expect(await introspect(session)).toEqual(emptySchema);
  });

  test("is refused to a table that bears a name of arx's own", async () => {
    const declared = schema(table("app.arx_notes", [column("a")]));
    await expect(canonicalize(session, declared)).rejects.toThrow(
      "The table app.arx_notes cannot be kept apart from the tables of arx, whose names begin with arx_.",
    );
  });

  test("cannot be found for a type that the database does not have", async () => {
    const declared = schema(table("t", [column("a", "colour")]));
    await expect(canonicalize(session, declared)).rejects.toMatchObject({
      message:
        'PostgreSQL refuses what is declared for the table t: type "colour" does not exist',
      cause: { sql: expect.stringContaining('"a" colour') as unknown },
    });
    expect(await introspect(session)).toEqual(emptySchema);
  });
});
