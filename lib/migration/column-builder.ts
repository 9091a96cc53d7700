import type { Column } from "../schema/schema";
import { defaultToSql } from "./column-default";
import type { DefaultValue } from "./column-default";

/** One column being described: `t.text("title").notNull().default("untitled")`. */
export class ColumnBuilder {
  #column: Column;

  constructor(column: Column) {
    this.#column = column;
  }

  /** `NOT NULL`; without it the column takes NULL. */
  notNull(): this {
    return this.#with({ nullable: false });
  }

  /** What a row gets that names no value: a constant, or an expression as sql`now()`. */
  default(value: DefaultValue): this {
    return this.#with({ default: defaultToSql(value, this.#column.type) });
  }

  /** The same, as an expression in a plain text: `t.timestamptz("at").defaultSql("now()")`. */
  defaultSql(expression: string): this {
    return this.#with({ default: expression });
  }

  /** A sentence about the column, kept in the database. */
  comment(text: string): this {
    return this.#with({ comment: text });
  }

  /** The description so far. */
  build(): Column {
    return this.#column;
  }

  #with(part: Partial<Column>): this {
    this.#column = { ...this.#column, ...part };
    return this;
  }
}
