import type { CheckConstraint } from "../../../lib/schema/schema";
import {
  check,
  column,
  primaryKey,
  schema,
  table,
} from "../../support/schemas";
import type { SchemaCase } from "./schema-case";

const things = (...checks: CheckConstraint[]) =>
  schema(
    table(
      "things",
      [
        column("id", "integer!"),
        column("role", "text!"),
        column("kind", "varchar(10)"),
        column("price", "numeric"),
        column("at", "timestamptz"),
        column("user", "text"),
      ],
      { ...primaryKey("things_pkey"), checks },
    ),
  );

const expressions = [
  "role in ('admin', 'writer')",
  "kind in ('a', 'b')",
  "kind not in ('a', 'b')",
  "price >= 0",
  "price != -50",
  "price between 0 and 10",
  "role like 'a%' or role ilike '%b'",
  "role ~ '^[a-z]+$'",
  "(price > 0) and (role <> '' or kind is not null)",
  "case when role = 'a' then price > 0 else price is null end",
  "length(role) <= 10",
  "role = any (array['a', 'b'])",
  "at > now() - interval '1 day'",
  `"user" <> ''`,
  "coalesce(price, 0)::integer > 0",
  "not (price > 5)",
  "role = 'it''s (\"a\")'",
  "(price, id) > (1, 2)",
  "role is distinct from kind",
];

export const checkCases: SchemaCase[] = [
  {
    name: "nothing changes, however it was typed",
    from: things(
      ...expressions.map((expression, n) => check(`c${String(n)}`, expression)),
    ),
    to: things(
      ...expressions.map((expression, n) => check(`c${String(n)}`, expression)),
    ),
    changes: [],
  },
  {
    name: "the same typed in another way",
    from: things(check("c", "role in ('a', 'b')")),
    to: things(check("c", "((role = any(array['a','b'])))")),
    changes: [],
  },
  {
    name: "a check comes",
    from: things(),
    to: things(check("things_price_check", "price >= 0")),
    changes: ["add constraint"],
  },
  {
    name: "a check goes",
    from: things(check("things_price_check", "price >= 0")),
    to: things(),
    changes: ["drop constraint"],
  },
  {
    name: "a check is another",
    from: things(check("c", "price >= 0")),
    to: things(check("c", "price > 0")),
    changes: ["drop constraint", "add constraint"],
  },
  {
    name: "a check has another name",
    from: things(check("c", "price >= 0")),
    to: things(check("things_price_check", "price >= 0")),
    changes: ["rename constraint"],
  },
  {
    name: "an enum has one more value",
    from: things(check("things_role_check", "role in ('admin', 'writer')")),
    to: things(
      check("things_role_check", "role in ('admin', 'writer', 'reader')"),
    ),
    changes: ["drop constraint", "add constraint"],
  },
  {
    name: "every expression comes",
    from: things(),
    to: things(
      ...expressions.map((expression, n) => check(`c${String(n)}`, expression)),
    ),
    changes: expressions.map(() => "add constraint" as const),
  },
];
