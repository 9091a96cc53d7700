import type { UniqueConstraint } from "../../../lib/schema/schema";
import {
  column,
  foreignKey,
  primaryKey,
  schema,
  table,
  unique,
} from "../../support/schemas";
import type { SchemaCase } from "./schema-case";

const things = (...uniques: UniqueConstraint[]) =>
  table(
    "things",
    [column("id", "integer!"), column("a", "integer!"), column("b", "text")],
    { ...primaryKey("things_pkey"), uniques },
  );
const referring = table("parts", [column("a", "integer")], {
  foreignKeys: [foreignKey("parts_a_fkey", ["a"], "things(a)")],
});

export const uniqueCases: SchemaCase[] = [
  {
    name: "nothing changes",
    from: schema(things(unique("u", ["a", "b"], true))),
    to: schema(things(unique("u", ["a", "b"], true))),
    changes: [],
  },
  {
    name: "a unique comes",
    from: schema(things()),
    to: schema(things(unique("things_a_key", ["a"]))),
    changes: ["add constraint"],
  },
  {
    name: "a unique goes",
    from: schema(things(unique("things_a_key", ["a"]))),
    to: schema(things()),
    changes: ["drop constraint"],
  },
  {
    name: "a unique has another name",
    from: schema(things(unique("u", ["a"]))),
    to: schema(things(unique("things_a_key", ["a"]))),
    changes: ["rename constraint"],
  },
  {
    name: "a unique has other columns",
    from: schema(things(unique("u", ["a"]))),
    to: schema(things(unique("u", ["b", "a"]))),
    changes: ["drop constraint", "add constraint"],
  },
  {
    name: "NULL becomes a value like others",
    from: schema(things(unique("u", ["b"]))),
    to: schema(things(unique("u", ["b"], true))),
    changes: ["drop constraint", "add constraint"],
  },
  {
    name: "a unique waits for the end of the transaction",
    from: schema(things(unique("u", ["a"]))),
    to: schema(things(unique("u", ["a"], false, "initially deferred"))),
    changes: ["drop constraint", "add constraint"],
  },
  {
    name: "two uniques swap their names",
    from: schema(things(unique("u", ["a"]), unique("v", ["b"]))),
    to: schema(things(unique("v", ["a"]), unique("u", ["b"]))),
    changes: ["rename constraint", "rename constraint", "rename constraint"],
  },
  {
    name: "one unique goes and another takes its name",
    from: schema(things(unique("u", ["a"]), unique("v", ["b"]))),
    to: schema(things(unique("u", ["b"]))),
    changes: ["drop constraint", "rename constraint"],
  },
  {
    name: "a unique that a foreign key relies on becomes wider",
    from: schema(things(unique("u", ["a"])), referring),
    to: schema(things(unique("u", ["a", "b"]), unique("w", ["a"])), referring),
    changes: ["rename constraint", "add constraint"],
  },
  {
    name: "a unique that a foreign key relies on is made anew",
    from: schema(things(unique("u", ["a"])), referring),
    to: schema(things(unique("u", ["a"], true)), referring),
    changes: [
      "drop constraint",
      "drop constraint",
      "add constraint",
      "add constraint",
    ],
  },
];
