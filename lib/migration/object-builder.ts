import { MigrationError } from "../errors/migration-error";
import type { Change } from "../schema/change";
import { addedValues } from "../schema/diff-enums";
import { buildEnumColumn } from "./enum-columns";
import type { EnumColumnOptions } from "./enum-columns";
import { buildFunction, buildTrigger } from "./function-options";
import type { FunctionOptions, TriggerOptions } from "./function-options";
import { resolveTable } from "./table-reference";
import type { TableReference } from "./table-reference";

/**
 * The steps of a migration that concern what stands beside tables: extensions, enum
 * types, functions, and triggers.
 *
 * @example
 * ```ts
 * m.createEnum("mood", ["sad", "fine"]);   // create type "mood" as enum ('sad', 'fine')
 * ```
 */
export abstract class ObjectBuilder {
  readonly #changes: Change[] = [];

  /** What was noted so far, in order. */
  get changes(): readonly Change[] {
    return this.#changes;
  }

  /**
   * Makes sure that an extension is there. The database's user must be allowed to.
   *
   * @example
   * ```ts
   * m.createExtension("citext");   // create extension if not exists "citext"
   * ```
   */
  createExtension(name: string): void {
    this.note({ kind: "create extension", name });
  }

  /**
   * Drops an extension; PostgreSQL refuses while anything uses it.
   *
   * @example
   * ```ts
   * m.dropExtension("citext");   // drop extension "citext"
   * ```
   */
  dropExtension(name: string): void {
    this.note({ kind: "drop extension", name });
  }

  /**
   * Makes a type that lists its values, in the order in which they sort. It is named
   * like a table; a column has it by `t.column("status", "public.article_status")`.
   *
   * @example
   * ```ts
   * m.createEnum("article_status", ["draft", "done"]);
   * // create type "article_status" as enum ('draft', 'done')
   * ```
   */
  createEnum(type: TableReference, values: readonly string[]): void {
    this.note({ kind: "create enum", enum: { ...resolveTable(type), values } });
  }

  /**
   * Drops an enum type; PostgreSQL refuses while a column has it.
   *
   * @example
   * ```ts
   * m.dropEnum("article_status");   // drop type "article_status"
   * ```
   */
  dropEnum(type: TableReference): void {
    const values: readonly string[] = [];
    this.note({ kind: "drop enum", enum: { ...resolveTable(type), values } });
  }

  /**
   * Gives an enum type another name.
   *
   * @example
   * ```ts
   * m.renameEnum("article_status", "post_status");
   * // alter type "article_status" rename to "post_status"
   * ```
   */
  renameEnum(type: TableReference, to: string): void {
    this.note({ kind: "rename enum", enum: resolveTable(type), to });
  }

  /**
   * Adds values to an enum type. With `columns`, the type is made anew and these
   * columns move to it, which also takes values away, orders them in another way,
   * and lets the same migration use the new ones.
   *
   * @example
   * ```ts
   * m.alterEnum("article_status", ["draft", "done"], ["draft", "review", "done"]);
   * // alter type "article_status" add value 'review' after 'draft'
   * ```
   *
   * @throws MigrationError when a value goes or moves and no columns are named
   */
  alterEnum(
    type: TableReference,
    from: readonly string[],
    to: readonly string[],
    options: {
      readonly columns?: readonly EnumColumnOptions[] | undefined;
    } = {},
  ): void {
    const name = resolveTable(type);
    const before = { ...name, values: from };
    const after = { ...name, values: to };
    if (
      options.columns === undefined &&
      addedValues(before, after) === undefined
    )
      throw new MigrationError(
        `alterEnum takes values of ${name.name} away or moves them, which needs a type made anew.`,
        undefined,
        {
          hint: 'Name the columns that have the type: { columns: [{ table: "…", column: "…" }] }',
        },
      );
    this.note({
      kind: "alter enum",
      from: before,
      to: after,
      rebuild: options.columns !== undefined,
      columns: (options.columns ?? []).map((column) =>
        buildEnumColumn(column, after),
      ),
    });
  }

  /**
   * Makes a function, which must not be there yet. It is named like a table.
   *
   * @example
   * ```ts
   * m.createFunction("note_loss", { returns: "trigger", body: "begin raise notice 'lost'; return old; end" });
   * // create function "note_loss"() returns trigger language plpgsql
   * //   as $$begin raise notice 'lost'; return old; end$$
   * ```
   */
  createFunction(name: TableReference, options: FunctionOptions): void {
    const each = buildFunction(resolveTable(name), options);
    this.note({ kind: "create function", function: each });
  }

  /**
   * Gives a function another body; what calls it goes on. Its arguments and its
   * result stay the same.
   *
   * @example
   * ```ts
   * m.replaceFunction("note_loss", { returns: "trigger", body: "begin return old; end" });
   * // create or replace function "note_loss"() returns trigger language plpgsql as $$begin return old; end$$
   * ```
   */
  replaceFunction(name: TableReference, options: FunctionOptions): void {
    const to = buildFunction(resolveTable(name), options);
    this.note({ kind: "replace function", from: to, to });
  }

  /**
   * Drops a function, by the types of its arguments where it takes any; PostgreSQL
   * refuses while a trigger or a default calls it.
   *
   * @example
   * ```ts
   * m.dropFunction("note_loss");   // drop function "note_loss"()
   * ```
   */
  dropFunction(name: TableReference, types = ""): void {
    const options = { arguments: types, returns: "", body: "" };
    const each = buildFunction(resolveTable(name), options);
    this.note({ kind: "drop function", function: each });
  }

  /**
   * Makes a table call a function for each row that is written.
   *
   * @example
   * ```ts
   * m.createTrigger("cities", "note_loss", { timing: "after", events: ["delete"], function: "note_loss" });
   * // create trigger "note_loss" after delete on "cities" for each row execute function "note_loss"()
   * ```
   */
  createTrigger(
    table: TableReference,
    name: string,
    options: TriggerOptions,
  ): void {
    this.note({
      kind: "create trigger",
      table: resolveTable(table),
      trigger: buildTrigger(name, options),
    });
  }

  /**
   * Drops a trigger of a table by its name.
   *
   * @example
   * ```ts
   * m.dropTrigger("cities", "note_loss");   // drop trigger "note_loss" on "cities"
   * ```
   */
  dropTrigger(table: TableReference, name: string): void {
    const trigger = buildTrigger(name, {
      timing: "before",
      events: [],
      function: "unknown",
    });
    this.note({ kind: "drop trigger", table: resolveTable(table), trigger });
  }

  /** @internal */
  protected note(change: Change): void {
    this.#changes.push(change);
  }
}
