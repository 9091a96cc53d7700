import type { EnumType, Schema, Table } from "../../../lib/schema/schema";
import {
  check,
  column,
  exclusion,
  foreignKey,
  generated,
  index,
  primaryKey,
  schema,
  table,
} from "../../support/schemas";
import type { SchemaCase } from "./schema-case";

function withEnums(tables: readonly Table[], ...enums: EnumType[]): Schema {
  const built = schema(...tables);
  const schemas = new Set([
    ...built.schemas,
    ...enums.map((type) => type.schema),
  ]);
  schemas.delete("public");
  return { ...built, schemas: [...schemas], enums };
}

const mood = (...values: string[]): EnumType => ({
  schema: "public",
  name: "mood",
  values,
});

const people = (
  type: string,
  given?: string,
  options: Partial<Table> = {},
): Table =>
  table(
    "people",
    [column("id", "integer!"), column("mood", type, { default: given })],
    { ...primaryKey("people_pkey"), ...options },
  );

const rows = {
  insert: "insert into people (id, mood) values (1, 'calm'), (2, 'glad')",
  before: "select mood::text from people order by id",
  after: "select mood::text from people order by id",
  values: [["calm"], ["glad"]],
};

const checked = (type: string): Partial<Table> => ({
  checks: [check("people_mood_check", `mood <> 'calm'::${type} or id > 0`)],
  indexes: [
    index("idx_people_glad", ["id"], { where: `mood = 'glad'::${type}` }),
  ],
});

/** What PostgreSQL prints the name of a type in, beside columns, checks and indexes. */
const readByMore = (type: string): Table =>
  table(
    "other",
    [
      column("moods", `${type}[]`),
      generated("calm", "boolean", `moods[1] = 'calm'::${type}`),
    ],
    {
      exclusions: [
        exclusion("other_excl", ["moods ="], {
          method: "btree",
          where: `moods[1] <> 'calm'::${type}`,
        }),
      ],
    },
  );

export const enumCases: SchemaCase[] = [
  {
    name: "a type comes with its table",
    from: schema(),
    to: withEnums([people("public.mood!", "'calm'")], mood("calm", "glad")),
    changes: ["create enum", "create table"],
  },
  {
    name: "a value is added at the end, in the middle and at the start",
    from: withEnums([people("public.mood", "'calm'")], mood("calm", "glad")),
    to: withEnums(
      [people("public.mood", "'calm'")],
      mood("angry", "sad", "calm", "it's", "glad", "wild"),
    ),
    changes: ["alter enum"],
    data: rows,
  },
  {
    name: "a value is added and is the default at once",
    from: withEnums([people("public.mood", "'calm'")], mood("calm", "glad")),
    to: withEnums(
      [people("public.mood", "'sad'")],
      mood("calm", "glad", "sad"),
    ),
    changes: ["alter enum"],
    data: rows,
  },
  {
    name: "a value goes, and the default with it",
    from: withEnums(
      [people("public.mood", "'sad'", checked("public.mood"))],
      mood("calm", "sad", "glad"),
    ),
    to: withEnums(
      [people("public.mood", "'calm'", checked("public.mood"))],
      mood("calm", "glad"),
    ),
    changes: [
      "drop constraint",
      "drop index",
      "alter enum",
      "add constraint",
      "create index",
    ],
    data: rows,
  },
  {
    name: "values change their order under a foreign key",
    from: withEnums(
      [
        table("moods", [column("mood", "public.mood!")], {
          primaryKey: { name: "moods_pkey", columns: ["mood"] },
        }),
        people("public.mood", undefined, {
          foreignKeys: [
            foreignKey("people_mood_fkey", ["mood"], "moods(mood)"),
          ],
        }),
      ],
      mood("calm", "glad"),
    ),
    to: withEnums(
      [
        table("moods", [column("mood", "public.mood!")], {
          primaryKey: { name: "moods_pkey", columns: ["mood"] },
        }),
        people("public.mood", undefined, {
          foreignKeys: [
            foreignKey("people_mood_fkey", ["mood"], "moods(mood)"),
          ],
        }),
      ],
      mood("glad", "calm"),
    ),
    changes: ["drop constraint", "alter enum", "add constraint"],
    data: {
      ...rows,
      insert: `insert into moods values ('calm'), ('glad'); ${rows.insert}`,
    },
  },
  {
    name: "text with a check becomes a type",
    from: schema(
      people("text!", "'calm'", {
        checks: [check("people_mood_check", "mood in ('calm', 'glad')")],
      }),
    ),
    to: withEnums([people("public.mood!", "'calm'")], mood("calm", "glad")),
    changes: ["drop constraint", "create enum", "alter column"],
    data: rows,
  },
  {
    name: "a type becomes another one",
    from: withEnums([people("public.mood!", "'calm'")], mood("calm", "glad")),
    to: withEnums([people("app.temper!", "'calm'")], {
      schema: "app",
      name: "temper",
      values: ["glad", "calm"],
    }),
    changes: ["create schema", "create enum", "alter column", "drop enum"],
    data: rows,
  },
  {
    name: "a type takes the name of its table and column",
    from: withEnums(
      [
        people("public.mood", "'calm'", checked("public.mood")),
        readByMore("public.mood"),
      ],
      mood("calm", "glad"),
    ),
    to: withEnums(
      [
        people(
          `public."People mood"`,
          "'calm'",
          checked(`public."People mood"`),
        ),
        readByMore(`public."People mood"`),
      ],
      { ...mood("calm", "glad"), name: "People mood" },
    ),
    changes: ["rename enum"],
    data: rows,
  },
  {
    name: "an array of texts becomes one of a type that is made anew",
    from: withEnums(
      [
        people("public.mood", "'calm'"),
        table("other", [
          column("moods", "public.mood[]", { default: "'{glad}'" }),
          column("texts", "text[]", { default: "'{sad}'" }),
        ]),
      ],
      mood("calm", "glad", "sad"),
    ),
    to: withEnums(
      [
        people("public.mood", "'calm'"),
        table("other", [
          column("moods", "public.mood[]", { default: "'{calm}'" }),
          column("texts", "public.mood[]", { default: "'{calm}'" }),
        ]),
      ],
      mood("glad", "calm"),
    ),
    changes: ["alter enum", "alter column"],
    data: rows,
  },
  {
    name: "a value is added while another column leaves the type",
    from: withEnums(
      [
        people("public.mood", "'calm'"),
        table("other", [column("a", "public.mood"), column("b", "text")]),
      ],
      mood("calm", "glad"),
    ),
    to: withEnums(
      [people("public.mood", "'calm'"), table("other", [column("b", "text")])],
      mood("calm", "glad", "sad"),
    ),
    changes: ["drop column", "alter enum"],
    data: rows,
  },
  {
    name: "two columns take each other's types while both types change",
    from: withEnums(
      [
        people("public.mood", "'calm'"),
        table("other", [column("place", "public.place")]),
      ],
      mood("calm", "glad"),
      { schema: "public", name: "place", values: ["calm", "glad"] },
    ),
    to: withEnums(
      [
        people("public.place", "'calm'"),
        table("other", [column("place", "public.mood")]),
      ],
      mood("glad", "calm"),
      { schema: "public", name: "place", values: ["glad", "calm"] },
    ),
    changes: [
      "alter column",
      "alter enum",
      "alter column",
      "alter enum",
      "alter column",
      "alter column",
    ],
    data: rows,
  },
  {
    name: "a type goes with its last column",
    from: withEnums([people("public.mood", "'calm'")], mood("calm", "glad")),
    to: schema(
      table("people", [column("id", "integer!")], primaryKey("people_pkey")),
    ),
    changes: ["drop column", "drop enum"],
  },
];
