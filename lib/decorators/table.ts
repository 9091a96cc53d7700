import type { ModelOf } from "../typing/keys";
import type { StrictLoading } from "../typing/strict-loading";
import { optionNames } from "../util/option-names";
import { checkOptions, classDraft, refuseContext } from "./append";
import { soundOption } from "./option-kinds";
import { registerModel } from "./register-model";

/** The options of `@Table`. */
export interface TableOptions {
  /** Left out, the plural of the class in snake_case. */
  name?: string;
  /** The schema of the database; left out, `public`. */
  schema?: string;
  /** A sentence about the table, kept in the database. */
  comment?: string;
  /** The name of the table before a rename. */
  renamedFrom?: string;
  /** The name of the connection that holds the table, as in `connect({ name })`; left out, the one that the running code uses. */
  connection?: string;
  /** Whether every column also takes what plainly stands for its values, as with `@Column({ coerce: true })`. */
  coerce?: boolean;
  /** Columns of the table that the model neither reads nor writes, and that migrations leave: the first step towards dropping them. */
  ignoredColumns?: readonly string[];
  /** What becomes of a relation of its records that is awaited before it was loaded; left out, as the database says. Classes that share the table inherit it. */
  strictLoading?: StrictLoading;
}

/**
 * Makes a class a model with a table of its own.
 *
 * @example
 * ```ts
 * @Table()
 * class UserProfile extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 * }
 * // create table "user_profiles" (…)
 *
 * @Table({ name: "staff", schema: "hr", comment: "Who works here" })
 * class Employee extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 * }
 * // create table "hr"."staff" (…)
 * ```
 *
 * @example
 * ```ts
 * @Table({ name: "visits", connection: "reports" })
 * class Visit extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 * }
 *
 * await connect({ database: "postgres://localhost/reports", name: "reports" });
 * await Visit.count();
 * ```
 */
export function Table(
  table?: string | TableOptions,
): <C extends ModelOf<object>>(model: C) => C {
  return <C extends ModelOf<object>>(model: C, ...rest: unknown[]): C => {
    refuseContext(model, rest);
    const options: TableOptions =
      typeof table === "string" ? { name: table } : (table ?? {});
    const draft = classDraft(model);
    checkOptions(draft, undefined, options, tableOptionNames);
    const { name, schema, comment, renamedFrom, connection } = options;
    const ignoredColumns = [...(options.ignoredColumns ?? [])];
    draft.table = {
      name,
      schema,
      comment,
      renamedFrom,
      connection,
      ignoredColumns,
      coerce: options.coerce ?? false,
      strictLoading: soundOption("strictLoading", options.strictLoading),
    };
    return registerModel(model, draft);
  };
}

const tableOptionNames = optionNames<TableOptions>({
  name: true,
  schema: true,
  comment: true,
  renamedFrom: true,
  connection: true,
  ignoredColumns: true,
  coerce: true,
  strictLoading: true,
});
