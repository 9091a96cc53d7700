import fc from "fast-check";
import { applyRenames } from "../../lib/schema/apply-renames";
import type { NameMap } from "../../lib/schema/find-renames";
import { normalizeSchema } from "../../lib/schema/normalize";
import { tableKey } from "../../lib/schema/table";
import type {
  Column,
  ForeignKey,
  Schema,
  Table,
} from "../../lib/schema/schema";
import {
  check,
  column,
  exclusion,
  foreignKey,
  generated,
  index,
  schema,
  table,
  unique,
} from "./schemas";

/**
 * What may become a column. Types of one family can be turned into each other,
 * so that a column of the same name in another schema is a change PostgreSQL has.
 */
interface Family {
  readonly names: readonly string[];
  readonly types: readonly string[];
  readonly defaults: readonly string[];
  /** Whether its columns can be keys. */
  readonly isComparable: boolean;
}

const families: readonly Family[] = [
  {
    names: ["id", "a", "b", "Order"],
    types: [
      "integer",
      "bigint",
      "text",
      'text COLLATE "C"',
      "varchar(20)",
      "numeric(10,2)",
    ],
    defaults: ["'1'", "'-2'"],
    isComparable: true,
  },
  {
    names: ["at", "until"],
    types: ["timestamptz", "timestamp", "date", "text"],
    defaults: ["now()", "'2020-01-01'"],
    isComparable: true,
  },
  {
    names: ["doc"],
    types: ["jsonb", "json", "text"],
    defaults: ["'{}'", "'[1]'"],
    isComparable: false,
  },
  {
    names: ["mood", "temper"],
    types: ["public.mood", "public.mood", 'app."Temper"', "text"],
    defaults: ["'calm'"],
    isComparable: true,
  },
  {
    names: ["moods"],
    types: ["public.mood[]", 'app."Temper"[]', "text[]"],
    defaults: ["'{calm}'"],
    isComparable: true,
  },
  {
    names: ["list"],
    types: ["text[]", "integer[]", "bigint[]", "text"],
    defaults: ["'{}'", "'{1,2}'"],
    isComparable: true,
  },
];

const tableNames = ["t", "u", "Group", "app.t", "app.v"];

const anyName = fc.constantFrom("n1", "n2", "n3", "n4", "n5", "n6", 'say "n"');
const mayBe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(value, { nil: undefined, freq: 2 });
const comment = mayBe(fc.constantFrom("it's", "a\\b"));

const columnsOf = (family: Family): fc.Arbitrary<Column[]> =>
  fc.uniqueArray(
    fc
      .record({
        name: fc.constantFrom(...family.names),
        type: fc.constantFrom(...family.types),
        nullable: fc.boolean(),
        default: mayBe(fc.constantFrom(...family.defaults)),
        identity: mayBe(
          fc.constantFrom("always" as const, "by default" as const),
        ),
        comment,
        renamedFrom: mayBe(fc.constantFrom(...family.names)),
      })
      .map(({ name, type, ...options }) =>
        column(
          name,
          type,
          options.identity === undefined ||
            !["integer", "bigint"].includes(type)
            ? { ...options, identity: undefined }
            : { ...options, nullable: false, default: undefined },
        ),
      ),
    { selector: ({ name }) => name, maxLength: family.names.length },
  );

/** Parts of a table that name columns by number, to be taken modulo the columns there are. */
const parts = fc.record({
  primaryKey: mayBe(
    fc.record({
      name: anyName,
      columns: fc.array(fc.nat(9), { minLength: 1, maxLength: 2 }),
    }),
  ),
  uniques: fc.array(
    fc.record({
      name: anyName,
      columns: fc.array(fc.nat(9), { minLength: 1, maxLength: 2 }),
      nullsNotDistinct: fc.boolean(),
    }),
    { maxLength: 2 },
  ),
  checks: fc.array(
    fc.record({ name: anyName, column: fc.nat(9), form: fc.nat(3) }),
    { maxLength: 2 },
  ),
  indexes: fc.array(
    fc.record({
      name: anyName,
      columns: fc.array(fc.nat(9), { minLength: 1, maxLength: 2 }),
      unique: fc.boolean(),
      direction: fc.constantFrom("asc" as const, "desc" as const),
      form: fc.nat(2),
    }),
    { maxLength: 2 },
  ),
  generated: mayBe(
    fc.record({
      column: fc.nat(9),
      form: fc.nat(2),
      virtual: fc.boolean(),
      nullable: fc.boolean(),
      indexed: fc.boolean(),
    }),
  ),
  exclusions: fc.array(
    fc.record({
      name: anyName,
      column: fc.nat(9),
      hasWhere: fc.boolean(),
      deferrable: fc.constantFrom("no" as const, "initially deferred" as const),
    }),
    { maxLength: 1 },
  ),
  foreignKeys: fc.array(
    fc.record({
      name: anyName,
      column: fc.nat(9),
      target: fc.nat(9),
      onDelete: fc.constantFrom(
        "no action" as const,
        "cascade" as const,
        "set null" as const,
      ),
      deferrable: fc.constantFrom("no" as const, "initially deferred" as const),
    }),
    { maxLength: 2 },
  ),
});

const draft = fc.record({
  columns: fc.tuple(...families.map(columnsOf)).map((each) => each.flat()),
  comment,
  renamedFrom: mayBe(fc.constantFrom("t", "u", "v", "Group")),
  parts,
});
type Draft = typeof draft extends fc.Arbitrary<infer Value> ? Value : never;

/** The values of an enum type; the one that is a default is always there. */
const values = fc
  .shuffledSubarray(["calm", "it's", "glad", "b\\c"])
  .map((list) => (list.includes("calm") ? list : ["calm", ...list]));

/** Any schema of what arx knows: tables that refer to each other, with names that are taken from few. */
export const arbitrarySchema: fc.Arbitrary<Schema> = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...tableNames), draft), {
    selector: ([name]) => name,
    maxLength: 4,
  })
  .chain((drafts) =>
    fc.tuple(values, values).map((lists) => buildSchema(drafts, lists)),
  );

function buildSchema(
  drafts: readonly (readonly [string, Draft])[],
  [moods, tempers]: readonly [string[], string[]],
): Schema {
  const free = nameGiver();
  const tables = drafts.map(([name, each]) => buildTable(name, each, free));
  const built = schema(
    ...tables.map((each, n) => ({
      ...each,
      foreignKeys: buildForeignKeys(each, tables, drafts[n]?.[1], free),
    })),
  );
  const types = JSON.stringify(tables.flatMap(({ columns }) => columns));
  const hasTemper = types.includes("Temper");
  return normalizeSchema({
    ...built,
    schemas: [...new Set([...built.schemas, ...(hasTemper ? ["app"] : [])])],
    enums: [
      ...(types.includes("public.mood")
        ? [{ schema: "public", name: "mood", values: moods }]
        : []),
      ...(hasTemper
        ? [{ schema: "app", name: "Temper", values: tempers }]
        : []),
    ],
  });
}

/** Every name at most once, so that the same name stands for another thing in another schema, but never for two. */
function nameGiver(): (name: string) => string {
  const taken = new Set<string>();
  return (name) => {
    let free = name;
    while (taken.has(free)) free += "_";
    taken.add(free);
    return free;
  };
}

function buildTable(
  name: string,
  { columns, comment: text, renamedFrom, parts: drawn }: Draft,
  free: (name: string) => string,
): Table {
  const keys = columns.filter(({ type }) => !["json", "jsonb"].includes(type));
  const pick = (numbers: readonly number[]): string[] => [
    ...new Set(numbers.flatMap((n) => keys[n % keys.length]?.name ?? [])),
  ];
  const primaryKey = drawn.primaryKey && {
    name: free(drawn.primaryKey.name),
    columns: pick(drawn.primaryKey.columns),
  };
  const hasKey = primaryKey !== undefined && primaryKey.columns.length > 0;
  const made = madeColumn(columns, drawn.generated);
  const isIndexed =
    made !== undefined &&
    made.generated?.virtual !== true &&
    drawn.generated?.indexed === true;
  const whole = columns.map((each) =>
    hasKey && primaryKey.columns.includes(each.name)
      ? { ...each, nullable: false }
      : each,
  );
  return table(name, made === undefined ? whole : [...whole, made], {
    comment: text,
    exclusions: drawn.exclusions.flatMap((each) =>
      pick([each.column]).map((first) =>
        exclusion(free(each.name), [`${first} =`], {
          method: "btree",
          where: each.hasWhere ? `"${first}" is not null` : undefined,
          deferrable: each.deferrable,
        }),
      ),
    ),
    renamedFrom,
    primaryKey: hasKey ? primaryKey : undefined,
    uniques: drawn.uniques
      .flatMap((each) => {
        const names = pick(each.columns);
        return names.length === 0
          ? []
          : [unique(free(each.name), names, each.nullsNotDistinct)];
      })
      .concat(isIndexed ? [unique(free("made"), ["made"])] : []),
    checks: drawn.checks.flatMap((each) =>
      pick([each.column]).map((name) =>
        check(
          free(each.name),
          [
            `"${name}" is not null`,
            `"${name}"::text <> 'a "b"'`,
            `"${name}"::text in ('x', 'y') or "${name}" is null`,
            constantCheck(columns, name),
          ][each.form] ?? "true",
        ),
      ),
    ),
    indexes: drawn.indexes.flatMap((each) => {
      const names = pick(each.columns);
      const [first] = names;
      if (first === undefined) return [];
      const list = names.map((name) => ({
        column: name,
        direction: each.direction,
        nulls:
          each.direction === "asc" ? ("last" as const) : ("first" as const),
      }));
      const expression = `(("${first}" is null))`;
      return [
        index(free(each.name), each.form === 2 ? [expression, ...list] : list, {
          unique: each.unique,
          where: each.form === 1 ? `"${first}" is not null` : undefined,
        }),
      ];
    }),
  });
}

/** A column that is computed from another one, or one of the same name and type that is not. */
function madeColumn(
  columns: readonly Column[],
  drawn: Draft["parts"]["generated"],
): Column | undefined {
  // PostgreSQL does not change an enum type that a generated column reads.
  const sources = columns.filter(({ type }) => !/mood|Temper/.test(type));
  const source = sources[(drawn?.column ?? 0) % sources.length];
  if (drawn === undefined || source === undefined) return undefined;
  const { form, nullable } = drawn;
  const expression = [
    `num_nulls("${source.name}")`,
    `case when "${source.name}" is null then 0 else 1 end`,
  ][form];
  return expression === undefined
    ? column("made", "integer", { nullable })
    : generated("made", "integer", expression, {
        nullable,
        virtual: drawn.virtual,
      });
}

/** A check that holds a constant of the column's own type. */
function constantCheck(columns: readonly Column[], name: string): string {
  const type = columns.find((each) => each.name === name)?.type ?? "";
  return /mood$|Temper"$/.test(type)
    ? `"${name}" <> 'calm'::${type}`
    : `"${name}" is null`;
}

/** Foreign keys to whatever single column is unique and has the same type. */
function buildForeignKeys(
  own: Table,
  tables: readonly Table[],
  drawn: Draft | undefined,
  free: (name: string) => string,
): ForeignKey[] {
  return (drawn?.parts.foreignKeys ?? []).flatMap((each) => {
    const plain = own.columns.filter(({ name }) => name !== "made");
    const from = plain[each.column % plain.length];
    const targets = tables.flatMap((other) =>
      uniqueColumns(other)
        .filter(({ type }) => type === from?.type)
        .map(({ name }) => ({ other, name })),
    );
    const target = targets[each.target % targets.length];
    if (from === undefined || target === undefined) return [];
    const path = `${target.other.schema}.${target.other.name}(${target.name})`;
    return [
      foreignKey(free(each.name), [from.name], path, {
        onDelete: each.onDelete,
        deferrable: each.deferrable,
      }),
    ];
  });
}

function uniqueColumns(each: Table): Column[] {
  const keys = [
    ...each.uniques,
    ...(each.primaryKey ? [each.primaryKey] : []),
  ].filter(({ columns }) => columns.length === 1);
  return each.columns.filter(({ name }) =>
    keys.some(({ columns }) => columns[0] === name),
  );
}

/** Names of a list in another order, for as many of them as there are. */
const shuffled = (
  names: readonly string[],
): fc.Arbitrary<ReadonlyMap<string, string>> =>
  fc
    .shuffledSubarray([...names], { minLength: names.length })
    .map((order) => new Map(names.map((name, n) => [name, order[n] ?? name])));

/**
 * A schema, and the same one in which tables, columns and everything named
 * have each other's names or new ones, as declared.
 */
export const renamedSchema: fc.Arbitrary<readonly [from: Schema, to: Schema]> =
  fc
    .tuple(
      arbitrarySchema,
      shuffled(["t", "u", "v", "Group", "new"]),
      fc.tuple(
        ...families.map(({ names }) =>
          shuffled([...names, `${names[0] ?? ""}_new`]),
        ),
      ),
      shuffled(["n1", "n2", "n3", "n4", "n5", "n6", 'say "n"', "n7"]),
    )
    .map(([from, tables, columns, others]) => {
      const columnNames = new Map(columns.flatMap((each) => [...each]));
      const plain = withoutRenames(from);
      return [plain, renameAll(plain, tables, columnNames, others)];
    });

function renameAll(
  from: Schema,
  tables: NameMap,
  columns: NameMap,
  others: NameMap,
): Schema {
  const renamed = applyRenames(from, {
    tables: new Map(["public", "app"].map((name) => [name, tables])),
    columns: new Map(
      from.tables.map((each) => [
        tableKey({ ...each, name: tables.get(each.name) ?? each.name }),
        columns,
      ]),
    ),
  });
  const rename = <Part extends { readonly name: string }>(
    part: Part,
  ): Part => ({ ...part, name: others.get(part.name) ?? part.name });
  return normalizeSchema({
    ...renamed,
    tables: renamed.tables.map((each) => ({
      ...each,
      renamedFrom: oldName(tables, each.name),
      columns: each.columns.map((col) => ({
        ...col,
        renamedFrom: oldName(columns, col.name),
      })),
      primaryKey: each.primaryKey && rename(each.primaryKey),
      uniques: each.uniques.map(rename),
      checks: each.checks.map(rename),
      exclusions: each.exclusions.map(rename),
      foreignKeys: each.foreignKeys.map(rename),
      indexes: each.indexes.map(rename),
    })),
  });
}

function oldName(names: NameMap, name: string): string | undefined {
  return [...names].find(([, to]) => to === name)?.[0];
}

function withoutRenames(from: Schema): Schema {
  return {
    ...from,
    tables: from.tables.map((each) => ({
      ...each,
      renamedFrom: undefined,
      columns: each.columns.map((col) => ({ ...col, renamedFrom: undefined })),
    })),
  };
}
