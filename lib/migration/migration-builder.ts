import { MigrationError } from "../errors/migration-error";
import { primaryKeyName, uniqueName } from "../metadata/naming";
import type { Change, Constraint } from "../schema/change";
import type { Column } from "../schema/schema";
import { emptyTable } from "../schema/table";
import { compile } from "../sql/compile";
import { fragment } from "../sql/template";
import type { ColumnBuilder } from "./column-builder";
import { buildForeignKey } from "./foreign-key-options";
import type { ForeignKeyOptions } from "./foreign-key-options";
import { buildIndex } from "./index-options";
import type { IndexKeyOptions, IndexOptions } from "./index-options";
import { ColumnList, TableBuilder } from "./table-builder";
import { resolveTable } from "./table-reference";
import type { TableReference } from "./table-reference";
import {
  unknownColumn,
  unknownForeignKey,
  unknownIndex,
} from "./unknown-definition";

/** Describes one column with the methods of a table: `(t) => t.integer("age").notNull()`. */
export type DescribeColumn = (columns: ColumnList) => ColumnBuilder;

/**
 * What a migration does, step by step: the `m` of `up` and `down`. Nothing
 * runs here; each call notes one change, and the runner makes its SQL.
 */
export class MigrationBuilder {
  readonly #changes: Change[] = [];

  /** The changes noted so far, in order. */
  get changes(): readonly Change[] {
    return this.#changes;
  }

  /** `create schema`. */
  createSchema(name: string): void {
    this.#note({ kind: "create schema", name });
  }

  /** `drop schema`; PostgreSQL refuses while anything is left in it. */
  dropSchema(name: string): void {
    this.#note({ kind: "drop schema", name });
  }

  /** A new table: `m.createTable("users", (t) => { t.identity("id"); t.text("email").notNull(); })`. */
  createTable(
    table: TableReference,
    describe: (table: TableBuilder) => void,
  ): void {
    const builder = new TableBuilder(resolveTable(table));
    describe(builder);
    this.#note({ kind: "create table", table: builder.build() });
  }

  /** `drop table`, with all its rows; PostgreSQL refuses while another table refers to it. */
  dropTable(table: TableReference): void {
    this.#note({ kind: "drop table", table: emptyTable(resolveTable(table)) });
  }

  /** `alter table … rename to`. */
  renameTable(table: TableReference, to: string): void {
    this.#note({ kind: "rename table", table: resolveTable(table), to });
  }

  /** A sentence about the table, kept in the database; undefined takes it away. */
  commentOnTable(table: TableReference, to: string | undefined): void {
    this.#note({
      kind: "comment on table",
      table: resolveTable(table),
      from: undefined,
      to,
    });
  }

  /** `m.addColumn("users", (t) => t.integer("age"))`. */
  addColumn(table: TableReference, describe: DescribeColumn): void {
    this.#note({
      kind: "add column",
      table: resolveTable(table),
      column: describeColumn(describe),
    });
  }

  /** `alter table … drop column`, with all its values. */
  dropColumn(table: TableReference, column: string): void {
    this.#note({
      kind: "drop column",
      table: resolveTable(table),
      column: unknownColumn(column),
    });
  }

  /** `alter table … rename column`. */
  renameColumn(table: TableReference, column: string, to: string): void {
    this.#note({
      kind: "rename column",
      table: resolveTable(table),
      column,
      to,
    });
  }

  /**
   * Turns a column into another: what differs between the two descriptions is
   * changed. `m.alterColumn("users", (from) => from.text("age"), (to) => to.integer("age"), { using: "age::integer" })`
   */
  alterColumn(
    table: TableReference,
    from: DescribeColumn,
    to: DescribeColumn,
    options: { readonly using?: string | undefined } = {},
  ): void {
    const alteration = {
      from: describeColumn(from),
      to: describeColumn(to),
      using: options.using,
    };
    if (alteration.from.name !== alteration.to.name) {
      throw new MigrationError(
        `alterColumn describes "${alteration.from.name}" first and "${alteration.to.name}" then.`,
        undefined,
        { hint: "Rename it with m.renameColumn first." },
      );
    }
    this.#note({
      kind: "alter column",
      table: resolveTable(table),
      alteration,
    });
  }

  /** `m.addForeignKey("articles", ["author_id"], "users", ["id"], { onDelete: "cascade" })`. */
  addForeignKey(
    table: TableReference,
    columns: readonly string[],
    referenced: TableReference,
    referencedColumns: readonly string[],
    options: ForeignKeyOptions = {},
  ): void {
    const key = buildForeignKey(
      resolveTable(table).name,
      columns,
      referenced,
      referencedColumns,
      options,
    );
    this.#addConstraint(table, { kind: "foreign key", ...key });
  }

  /** Values that no two rows share; the constraint is `<table>_<columns>_key` unless named. */
  addUnique(
    table: TableReference,
    columns: readonly string[],
    options: {
      readonly name?: string | undefined;
      readonly nullsNotDistinct?: boolean | undefined;
    } = {},
  ): void {
    const name = options.name ?? uniqueName(resolveTable(table).name, columns);
    const nullsNotDistinct = options.nullsNotDistinct ?? false;
    this.#addConstraint(table, {
      kind: "unique",
      name,
      columns,
      nullsNotDistinct,
    });
  }

  /** The primary key of a table that has none; the constraint is `<table>_pkey` unless named. */
  addPrimaryKey(
    table: TableReference,
    columns: readonly string[],
    name = primaryKeyName(resolveTable(table).name),
  ): void {
    this.#addConstraint(table, { kind: "primary key", name, columns });
  }

  /** A condition that every row meets: `m.addCheck("items", "price_positive", "price > 0")`. */
  addCheck(table: TableReference, name: string, expression: string): void {
    this.#addConstraint(table, { kind: "check", name, expression });
  }

  /** `alter table … drop constraint`, of a foreign key. */
  dropForeignKey(table: TableReference, name: string): void {
    const key = unknownForeignKey(name);
    this.#dropConstraint(table, { kind: "foreign key", ...key });
  }

  /** `alter table … drop constraint`, of a unique constraint. */
  dropUnique(table: TableReference, name: string): void {
    const unique = { name, columns: [], nullsNotDistinct: false };
    this.#dropConstraint(table, { kind: "unique", ...unique });
  }

  /** `alter table … drop constraint`, of the primary key. */
  dropPrimaryKey(
    table: TableReference,
    name = primaryKeyName(resolveTable(table).name),
  ): void {
    this.#dropConstraint(table, { kind: "primary key", name, columns: [] });
  }

  /** `alter table … drop constraint`, of a check. */
  dropCheck(table: TableReference, name: string): void {
    this.#dropConstraint(table, { kind: "check", name, expression: "" });
  }

  /** `alter table … rename constraint`, of any kind. */
  renameConstraint(
    table: TableReference,
    constraint: string,
    to: string,
  ): void {
    this.#note({
      kind: "rename constraint",
      table: resolveTable(table),
      constraint,
      to,
    });
  }

  /** `m.createIndex("articles", ["author_id", { column: "published_at", direction: "desc" }])`. */
  createIndex(
    table: TableReference,
    keys: readonly IndexKeyOptions[],
    options: IndexOptions = {},
  ): void {
    const name = resolveTable(table);
    this.#note({
      kind: "create index",
      table: name,
      index: buildIndex(name.name, keys, options),
      concurrently: options.concurrently ?? false,
    });
  }

  /** `drop index`; `concurrently` does not stop writers and wants `transaction: false`. */
  dropIndex(
    table: TableReference,
    name: string,
    options: { readonly concurrently?: boolean | undefined } = {},
  ): void {
    this.#note({
      kind: "drop index",
      table: resolveTable(table),
      index: unknownIndex(name),
      concurrently: options.concurrently ?? false,
    });
  }

  /** `alter index … rename to`. */
  renameIndex(table: TableReference, index: string, to: string): void {
    this.#note({ kind: "rename index", table: resolveTable(table), index, to });
  }

  /** `alter sequence … rename to`; the sequence is named like a table. */
  renameSequence(sequence: TableReference, to: string): void {
    this.#note({
      kind: "rename sequence",
      sequence: resolveTable(sequence),
      to,
    });
  }

  /**
   * Any SQL. Values put into it are sent as parameters; without values it may
   * hold several statements: m.sql`update users set name = ${"unknown"} where name is null`
   */
  sql(texts: TemplateStringsArray, ...values: readonly unknown[]): void {
    this.#note({ kind: "sql", ...compile(fragment(texts, values)) });
  }

  #addConstraint(table: TableReference, constraint: Constraint): void {
    this.#note({
      kind: "add constraint",
      table: resolveTable(table),
      constraint,
    });
  }

  #dropConstraint(table: TableReference, constraint: Constraint): void {
    this.#note({
      kind: "drop constraint",
      table: resolveTable(table),
      constraint,
    });
  }

  #note(change: Change): void {
    this.#changes.push(change);
  }
}

function describeColumn(describe: DescribeColumn): Column {
  return describe(new ColumnList()).build();
}
