import type { Index } from "../../../lib/schema/schema";
import {
  column,
  index,
  primaryKey,
  schema,
  table,
  unique,
} from "../../support/schemas";
import type { SchemaCase } from "./schema-case";

const things = (...indexes: Index[]) =>
  schema(
    table(
      "things",
      [
        column("id", "integer!"),
        column("a", "text"),
        column("b", "integer"),
        column("doc", "jsonb"),
        column("at", "timestamptz"),
        column("address", "inet"),
        column("words", "tsvector"),
      ],
      { ...primaryKey("things_pkey"), indexes },
    ),
  );

const every = [
  index("i_plain", ["a"]),
  index("i_two", ["b", "a"]),
  index("i_unique", ["a", "b"], { unique: true }),
  index("i_desc", [
    { column: "at", direction: "desc", nulls: "last" },
    { column: "b", nulls: "first" },
  ]),
  index("i_desc_first", [{ column: "at", direction: "desc" }]),
  index("i_where", ["b"], { where: "b > 0 and a is not null" }),
  index("i_expression", ["(lower(a))", "b"]),
  index("i_operator", ["(a || 'x')"]),
  index("i_include", ["b"], { include: ["a", "at"] }),
  index("i_class", [{ column: "a", operatorClass: "text_pattern_ops" }]),
  index("i_gin", ["doc"], { method: "gin" }),
  index("i_gin_path", [{ column: "doc", operatorClass: "jsonb_path_ops" }], {
    method: "gin",
    with: { fastupdate: "off" },
  }),
  index("i_gist", [{ column: "address", operatorClass: "inet_ops" }], {
    method: "gist",
  }),
  index(
    "i_gist_sized",
    [{ column: "words", operatorClass: "tsvector_ops(siglen = '100')" }],
    { method: "gist" },
  ),
  index("i_brin", ["at"], { method: "brin", with: { pages_per_range: "32" } }),
  index("i_hash", ["a"], { method: "hash" }),
  index("i_nulls", ["b"], {
    unique: true,
    nullsNotDistinct: true,
    with: { fillfactor: "70" },
  }),
  index("i_collated", ['(a collate "C")', '(lower(a) collate "C")']),
  index("i_case", ["(case when b > 0 then a else '' end)"], {
    where: "a in ('x', 'y')",
  }),
  index("i_json", ["((doc ->> 'name'))"]),
];

const replaced: Record<string, [from: Index, to: Index]> = {
  "columns in another order": [index("i", ["a", "b"]), index("i", ["b", "a"])],
  "another direction": [
    index("i", ["a"]),
    index("i", [{ column: "a", direction: "desc" }]),
  ],
  "a condition": [index("i", ["a"]), index("i", ["a"], { where: "b > 0" })],
  "another expression": [
    index("i", ["(lower(a))"]),
    index("i", ["(upper(a))"]),
  ],
  uniqueness: [index("i", ["a"]), index("i", ["a"], { unique: true })],
  "another method": [index("i", ["a"]), index("i", ["a"], { method: "hash" })],
  "another operator class": [
    index("i", ["a"]),
    index("i", [{ column: "a", operatorClass: "text_pattern_ops" }]),
  ],
  "an included column": [
    index("i", ["a"]),
    index("i", ["a"], { include: ["b"] }),
  ],
  "another parameter": [
    index("i", ["a"]),
    index("i", ["a"], { with: { fillfactor: "50" } }),
  ],
  "NULL as a value": [
    index("i", ["a"], { unique: true }),
    index("i", ["a"], { unique: true, nullsNotDistinct: true }),
  ],
};

export const indexCases: SchemaCase[] = [
  {
    name: "nothing changes, whatever the index",
    from: things(...every),
    to: things(...every),
    changes: [],
  },
  {
    name: "every index comes",
    from: things(),
    to: things(...every),
    changes: every.map(() => "create index" as const),
  },
  {
    name: "every index goes",
    from: things(...every),
    to: things(),
    changes: every.map(() => "drop index" as const),
  },
  {
    name: "an index has another name",
    from: things(index("i", ["a", "(lower(a))"])),
    to: things(index("idx_things_a", ["a", "(lower(a))"])),
    changes: ["rename index"],
  },
  {
    name: "two indexes swap their names",
    from: things(index("i", ["a"]), index("j", ["b"])),
    to: things(index("j", ["a"]), index("i", ["b"])),
    changes: ["rename index", "rename index", "rename index"],
  },
  {
    name: "names move on by one",
    from: things(index("i", ["a"]), index("j", ["b"]), index("k", ["at"])),
    to: things(index("j", ["a"]), index("k", ["b"])),
    changes: ["drop index", "rename index", "rename index"],
  },
  ...Object.entries(replaced).map(([name, [from, to]]): SchemaCase => ({
    name: `an index gets ${name}`,
    from: things(from),
    to: things(to),
    changes: ["drop index", "create index"],
  })),
  {
    name: "an index loses a column that goes",
    from: things(index("i", ["a", "b"])),
    to: schema(
      table(
        "things",
        [
          column("id", "integer!"),
          column("a", "text"),
          column("doc", "jsonb"),
          column("at", "timestamptz"),
          column("address", "inet"),
          column("words", "tsvector"),
        ],
        { ...primaryKey("things_pkey"), indexes: [index("i", ["a"])] },
      ),
    ),
    changes: ["drop index", "drop column", "create index"],
  },
  {
    name: "a unique constraint takes the place of a unique index of the same name",
    from: things(index("u", ["a"], { unique: true })),
    to: schema(
      table(
        "things",
        [
          column("id", "integer!"),
          column("a", "text"),
          column("b", "integer"),
          column("doc", "jsonb"),
          column("at", "timestamptz"),
          column("address", "inet"),
          column("words", "tsvector"),
        ],
        {
          ...primaryKey("things_pkey"),
          uniques: [unique("u", ["a"])],
        },
      ),
    ),
    changes: ["drop index", "add constraint"],
  },
  {
    name: "an index moves to another table and keeps its name",
    from: schema(
      table("a", [column("x")], { indexes: [index("i", ["x"])] }),
      table("b", [column("x")]),
    ),
    to: schema(
      table("a", [column("x")]),
      table("b", [column("x")], { indexes: [index("i", ["x"])] }),
    ),
    changes: ["drop index", "create index"],
  },
];
