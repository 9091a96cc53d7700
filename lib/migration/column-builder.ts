import type { Column } from "../schema/schema";
import { quoteName } from "../util/quote";
import { defaultToSql } from "./column-default";
import type { DefaultValue } from "./column-default";

/**
 * One column being described.
 *
 * @example
 * ```ts
 * const name: ColumnBuilder = t.text("name");
 * name.notNull().default("somewhere");   // "name" text not null default 'somewhere'::text
 * ```
 */
export class ColumnBuilder {
  #column: Column;

  constructor(column: Column) {
    this.#column = column;
  }

  /**
   * Refuses NULL; without it the column takes NULL.
   *
   * @example
   * ```ts
   * t.text("name").notNull();   // "name" text not null
   * ```
   */
  notNull(): this {
    return this.#with({ nullable: false });
  }

  /**
   * What a row gets that names no value: a constant, or an expression.
   *
   * @example
   * ```ts
   * t.integer("population").default(0);   // "population" integer default 0
   * t.timestamptz("seen_at").default(sql`now()`);   // "seen_at" timestamp with time zone default now()
   * ```
   */
  default(value: DefaultValue): this {
    return this.#with({ default: defaultToSql(value, this.#column.type) });
  }

  /**
   * What a row gets that names no value: an expression as plain text.
   *
   * @example
   * ```ts
   * t.timestamptz("seen_at").defaultSql("now()");   // "seen_at" timestamp with time zone default now()
   * ```
   */
  defaultSql(expression: string): this {
    return this.#with({ default: expression });
  }

  /**
   * The rules by which the texts of the column are sorted and compared.
   *
   * @example
   * ```ts
   * t.text("code").collate("C");   // "code" text COLLATE "C"
   * ```
   */
  collate(name: string): this {
    return this.#with({
      type: `${this.#column.type} COLLATE ${quoteName(name)}`,
    });
  }

  /**
   * The expression over other columns by which the database computes this one, when
   * a row is written; `virtual` computes it when it is read.
   *
   * @example
   * ```ts
   * t.integer("area").generatedAs("width * height");
   * // "area" integer generated always as (width * height) stored
   * ```
   */
  generatedAs(
    expression: string,
    { virtual = false }: { readonly virtual?: boolean } = {},
  ): this {
    return this.#with({ generated: { expression, virtual } });
  }

  /**
   * A sentence about the column, kept in the database.
   *
   * @example
   * ```ts
   * t.integer("area").comment("km²");   // comment on column "cities"."area" is 'km²'
   * ```
   */
  comment(text: string): this {
    return this.#with({ comment: text });
  }

  /**
   * The description so far; the runner calls it.
   * @internal
   */
  build(): Column {
    return this.#column;
  }

  #with(part: Partial<Column>): this {
    this.#column = { ...this.#column, ...part };
    return this;
  }
}
