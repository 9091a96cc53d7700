import { Registry } from "arx";
import type { Database } from "../../../lib/database/database";
import { canonicalize } from "../../../lib/introspect/canonicalize";
import { introspect } from "../../../lib/introspect/introspect";
import { createSchema, diffSchemas } from "../../../lib/schema/diff";
import { compileChange } from "../../../lib/sql/ddl/compile-change";
import { describeEachEngine } from "../../support/engines";
import type { TestDatabase } from "../../support/engines";
import { openDatabase } from "../../support/open-database";
import { polymorphicModels } from "../../support/polymorphic-models";
import { comparable } from "../../support/schemas";

const schema = (): ReturnType<Registry["toSchema"]> =>
  new Registry(polymorphicModels).toSchema();

/** What is declared beside the primary key of a table. */
function partsOf(name: string): Record<string, unknown> {
  const table = schema().tables.find((each) => each.name === name);
  return {
    columns: table?.columns.map(
      ({ name: column, type, nullable }) =>
        `${column} ${type}${nullable ? "" : " not null"}`,
    ),
    foreignKeys: table?.foreignKeys.length,
    uniques: table?.uniques.map((unique) => [unique.name, unique.columns]),
    checks: table?.checks.map((check) => [check.name, check.expression]),
    indexes: table?.indexes.map(({ name: index, keys, unique, where }) => [
      index,
      keys.map(({ column }) => column).join(),
      unique,
      where,
    ]),
  };
}

test("a polymorphic relation is two columns with a check, an index and no foreign key", () => {
  expect(partsOf("pm_remarks")).toEqual({
    columns: [
      "id bigint not null",
      "text text not null",
      "subject_type text",
      "subject_id bigint",
    ],
    foreignKeys: 0,
    uniques: [],
    checks: [
      [
        "pm_remarks_subject_check",
        '("subject_type" is null) = ("subject_id" is null)',
      ],
      [
        "pm_remarks_subject_type_check",
        "\"subject_type\" in ('essay', 'photo', 'remark')",
      ],
    ],
    indexes: [
      [
        "idx_pm_remarks_subject_type_subject_id",
        "subject_type,subject_id",
        false,
        undefined,
      ],
    ],
  });
});

test("one of its models that has one record at most makes the key unique for its own rows", () => {
  expect(partsOf("pm_covers")).toEqual({
    columns: [
      "id bigint not null",
      "wrapped_id bigint not null",
      "wrapped_type text not null",
    ],
    foreignKeys: 0,
    uniques: [],
    checks: [
      [
        "pm_covers_wrapped_type_check",
        "\"wrapped_type\" in ('Essay', 'Photo')",
      ],
    ],
    indexes: [
      [
        "idx_pm_covers_wrapped_id_Essay",
        "wrapped_id",
        true,
        "\"wrapped_type\" = 'Essay'",
      ],
      [
        "idx_pm_covers_wrapped_type_wrapped_id",
        "wrapped_type,wrapped_id",
        false,
        undefined,
      ],
    ],
  });
});

test("keys of several types are kept as text", () => {
  expect(partsOf("pm_tags")["columns"]).toEqual([
    "id bigint not null",
    "label text not null",
    "target_type text not null",
    "target_id text not null",
  ]);
});

test("the columns of a delegated type are unique together", () => {
  expect(partsOf("pm_entries")).toMatchObject({
    uniques: [
      [
        "pm_entries_entryable_type_entryable_id_key",
        ["entryable_type", "entryable_id"],
      ],
      ["pm_entries_place_key", ["place"]],
    ],
    indexes: [],
  });
});

describeEachEngine("polymorphic relations", (engine) => {
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

  test("make a database that does not differ from them", async () => {
    const canonical = await canonicalize(session, schema());
    for (const statement of createSchema(canonical).flatMap(compileChange))
      await session.send(statement);
    const found = await introspect(session);
    expect(comparable(found)).toEqual(comparable(canonical));
    expect(diffSchemas(found, canonical)).toEqual([]);
  });
});
