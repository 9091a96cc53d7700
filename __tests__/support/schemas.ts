import type {
  CheckConstraint,
  ExclusionConstraint,
  Column,
  ForeignKey,
  Index,
  IndexKey,
  Schema,
  Table,
  UniqueConstraint,
} from "../../lib/schema/schema";
import {
  compareNames,
  emptySchema,
  normalizeSchema,
} from "../../lib/schema/normalize";
import { emptyTable } from "../../lib/schema/table";

type Options<Part> = Partial<Omit<Part, "name">>;

/** A schema of tables; the schemas beside public are those the tables are in. */
export function schema(...tables: Table[]): Schema {
  const schemas = new Set(tables.map((each) => each.schema));
  schemas.delete("public");
  return normalizeSchema({ ...emptySchema, schemas: [...schemas], tables });
}

/** A table in public, unless its name says otherwise: `app.users`. */
export function table(
  name: string,
  columns: Column[],
  options: Options<Table> = {},
): Table {
  const [last = name, schemaName = "public"] = name.split(".").reverse();
  return {
    ...emptyTable({ schema: schemaName, name: last }),
    columns,
    ...options,
  };
}

/** A column that takes NULL unless its type ends in `!`. */
export function column(
  name: string,
  type = "text",
  options: Options<Column> = {},
): Column {
  return {
    name,
    type: type.replace(/!$/, ""),
    nullable: !type.endsWith("!"),
    default: undefined,
    identity: undefined,
    generated: undefined,
    sequence: undefined,
    comment: undefined,
    renamedFrom: undefined,
    ...options,
  };
}

/** A bigint that PostgreSQL numbers, as a model's primary key is. */
export function identity(name = "id", options: Options<Column> = {}): Column {
  return column(name, "bigint!", { identity: "by default", ...options });
}

export function primaryKey(
  name: string,
  ...columns: string[]
): Pick<Table, "primaryKey"> {
  return {
    primaryKey: { name, columns: columns.length === 0 ? ["id"] : columns },
  };
}

export function unique(
  name: string,
  columns: string[],
  nullsNotDistinct = false,
  deferrable: UniqueConstraint["deferrable"] = "no",
): UniqueConstraint {
  return { name, columns, nullsNotDistinct, deferrable };
}

/** A column that the database computes, not null unless said otherwise. */
export function generated(
  name: string,
  type: string,
  expression: string,
  options: Options<Column> & { virtual?: boolean } = {},
): Column {
  const { virtual = false, ...rest } = options;
  return column(name, type, { generated: { expression, virtual }, ...rest });
}

/** An exclusion constraint; an element is `during &&` or `(lower(name)) =`. */
export function exclusion(
  name: string,
  elements: readonly string[],
  options: Options<ExclusionConstraint> = {},
): ExclusionConstraint {
  return {
    name,
    method: "gist",
    elements: elements.map((element) => {
      const cut = element.lastIndexOf(" ");
      return {
        ...indexKey(element.slice(0, cut)),
        operator: element.slice(cut + 1),
      };
    }),
    where: undefined,
    deferrable: "no",
    ...options,
  };
}

export function check(name: string, expression: string): CheckConstraint {
  return { name, expression };
}

/** A foreign key; `target` is `users(id)` or `app.users(id, tenant)`. */
export function foreignKey(
  name: string,
  columns: string[],
  target: string,
  options: Options<ForeignKey> = {},
): ForeignKey {
  const [path = "", list = ""] = target.replace(")", "").split("(");
  const [referencedTable = path, referencedSchema = "public"] = path
    .split(".")
    .reverse();
  return {
    name,
    columns,
    referencedSchema,
    referencedTable,
    referencedColumns: list.split(", "),
    onDelete: "no action",
    onUpdate: "no action",
    deferrable: "no",
    ...options,
  };
}

/** An index over columns, or over expressions in parentheses: `(lower(name))`. */
export function index(
  name: string,
  keys: (string | Partial<IndexKey>)[],
  options: Options<Index> = {},
): Index {
  return {
    name,
    method: "btree",
    unique: false,
    keys: keys.map(indexKey),
    include: [],
    where: undefined,
    nullsNotDistinct: false,
    with: {},
    concurrently: false,
    ...options,
  };
}

function indexKey(key: string | Partial<IndexKey>): IndexKey {
  const given = typeof key === "string" ? keyOf(key) : key;
  const direction = given.direction ?? "asc";
  return {
    column: undefined,
    expression: undefined,
    operatorClass: undefined,
    direction,
    nulls: direction === "asc" ? "last" : "first",
    ...given,
  };
}

function keyOf(text: string): Partial<IndexKey> {
  return text.startsWith("(")
    ? { expression: text.slice(1, -1) }
    : { column: text };
}

/**
 * What two schemas must have in common to be the same: not the order of
 * columns, nor where names come from, nor the names of sequences.
 */
export function comparable(given: Schema): Schema {
  return {
    ...given,
    tables: given.tables.map((each) => ({
      ...each,
      renamedFrom: undefined,
      ignoredColumns: [],
      indexes: each.indexes.map((one) => ({ ...one, concurrently: false })),
      columns: [...each.columns]
        .sort((left, right) => compareNames(left.name, right.name))
        .map((col) => ({
          ...col,
          renamedFrom: undefined,
          sequence: undefined,
        })),
    })),
  };
}
