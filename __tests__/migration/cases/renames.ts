import type { Column, Table } from "../../../lib/schema/schema";
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

const cells = (...columns: Column[]) =>
  schema(
    table("t", [column("id", "integer!"), ...columns], primaryKey("t_pkey")),
  );
const renamed = (name: string, renamedFrom: string, type = "text") =>
  column(name, type, { renamedFrom });
const tableFrom = (
  name: string,
  renamedFrom: string | undefined,
  columns: Column[],
  options: Partial<Table> = {},
) => table(name, columns, { renamedFrom, ...options });

const posts = table(
  "posts",
  [identity(), column("headline", "text!"), column("author_id", "bigint")],
  {
    ...primaryKey("posts_pkey"),
    uniques: [unique("posts_headline_key", ["headline"])],
    checks: [
      check(
        "posts_headline_check",
        "headline <> 'headline' and length(headline) > 0",
      ),
    ],
    indexes: [
      index("idx_posts_headline", ["(lower(headline))"], {
        where: "headline <> ''",
        include: ["headline"],
      }),
      index("kept", ["author_id"]),
    ],
    foreignKeys: [
      foreignKey("posts_author_id_fkey", ["author_id"], "posts(id)"),
    ],
  },
);
const articles = table(
  "articles",
  [
    identity(),
    renamed("title", "headline", "text!"),
    column("author_id", "bigint"),
  ],
  {
    ...primaryKey("articles_pkey"),
    renamedFrom: "posts",
    uniques: [unique("articles_title_key", ["title"])],
    checks: [
      check(
        "articles_title_check",
        "title <> 'headline' and length(title) > 0",
      ),
    ],
    indexes: [
      index("idx_articles_title", ["(lower(title))"], {
        where: "title <> ''",
        include: ["title"],
      }),
      index("kept", ["author_id"]),
    ],
    foreignKeys: [
      foreignKey("articles_author_id_fkey", ["author_id"], "articles(id)"),
    ],
  },
);
const remarks = (target: string, name: string) =>
  table("remarks", [identity(), column("post_id", "bigint")], {
    ...primaryKey("remarks_pkey"),
    foreignKeys: [foreignKey(name, ["post_id"], target)],
  });

export const renameCases: SchemaCase[] = [
  {
    name: "nothing changes when the rename was done",
    from: cells(column("b")),
    to: cells(renamed("b", "a")),
    changes: [],
  },
  {
    name: "nothing changes when the table was renamed",
    from: schema(tableFrom("b", undefined, [column("x")])),
    to: schema(tableFrom("b", "a", [column("x")])),
    changes: [],
  },
  {
    name: "a column has another name",
    from: cells(column("a")),
    to: cells(renamed("b", "a")),
    changes: ["rename column"],
    data: {
      insert: "insert into t values (1, 'x')",
      before: "select a from t",
      after: "select b from t",
      values: [["x"]],
    },
  },
  {
    name: "a column has another name and another type",
    from: cells(column("a")),
    to: cells(renamed("b", "a", "integer!")),
    changes: ["rename column", "alter column"],
    data: {
      insert: "insert into t values (1, '7')",
      before: "select a from t",
      after: "select b from t",
      values: [["7"]],
    },
  },
  {
    name: "without a word, another name is another column",
    from: cells(column("a")),
    to: cells(column("b")),
    changes: ["drop column", "add column"],
  },
  {
    name: "the old name is given to a new column",
    from: cells(column("a")),
    to: cells(renamed("b", "a"), column("a", "integer")),
    changes: ["rename column", "add column"],
    data: {
      insert: "insert into t values (1, 'x')",
      before: "select a from t",
      after: "select b from t",
      values: [["x"]],
    },
  },
  {
    name: "the new name is there already, so the rename was done and the old column is another",
    from: cells(column("a"), column("b")),
    to: cells(renamed("b", "a")),
    changes: ["drop column"],
  },
  {
    name: "names move on in a chain",
    from: cells(column("a"), column("b")),
    to: cells(renamed("b", "a"), renamed("c", "b")),
    changes: ["rename column", "rename column"],
    data: {
      insert: "insert into t values (1, 'x', 'y')",
      before: "select a, b from t",
      after: "select b, c from t",
      values: [["x", "y"]],
    },
  },
  {
    name: "a chain that was done",
    from: cells(column("b"), column("c")),
    to: cells(renamed("b", "a"), renamed("c", "b")),
    changes: [],
  },
  {
    name: "two columns swap their names",
    from: cells(column("a", "text"), column("b", "integer")),
    to: cells(renamed("a", "b", "integer"), renamed("b", "a", "text")),
    changes: ["rename column", "rename column", "rename column"],
    data: {
      insert: "insert into t values (1, 'x', 2)",
      before: "select a, b from t",
      after: "select b, a from t",
      values: [["x", "2"]],
    },
  },
  {
    name: "a swap that was done",
    from: cells(column("a", "integer"), column("b", "text")),
    to: cells(renamed("a", "b", "integer"), renamed("b", "a", "text")),
    changes: [],
  },
  {
    name: "a swap that was done is not done again when a column changes later",
    from: cells(column("a", "integer"), column("b", "text")),
    to: cells(renamed("a", "b", "bigint"), renamed("b", "a", "text")),
    changes: ["alter column"],
  },
  {
    name: "three columns take each other's names",
    from: cells(
      column("a", "text"),
      column("b", "integer"),
      column("c", "date"),
    ),
    to: cells(
      renamed("b", "a", "text"),
      renamed("c", "b", "integer"),
      renamed("a", "c", "date"),
    ),
    changes: Array(4).fill("rename column") as "rename column"[],
    data: {
      insert: "insert into t values (1, 'x', 2, '2020-01-01')",
      before: "select a, b, c::text from t",
      after: "select b, c, a::text from t",
      values: [["x", "2", "2020-01-01"]],
    },
  },
  {
    name: "a table and a column have other names, and everything that was named after them follows",
    from: schema(posts, remarks("posts(id)", "remarks_post_id_fkey")),
    to: schema(articles, remarks("articles(id)", "remarks_post_id_fkey")),
    changes: [
      "rename table",
      "rename column",
      "rename sequence",
      "rename constraint",
      "rename constraint",
      "rename constraint",
      "rename constraint",
      "rename index",
    ],
    data: {
      insert:
        "with p as (insert into posts (headline) values ('One') returning id) insert into remarks (post_id) select id from p",
      before:
        "select p.headline from posts p join remarks r on r.post_id = p.id",
      after:
        "select p.title from articles p join remarks r on r.post_id = p.id",
      values: [["One"]],
    },
  },
  {
    name: "a key follows the name of the column it refers to",
    from: schema(
      table("a", [column("x", "integer!")], primaryKey("a_pkey", "x")),
      table("b", [column("a_x", "integer")], {
        foreignKeys: [foreignKey("b_a_x_fkey", ["a_x"], "a(x)")],
      }),
    ),
    to: schema(
      table("a", [renamed("y", "x", "integer!")], primaryKey("a_pkey", "y")),
      table("b", [renamed("a_y", "a_x", "integer")], {
        foreignKeys: [foreignKey("b_a_y_fkey", ["a_y"], "a(y)")],
      }),
    ),
    changes: ["rename column", "rename column", "rename constraint"],
  },
  {
    name: "two tables swap their names, with their keys",
    from: schema(
      tableFrom(
        "a",
        undefined,
        [identity(), column("x")],
        primaryKey("a_pkey"),
      ),
      tableFrom(
        "b",
        undefined,
        [identity(), column("y", "integer")],
        primaryKey("b_pkey"),
      ),
    ),
    to: schema(
      tableFrom("b", "a", [identity(), column("x")], primaryKey("b_pkey")),
      tableFrom(
        "a",
        "b",
        [identity(), column("y", "integer")],
        primaryKey("a_pkey"),
      ),
    ),
    changes: [
      ...(Array(3).fill("rename table") as "rename table"[]),
      ...(Array(3).fill("rename sequence") as "rename sequence"[]),
      ...(Array(3).fill("rename constraint") as "rename constraint"[]),
    ],
    data: {
      insert:
        "with i as (insert into a (x) values ('one')) insert into b (y) values (2)",
      before: "select x, y from a, b",
      after: "select x, y from b, a",
      values: [["one", "2"]],
    },
  },
  {
    name: "a table has another name and loses a column that an index used",
    from: schema(
      table("old", [column("a"), column("b")], {
        indexes: [index("idx_old_a_b", ["a", "b"])],
      }),
    ),
    to: schema(
      tableFrom("new", "old", [column("a")], {
        indexes: [index("idx_new_a", ["a"])],
      }),
    ),
    changes: ["rename table", "drop index", "drop column", "create index"],
  },
  {
    name: "a column in a check of a word of SQL has another name",
    from: schema(
      table("t", [column("order", "text")], {
        checks: [check("c", `"order" <> ''`)],
      }),
    ),
    to: schema(
      table("t", [renamed("rank", "order")], {
        checks: [check("c", "rank <> ''")],
      }),
    ),
    changes: ["rename column"],
  },
  {
    name: "a column in a check takes a word of SQL as its name",
    from: schema(
      table("t", [column("rank", "text")], {
        checks: [check("c", "rank <> 'rank'")],
      }),
    ),
    to: schema(
      table("t", [renamed("order", "rank")], {
        checks: [check("c", `"order" <> 'rank'`)],
      }),
    ),
    changes: ["rename column"],
  },
];
