import type { ModelOf } from "../typing/keys";
import type { ManagedSet } from "../typing/managed-set";
import type { ManyToManyField } from "../typing/relation-field";
import type { NameOrReader, ReadBy } from "../typing/reader";
import { appendProperty, checkOptions, propertyDraft } from "./append";

/** The type of a field that holds the records of another model that a join model connects with this one. */
export type ManyToMany<T> = ManagedSet<T>;

/** The options of `@ManyToMany`. */
export interface ManyToManyOptions<
  J,
  N = NameOrReader<J>,
  F = NameOrReader<J>,
> {
  /** The model whose records connect the two. */
  through: () => ModelOf<J>;
  /** The relation of the join model that refers to this model, or its name; needed when several do. */
  near?: N;
  /** The relation of the join model that refers to the other model, or its name; needed when several do. */
  far?: F;
}

/** A decorator of a field whose type is a `ManyToMany` of the same model. */
export type ManyToManyDecorator<U, N, F> = <
  T extends object,
  K extends keyof T & string,
>(
  target: T,
  property: ManyToManyField<T, K, U, N, F>,
) => void;

/**
 * Makes a field a relation to many records through a join model with a
 * `@Relate` to both sides.
 *
 * @example
 * ```ts
 * @Table()
 * class Label extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 * }
 *
 * @Table()
 * class Article extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @ManyToMany(() => Label, { through: () => ArticleLabel })
 *   declare labels: ManyToMany<Label>;
 * }
 *
 * @Table()
 * class ArticleLabel extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Relate(() => Article, { required: true }) declare article: Relate<Article>;
 *   @Relate(() => Label, { required: true }) declare label: Relate<Label>;
 * }
 *
 * const article = await Article.create({});
 * // insert into "articles" default values returning …
 * await article.load({ labels: true });
 * // select … from "labels" inner join "article_labels" …
 * ```
 */
export function ManyToMany<
  U,
  J,
  const N extends NameOrReader<J> = NameOrReader<J>,
  const F extends NameOrReader<J> = NameOrReader<J>,
>(
  target: () => ModelOf<U>,
  options: ManyToManyOptions<J, N, F>,
): ManyToManyDecorator<U, ReadBy<J, N>, ReadBy<J, F>> {
  return (owner: object, property: unknown) => {
    const draft = propertyDraft(owner, property);
    checkOptions(draft, property as string, options, [
      "through",
      "near",
      "far",
    ]);
    appendProperty(owner, property as string, {
      kind: "manyToMany",
      property: property as string,
      target,
      through: options.through,
      near: options.near,
      far: options.far,
    });
  };
}
