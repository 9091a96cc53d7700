import type { ParameterExpression, SelectStatement } from "../ast/expression";
import { BoundedMap } from "../util/bounded-map";

/** Adds a whole SELECT to a key. */
export type SelectShaper = (
  shape: ShapeKey,
  statement: SelectStatement,
) => void;

/** Adds one item of a list to a key. */
export type ItemShaper<Item> = (shape: ShapeKey, item: Item) => void;

/** The token of each frozen list that was seen, for as long as the list lives. */
const tokens = new WeakMap<object, string>();

/** Equal lists share a token; one that was forgotten gets a new number, never an old one. */
const tokenOfPiece = new BoundedMap<string, string>(2_000);
let lastToken = 0;

/**
 * Collects the key and the parameters of one statement. Every text is written
 * with its length and every list with its count, so that the key can be read
 * back in one way only: two statements of different text never share a key.
 */
export class ShapeKey {
  /** The key so far. */
  text = "";
  readonly parameters: (string | null)[] = [];

  /** @param addSelect given, not imported: expressions hold queries and queries hold expressions */
  constructor(private readonly addSelect: SelectShaper) {}

  /** A mark that says which of a fixed set of things follows. */
  add(mark: string): void {
    this.text += mark;
  }

  /** A text of any content. */
  addText(text: string): void {
    this.text += `${String(text.length)}:${text}`;
  }

  /** Texts of any content. */
  addTexts(texts: readonly string[]): void {
    this.addConstantList(texts, addText);
  }

  /** A text that may be missing. */
  addOptional(text: string | undefined): void {
    if (text === undefined) this.text += "_";
    else this.addText(text);
  }

  /** A parameter: its place and its cast, never its value. */
  addParameter({ value, cast }: ParameterExpression): void {
    this.parameters.push(value);
    if (cast === undefined) {
      this.text += "$";
      return;
    }
    this.text += "%";
    this.addText(cast);
  }

  /** A query inside an expression or source. */
  addQuery(query: SelectStatement): void {
    this.addSelect(this, query);
  }

  /** The number of items, then each. */
  addList<Item>(items: readonly Item[], addItem: ItemShaper<Item>): void {
    this.text += `${String(items.length)},`;
    for (const item of items) addItem(this, item);
  }

  /**
   * A list that is often made once per model, such as its columns. When it is
   * frozen, a short token takes the place of its items: walking them anew for
   * every statement was two thirds of the cost of the whole key.
   */
  addConstantList<Item>(
    items: readonly Item[],
    addItem: ItemShaper<Item>,
  ): void {
    if (Object.isFrozen(items))
      this.text += tokens.get(items) ?? this.makeToken(items, addItem);
    else this.addList(items, addItem);
  }

  private makeToken<Item>(
    items: readonly Item[],
    addItem: ItemShaper<Item>,
  ): string {
    const shape = new ShapeKey(this.addSelect);
    shape.addList(items, addItem);
    // A parameter's value is not part of the token and would be lost.
    if (shape.parameters.length > 0) {
      this.parameters.push(...shape.parameters);
      return shape.text;
    }
    const token = tokenOfPiece.get(shape.text) ?? `#${String(++lastToken)};`;
    tokenOfPiece.set(shape.text, token);
    tokens.set(items, token);
    return token;
  }
}

function addText(shape: ShapeKey, text: string): void {
  shape.addText(text);
}
