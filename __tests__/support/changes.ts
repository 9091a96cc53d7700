import fc from "fast-check";
import type {
  Change,
  ChangeKind,
  ChangeOf,
  Constraint,
  TableName,
} from "../../lib/schema/change";
import type {
  Column,
  ForeignKey,
  Index,
  IndexKey,
  Table,
} from "../../lib/schema/schema";
import { emptyTable } from "../../lib/schema/table";

/** Names from plain to hostile; the wide ones fill a line on their own. */
const name: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom("id", "area", "country_id", "published_at", "Order", "a b"),
  fc.stringMatching(/^[a-z][a-z_]{30,62}$/),
  fc.constantFrom("a.b", 'quo"te', "it's", "back\\slash", "`tick`", "${x}"),
);

const sqlText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    "now()",
    "price > (0)::numeric",
    "role = ANY (ARRAY['admin'::text, 'writer'::text])",
    `"order" = 'x'`,
    "lower(name)",
    "'\\\\x'::bytea",
  ),
  fc.stringMatching(/^[ -~]{1,90}$/),
);

const table: fc.Arbitrary<TableName> = fc.record({
  schema: fc.oneof(fc.constant("public"), name),
  name,
});

const names = fc.uniqueArray(name, { minLength: 1, maxLength: 3 });
const optional = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(value, { nil: undefined });

const type = fc.constantFrom(
  "bigint",
  "integer",
  "text",
  "boolean",
  "double precision",
  "timestamp with time zone",
  "timestamp(3) without time zone",
  "character varying",
  "character varying(200)",
  "character(2)",
  "numeric",
  "numeric(10,2)",
  "text[]",
  "jsonb",
  "geometry(Point,4326)",
);

const defaultText = fc.oneof(
  sqlText,
  fc.constantFrom(
    "0",
    "1.50",
    "12",
    "true",
    "'-50'::integer",
    "'writer'::text",
    "'it''s'::text",
    "E'a\\\\b'::text",
    "'{}'::text[]",
    "'de'::bpchar",
    "'x'::character varying",
  ),
);

const plainColumn: fc.Arbitrary<Column> = fc.record({
  name,
  type,
  nullable: fc.boolean(),
  default: optional(defaultText),
  identity: fc.constant(undefined),
  comment: optional(sqlText),
  renamedFrom: fc.constant(undefined),
  sequence: fc.constant(undefined),
});

const identityColumn: fc.Arbitrary<Column> = fc.record({
  name,
  type: fc.constantFrom("bigint", "integer", "smallint"),
  nullable: fc.constant(false),
  default: fc.constant(undefined),
  identity: fc.constantFrom("always" as const, "by default" as const),
  comment: optional(sqlText),
  renamedFrom: fc.constant(undefined),
  sequence: fc.constant(undefined),
});

const column = fc.oneof(
  { weight: 4, arbitrary: plainColumn },
  { weight: 1, arbitrary: identityColumn },
);

const primaryKey = fc.record({ name, columns: names });
const unique = fc.record({
  name,
  columns: names,
  nullsNotDistinct: fc.boolean(),
});
const check = fc.record({ name, expression: sqlText });
const action = fc.constantFrom(
  "no action" as const,
  "cascade" as const,
  "set null" as const,
);

const foreignKey: fc.Arbitrary<ForeignKey> = fc.record({
  name,
  columns: names,
  referencedSchema: fc.oneof(fc.constant("public"), name),
  referencedTable: name,
  referencedColumns: names,
  onDelete: action,
  onUpdate: action,
  deferrable: fc.constantFrom("no" as const, "initially deferred" as const),
});

const indexKey: fc.Arbitrary<IndexKey> = fc
  .tuple(
    fc.oneof(
      {
        weight: 3,
        arbitrary: fc.record({
          column: name,
          expression: fc.constant(undefined),
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          column: fc.constant(undefined),
          expression: sqlText,
        }),
      },
    ),
    optional(fc.constant("text_pattern_ops")),
    fc.constantFrom("asc" as const, "desc" as const),
    fc.constantFrom("first" as const, "last" as const),
  )
  .map(([key, operatorClass, direction, nulls]) => ({
    ...key,
    operatorClass,
    direction,
    nulls,
  }));

const index: fc.Arbitrary<Index> = fc.record({
  name,
  method: fc.constantFrom("btree", "gin"),
  unique: fc.boolean(),
  keys: fc.array(indexKey, { minLength: 1, maxLength: 3 }),
  include: fc.oneof(fc.constant([]), names),
  where: optional(sqlText),
  nullsNotDistinct: fc.boolean(),
  with: fc.constantFrom(
    {},
    { fillfactor: "70" },
    { "autosummarize.x": "on", m: "16" },
  ),
});

const constraint: fc.Arbitrary<Constraint> = fc.oneof(
  primaryKey.map((key) => ({ kind: "primary key" as const, ...key })),
  unique.map((key) => ({ kind: "unique" as const, ...key })),
  foreignKey.map((key) => ({ kind: "foreign key" as const, ...key })),
  check.map((key) => ({ kind: "check" as const, ...key })),
);

const newTable: fc.Arbitrary<Table> = fc
  .record({
    table,
    comment: optional(sqlText),
    columns: fc.array(column, { maxLength: 4 }),
    primaryKey: optional(primaryKey),
    uniques: fc.array(unique, { maxLength: 2 }),
    checks: fc.array(check, { maxLength: 2 }),
  })
  .map(({ table: full, ...parts }) => ({ ...emptyTable(full), ...parts }));

const alteration = fc
  .record({ from: column, to: column, using: optional(sqlText) })
  .map(({ from, to, using }) => ({
    from,
    to: { ...to, name: from.name },
    using,
  }));

const byKind: {
  readonly [K in ChangeKind]: fc.Arbitrary<Omit<ChangeOf<K>, "kind">>;
} = {
  "create schema": fc.record({ name }),
  "drop schema": fc.record({ name }),
  "create table": fc.record({ table: newTable }),
  "drop table": fc.record({ table: newTable }),
  "rename table": fc.record({ table, to: name }),
  "comment on table": fc.record({
    table,
    from: optional(sqlText),
    to: optional(sqlText),
  }),
  "add column": fc.record({ table, column }),
  "drop column": fc.record({ table, column }),
  "rename column": fc.record({ table, column: name, to: name }),
  "alter column": fc.record({ table, alteration }),
  "add constraint": fc.record({ table, constraint }),
  "drop constraint": fc.record({ table, constraint }),
  "rename constraint": fc.record({ table, constraint: name, to: name }),
  "create index": fc.record({ table, index, concurrently: fc.boolean() }),
  "drop index": fc.record({ table, index, concurrently: fc.boolean() }),
  "rename index": fc.record({ table, index: name, to: name }),
  "rename sequence": fc.record({ sequence: table, to: name }),
  sql: fc.record({
    text: sqlText.map((text) => text.replaceAll("$", "")),
    parameters: fc.constant([]),
  }),
};

/** Any change of any kind. */
export const anyChange: fc.Arbitrary<Change> = fc.oneof(
  ...Object.entries(byKind).map(([kind, parts]) =>
    (parts as fc.Arbitrary<object>).map(
      (part) => ({ kind, ...part }) as unknown as Change,
    ),
  ),
);
