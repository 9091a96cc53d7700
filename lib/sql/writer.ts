import type { ParameterExpression, SelectStatement } from "../ast/expression";
import type { CompiledQuery } from "./compiled-query";
import { quoteIdentifier, quotePath } from "./identifier";

/** Writes a whole SELECT, without parentheses. */
export type SelectWriter = (
  writer: SqlWriter,
  statement: SelectStatement,
) => void;

/**
 * Collects the text and the parameters of one statement. Placeholders are
 * numbered as they are written, so a parameter can never lose its place.
 */
export class SqlWriter {
  #text = "";
  readonly #parameters: (string | null)[] = [];

  /** @param writeSelect given, not imported: expressions hold queries and queries hold expressions */
  constructor(private readonly writeSelect: SelectWriter) {}

  /** Adds SQL text as it is. */
  write(text: string): void {
    this.#text += text;
  }

  /** Adds a quoted name. */
  writeName(name: string): void {
    this.#text += quoteIdentifier(name);
  }

  /** Adds quoted names joined by dots. */
  writePath(path: readonly string[]): void {
    this.#text += quotePath(path);
  }

  /** Adds the next placeholder and keeps its value. */
  writeParameter({ value, cast }: ParameterExpression): void {
    this.#parameters.push(value);
    this.#text += `$${String(this.#parameters.length)}`;
    if (cast !== undefined) this.#text += `::${cast}`;
  }

  /** Adds a query in parentheses. */
  writeSubquery(query: SelectStatement): void {
    this.#text += "(";
    this.writeSelect(this, query);
    this.#text += ")";
  }

  /** Adds each item with a separator between them. */
  writeList<Item>(
    items: readonly Item[],
    separator: string,
    writeItem: (item: Item, index: number) => void,
  ): void {
    items.forEach((item, index) => {
      if (index > 0) this.#text += separator;
      writeItem(item, index);
    });
  }

  /** Adds quoted names between commas. */
  writeNames(names: readonly string[]): void {
    this.writeList(names, ", ", (name) => {
      this.writeName(name);
    });
  }

  /** What was written. */
  finish(): CompiledQuery {
    return { text: this.#text, parameters: this.#parameters };
  }
}
