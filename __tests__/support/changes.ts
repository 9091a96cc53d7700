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
  ExclusionConstraint,
  ForeignKey,
  FunctionDefinition,
  Index,
  IndexKey,
  Table,
  Trigger,
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
  generated: fc.constant(undefined),
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
  generated: fc.constant(undefined),
  comment: optional(sqlText),
  renamedFrom: fc.constant(undefined),
  sequence: fc.constant(undefined),
});

const generatedColumn: fc.Arbitrary<Column> = fc
  .tuple(
    plainColumn,
    fc.record({ expression: sqlText, virtual: fc.boolean() }),
    fc.constantFrom("", ' COLLATE "C"', ' COLLATE "de ""x"""'),
  )
  .map(([plain, generated, collation]) => ({
    ...plain,
    type: `${plain.type}${collation}`,
    generated,
    default: undefined,
  }));

const column = fc.oneof(
  { weight: 4, arbitrary: plainColumn },
  { weight: 1, arbitrary: generatedColumn },
  { weight: 1, arbitrary: identityColumn },
);

const primaryKey = fc.record({ name, columns: names });
const unique = fc.record({
  name,
  columns: names,
  nullsNotDistinct: fc.boolean(),
  deferrable: fc.constantFrom("no" as const, "initially deferred" as const),
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
  concurrently: fc.constant(false),
});

const exclusion: fc.Arbitrary<ExclusionConstraint> = fc.record({
  name,
  method: fc.constantFrom("gist", "btree"),
  elements: fc.array(
    fc
      .tuple(indexKey, fc.constantFrom("=", "&&", "operator(app.~~)"))
      .map(([key, operator]) => ({ ...key, operator })),
    { minLength: 1, maxLength: 2 },
  ),
  where: optional(sqlText),
  deferrable: fc.constantFrom("no" as const, "initially immediate" as const),
});

const constraint: fc.Arbitrary<Constraint> = fc.oneof(
  primaryKey.map((key) => ({ kind: "primary key" as const, ...key })),
  unique.map((key) => ({ kind: "unique" as const, ...key })),
  foreignKey.map((key) => ({ kind: "foreign key" as const, ...key })),
  check.map((key) => ({ kind: "check" as const, ...key })),
  exclusion.map((key) => ({ kind: "exclusion" as const, ...key })),
);

const newTable: fc.Arbitrary<Table> = fc
  .record({
    table,
    comment: optional(sqlText),
    columns: fc.array(column, { maxLength: 4 }),
    primaryKey: optional(primaryKey),
    uniques: fc.array(unique, { maxLength: 2 }),
    checks: fc.array(check, { maxLength: 2 }),
    exclusions: fc.array(exclusion, { maxLength: 2 }),
  })
  .map(({ table: full, ...parts }) => ({ ...emptyTable(full), ...parts }));

const alteration = fc
  .record({ from: column, to: column, using: optional(sqlText) })
  .map(({ from, to, using }) => ({
    from,
    to: { ...to, name: from.name },
    using,
  }));

const enumType = fc
  .tuple(table, fc.uniqueArray(name, { minLength: 1, maxLength: 4 }))
  .map(([full, values]) => ({ schema: full.schema, name: full.name, values }));

/** One whose values are added only is not made anew, and then its columns do not stand in the file. */
const enumChange: fc.Arbitrary<Omit<ChangeOf<"alter enum">, "kind">> = fc
  .tuple(
    enumType,
    fc.uniqueArray(name, { minLength: 1, maxLength: 4 }),
    fc.boolean(),
    fc.array(
      fc.record({
        table,
        column: name,
        isArray: fc.boolean(),
        from: fc.constant("null"),
        to: optional(defaultText),
      }),
      { maxLength: 2 },
    ),
  )
  .map(([to, values, rebuild, columns]) => ({
    from: { ...to, values: rebuild ? values : to.values.slice(1) },
    to,
    rebuild,
    columns: rebuild ? columns : [],
  }));

const storedFunction: fc.Arbitrary<FunctionDefinition> = fc
  .tuple(
    table,
    fc.record({
      arguments: fc.constantFrom("", "a integer, b text"),
      returns: fc.constantFrom("trigger", "uuid"),
      language: fc.constantFrom("sql", "plpgsql"),
      volatility: fc.constantFrom(
        "volatile" as const,
        "stable" as const,
        "immutable" as const,
      ),
      body: sqlText,
      comment: optional(sqlText),
    }),
  )
  .map(([full, parts]) => ({ schema: full.schema, name: full.name, ...parts }));

const trigger: fc.Arbitrary<Trigger> = fc.record({
  name,
  timing: fc.constantFrom("before" as const, "after" as const),
  events: fc.subarray(
    ["insert" as const, "update" as const, "delete" as const],
    {
      minLength: 1,
    },
  ),
  functionSchema: fc.oneof(fc.constant("public"), name),
  function: name,
});

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
  "create extension": fc.record({ name }),
  "drop extension": fc.record({ name }),
  "create enum": fc.record({ enum: enumType }),
  "drop enum": fc.record({ enum: enumType }),
  "rename enum": fc.record({ enum: table, to: name }),
  "alter enum": enumChange,
  "create function": fc.record({ function: storedFunction }),
  "drop function": fc.record({ function: storedFunction }),
  "replace function": storedFunction.map((each) => ({ from: each, to: each })),
  "create trigger": fc.record({ table, trigger }),
  "drop trigger": fc.record({ table, trigger }),
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
