import type { ForeignKey } from "../../../lib/schema/schema";
import {
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

const users = table(
  "users",
  [identity(), column("tenant", "integer!"), column("no", "integer!")],
  {
    ...primaryKey("users_pkey"),
    uniques: [unique("users_tenant_no_key", ["tenant", "no"])],
  },
);
const posts = (...foreignKeys: ForeignKey[]) =>
  table(
    "posts",
    [
      identity(),
      column("author_id", "bigint"),
      column("tenant", "integer", { default: "1" }),
      column("no", "integer"),
    ],
    { ...primaryKey("posts_pkey"), foreignKeys },
  );
const key = (options: Partial<ForeignKey> = {}) =>
  foreignKey("posts_author_id_fkey", ["author_id"], "users(id)", options);

const actions = ["restrict", "cascade", "set null", "set default"] as const;

export const foreignKeyCases: SchemaCase[] = [
  {
    name: "nothing changes, whatever the rules",
    from: schema(
      users,
      posts(
        key({
          onDelete: "cascade",
          onUpdate: "restrict",
          deferrable: "initially deferred",
        }),
      ),
    ),
    to: schema(
      users,
      posts(
        key({
          onDelete: "cascade",
          onUpdate: "restrict",
          deferrable: "initially deferred",
        }),
      ),
    ),
    changes: [],
  },
  {
    name: "a key comes",
    from: schema(users, posts()),
    to: schema(users, posts(key())),
    changes: ["add constraint"],
  },
  {
    name: "a key goes",
    from: schema(users, posts(key())),
    to: schema(users, posts()),
    changes: ["drop constraint"],
  },
  ...actions.map((action): SchemaCase => ({
    name: `the rule becomes ${action}`,
    from: schema(users, posts(key())),
    to: schema(users, posts(key({ onDelete: action, onUpdate: action }))),
    changes: ["drop constraint", "add constraint"],
  })),
  {
    name: "a key waits until the end of the transaction",
    from: schema(users, posts(key())),
    to: schema(users, posts(key({ deferrable: "initially deferred" }))),
    changes: ["drop constraint", "add constraint"],
  },
  {
    name: "a key can be told to wait",
    from: schema(users, posts(key())),
    to: schema(users, posts(key({ deferrable: "initially immediate" }))),
    changes: ["drop constraint", "add constraint"],
  },
  {
    name: "a key has another name",
    from: schema(users, posts(key())),
    to: schema(users, posts({ ...key(), name: "posts_author_fkey" })),
    changes: ["rename constraint"],
  },
  {
    name: "a key of two columns in another order comes",
    from: schema(users, posts()),
    to: schema(
      users,
      posts(
        foreignKey(
          "posts_no_tenant_fkey",
          ["no", "tenant"],
          "users(no, tenant)",
        ),
      ),
    ),
    changes: ["add constraint"],
  },
  {
    name: "a key comes with its column and its index, to a table that comes",
    from: schema(table("posts", [identity()], primaryKey("posts_pkey"))),
    to: schema(
      users,
      table("posts", [identity(), column("author_id", "bigint")], {
        ...primaryKey("posts_pkey"),
        foreignKeys: [key()],
        indexes: [index("idx_posts_author_id", ["author_id"])],
      }),
    ),
    changes: ["create table", "add column", "create index", "add constraint"],
  },
  {
    name: "a key goes with its column and the table it refers to",
    from: schema(
      users,
      table("posts", [identity(), column("author_id", "bigint")], {
        ...primaryKey("posts_pkey"),
        foreignKeys: [key()],
        indexes: [index("idx_posts_author_id", ["author_id"])],
      }),
    ),
    to: schema(table("posts", [identity()], primaryKey("posts_pkey"))),
    changes: ["drop constraint", "drop index", "drop table", "drop column"],
  },
  {
    name: "a key refers to columns that only a unique index covers",
    from: schema(
      table("users", [column("code", "text")]),
      table("posts", [column("code", "text")]),
    ),
    to: schema(
      table("users", [column("code", "text")], {
        indexes: [index("users_code", ["code"], { unique: true })],
      }),
      table("posts", [column("code", "text")], {
        foreignKeys: [foreignKey("posts_code_fkey", ["code"], "users(code)")],
      }),
    ),
    changes: ["create index", "add constraint"],
  },
  {
    name: "a key comes between two tables that are there, both ways",
    from: schema(
      table("a", [identity(), column("b_id", "bigint")], primaryKey("a_pkey")),
      table("b", [identity(), column("a_id", "bigint")], primaryKey("b_pkey")),
    ),
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
    changes: ["add constraint", "add constraint"],
  },
];
