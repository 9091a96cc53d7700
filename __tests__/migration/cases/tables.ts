import {
  check,
  column,
  foreignKey,
  identity,
  index,
  primaryKey,
  schema,
  table,
  unique,
} from "../../support/schemas";
import type { SchemaCase } from "./schema-case";

const cities = table(
  "cities",
  [identity(), column("name", "text!")],
  primaryKey("cities_pkey"),
);
const countries = table(
  "countries",
  [identity(), column("code", "char(2)!")],
  primaryKey("countries_pkey"),
);

export const tableCases: SchemaCase[] = [
  {
    name: "nothing changes",
    from: schema(cities),
    to: schema(cities),
    changes: [],
  },
  {
    name: "the first table",
    from: schema(),
    to: schema(cities),
    changes: ["create table"],
  },
  {
    name: "a table goes",
    from: schema(cities, countries),
    to: schema(countries),
    changes: ["drop table"],
  },
  {
    name: "one table takes the place of another",
    from: schema(cities),
    to: schema(countries),
    changes: ["drop table", "create table"],
  },
  {
    name: "a table with everything a table can have",
    from: schema(countries),
    to: schema(
      countries,
      table(
        "articles",
        [
          identity(),
          column("slug", "varchar(80)!", { comment: "In the address." }),
          column("country_id", "bigint"),
          column("meta", "jsonb!", { default: "'{}'" }),
        ],
        {
          ...primaryKey("articles_pkey"),
          comment: "What people read; it's long.",
          uniques: [unique("articles_slug_key", ["slug"])],
          checks: [check("articles_slug_check", "slug <> ''")],
          foreignKeys: [
            foreignKey(
              "articles_country_id_fkey",
              ["country_id"],
              "countries(id)",
              { onDelete: "set null" },
            ),
          ],
          indexes: [index("idx_articles_country_id", ["country_id"])],
        },
      ),
    ),
    changes: ["create table", "create index", "add constraint"],
  },
  {
    name: "two tables that refer to each other come",
    from: schema(),
    to: schema(
      table("a", [identity(), column("b_id", "bigint")], {
        ...primaryKey("a_pkey"),
        foreignKeys: [foreignKey("a_b_id_fkey", ["b_id"], "b(id)")],
      }),
      table("b", [identity(), column("a_id", "bigint")], {
        ...primaryKey("b_pkey"),
        foreignKeys: [foreignKey("b_a_id_fkey", ["a_id"], "a(id)")],
      }),
    ),
    changes: [
      "create table",
      "create table",
      "add constraint",
      "add constraint",
    ],
  },
  {
    name: "a chain of four tables goes, whatever its names",
    from: schema(
      table("d", [identity()], primaryKey("d_pkey")),
      table("c", [identity(), column("d_id", "bigint")], {
        ...primaryKey("c_pkey"),
        foreignKeys: [foreignKey("c_d_id_fkey", ["d_id"], "d(id)")],
      }),
      table("a", [identity(), column("c_id", "bigint")], {
        ...primaryKey("a_pkey"),
        foreignKeys: [foreignKey("a_c_id_fkey", ["c_id"], "c(id)")],
      }),
      table("b", [identity(), column("a_id", "bigint")], {
        ...primaryKey("b_pkey"),
        foreignKeys: [foreignKey("b_a_id_fkey", ["a_id"], "a(id)")],
      }),
    ),
    to: schema(),
    changes: [
      ...Array<"drop constraint">(3).fill("drop constraint"),
      ...Array<"drop table">(4).fill("drop table"),
    ],
  },
  {
    name: "a table that refers to itself, with its indexes, goes",
    from: schema(
      table("nodes", [identity(), column("parent_id", "bigint")], {
        ...primaryKey("nodes_pkey"),
        foreignKeys: [
          foreignKey("nodes_parent_id_fkey", ["parent_id"], "nodes(id)", {
            onDelete: "cascade",
          }),
        ],
        indexes: [index("idx_nodes_parent_id", ["parent_id"])],
      }),
    ),
    to: schema(),
    changes: ["drop constraint", "drop index", "drop table"],
  },
  {
    name: "the key of a table has two columns",
    from: schema(),
    to: schema(
      table(
        "pairs",
        [column("a", "integer!"), column("b", "integer!")],
        primaryKey("pairs_pkey", "b", "a"),
      ),
    ),
    changes: ["create table"],
  },
  {
    name: "a table in a schema of its own comes",
    from: schema(cities),
    to: schema(
      cities,
      table("app.cities", [identity()], {
        ...primaryKey("cities_pkey"),
        foreignKeys: [foreignKey("cities_id_fkey", ["id"], "cities(id)")],
      }),
    ),
    changes: ["create schema", "create table", "add constraint"],
  },
  {
    name: "names that are words of SQL, or hold quotes, capitals and spaces",
    from: schema(),
    to: schema(
      table(
        "user",
        [
          identity("order"),
          column("Group", "text!"),
          column('say "hi"', "text", { default: "'it''s'" }),
          column("select", "text", { comment: "a\\b" }),
        ],
        {
          ...primaryKey("user_pkey", "order"),
          uniques: [unique("user_Group_key", ["Group"])],
          checks: [
            check("user_select_check", `"select" <> '' and "Group" <> ''`),
          ],
          indexes: [index("idx user", ['say "hi"', "select"])],
        },
      ),
    ),
    changes: ["create table", "create index"],
  },
];
