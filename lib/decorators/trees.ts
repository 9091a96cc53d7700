import type { ModelOf } from "../typing/keys";
import type { TreeSet } from "../typing/managed-set";
import type { TreeField } from "../typing/relation-field";
import type { NameOrReader, ReadBy } from "../typing/reader";
import type { StrictLoading } from "../typing/strict-loading";
import { optionNames } from "../util/option-names";
import { appendProperty, checkOptions, propertyDraft } from "./append";
import { soundOption } from "./option-kinds";

/** The type of a field that holds all ancestors of a record: its parent, the parent of that, and so on. */
export type Ancestors<T> = TreeSet<T>;

/** The type of a field that holds all descendants of a record: its children, their children, and so on. */
export type Descendants<T> = TreeSet<T>;

/** The options of `@Ancestors` and `@Descendants`. */
export interface TreeOptions {
  /** What becomes of the relation where it is awaited before it was loaded. */
  strictLoading?: StrictLoading;
}

/** A decorator of a field whose type is the `Ancestors` or `Descendants` of its own model. */
export type TreeDecorator<U, R> = <
  T extends object,
  K extends keyof T & string,
>(
  target: T,
  property: TreeField<T, K, U, R>,
) => void;

/**
 * Makes a field a relation to everything above a record: its parent, the parent
 * of that, and so on to the root. Each tells its `depth`, 1 for the parent, and
 * they come in this order unless a query says another. However many records it
 * is loaded for, it is one statement. A loop in the rows ends where it began: a
 * record comes once and is not its own ancestor. Deleted records of a model
 * with `@SoftDelete` are gone through, and not given.
 *
 * @param link the relation of the model to itself that leads to the parent, or its name
 * @example
 * ```ts
 * @Table()
 * class Comment extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Column() declare body: string;
 *   @Relate(() => Comment) declare parent: Relate<Comment | null>;
 *   @Ancestors(() => Comment, (comment) => comment.parent)
 *   declare ancestors: Ancestors<Comment>;
 * }
 *
 * const first = await Comment.create({ body: "Yes." });
 * // insert into "comments" ("body") values ($1) returning …
 * const reply = await Comment.create({ body: "No!", parent: first });
 * // insert into "comments" ("body", "parent_id") values ($1, $2) returning …
 * const { ancestors } = await reply.load({ ancestors: true });
 * // select …, "arx_links"."arx_depth" as "depth", … from "comments" inner join lateral (with recursive …) as "arx_links" …
 * ancestors.map(({ depth, body }) => `${depth}: ${body}`);   // ["1: Yes."]
 * ```
 */
export function Ancestors<U, const I extends NameOrReader<U>>(
  target: () => ModelOf<U>,
  link: I,
  options?: TreeOptions,
): TreeDecorator<U, ReadBy<U, I>> {
  return (owner: object, property: unknown) => {
    appendTree("ancestors", owner, property, { target, link, options });
  };
}

/**
 * Makes a field a relation to everything below a record: its children, their
 * children, and so on. Each tells its `depth`, 1 for a child, and they come
 * level by level, in the order of their keys, unless a query says otherwise.
 * However many records it is loaded for, it is one statement. A loop in the rows
 * ends where it began: a record comes once and is not its own descendant.
 * Deleted records of a model with `@SoftDelete` are gone through, and not given.
 *
 * @param link the relation of the model to itself that leads to the parent, or its name
 * @example
 * ```ts
 * @Table()
 * class Category extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Column() declare name: string;
 *   @Relate(() => Category) declare parent: Relate<Category | null>;
 *   @Descendants(() => Category, (category) => category.parent)
 *   declare descendants: Descendants<Category>;
 * }
 *
 * const books = await Category.create({ name: "Books" });
 * // insert into "categories" ("name") values ($1) returning …
 * await Category.create({ name: "Novels", parent: books });
 * // insert into "categories" ("name", "parent_id") values ($1, $2) returning …
 * const { descendants } = await books.load({
 *   descendants: { maxDepth: 2, where: { name: { contains: "o" } } },
 * });
 * // select …, "arx_links"."arx_depth" as "depth", … from "categories" inner join lateral (with recursive …) as "arx_links" …
 * descendants.map(({ depth, name }) => `${depth}: ${name}`);   // ["1: Novels"]
 * ```
 */
export function Descendants<U, const I extends NameOrReader<U>>(
  target: () => ModelOf<U>,
  link: I,
  options?: TreeOptions,
): TreeDecorator<U, ReadBy<U, I>> {
  return (owner: object, property: unknown) => {
    appendTree("descendants", owner, property, { target, link, options });
  };
}

const treeOptionNames = optionNames<TreeOptions>({ strictLoading: true });

interface Given<U> {
  readonly target: () => ModelOf<U>;
  readonly link: NameOrReader<U>;
  readonly options: TreeOptions | undefined;
}

function appendTree<U>(
  kind: "ancestors" | "descendants",
  owner: object,
  property: unknown,
  { target, link, options }: Given<U>,
): void {
  const name = property as string;
  checkOptions(propertyDraft(owner, property), name, options, treeOptionNames);
  appendProperty(owner, name, {
    kind,
    property: name,
    target,
    link,
    strictLoading: soundOption("strictLoading", options?.strictLoading),
  });
}
