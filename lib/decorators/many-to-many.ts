import type { ModelOf } from "../typing/keys";
import type { ManagedSet, PivotSet } from "../typing/managed-set";
import type { ManyToManyField } from "../typing/relation-field";
import type { DeclaredWhere } from "../typing/narrowing";
import type { Order } from "../typing/order-by";
import type { NameOrReader, ReadBy } from "../typing/reader";
import type { StrictLoading } from "../typing/strict-loading";
import { appendProperty, checkOptions, propertyDraft } from "./append";
import { draftNarrowing } from "./draft-narrowing";
import { soundOption } from "./option-kinds";

/**
 * The type of a field that holds the records of another model that a join model
 * connects with this one: `ManyToMany<Role>`. With the join model as well,
 * `ManyToMany<Role, UserRole>`, every record tells the record that connects it
 * as `pivot`; the decorator then says `pivot: true`.
 */
export type ManyToMany<T, J = never> = [J] extends [never]
  ? ManagedSet<T>
  : PivotSet<T, J>;

/** The options of `@ManyToMany`. */
export interface ManyToManyOptions<
  U,
  J,
  N = NameOrReader<J>,
  F = NameOrReader<J>,
  P = boolean,
> {
  /** The model whose records connect the two. */
  through: () => ModelOf<J>;
  /** The relation of the join model that refers to this model, or its name; needed when several do. */
  near?: N;
  /** The relation of the join model that refers to the other model, or its name; needed when several do. */
  far?: F;
  /** What becomes of it where it is awaited before it was loaded; left out, as the query, the model and the database say. */
  strictLoading?: StrictLoading;
  /** Whether every record tells the record of the join model that connects it as its `pivot`; the field is then a `ManyToMany<…, JoinModel>`. */
  pivot?: P;
  /** Which of the connected records the relation leads to; a function gives it anew for each statement. */
  where?: DeclaredWhere<U>;
  /** Their order where a query says no other. */
  orderBy?: Order<U> | readonly Order<U>[];
}

/** A decorator of a field whose type is a `ManyToMany` of the same model. */
export type ManyToManyDecorator<U, N, F, J = never> = <
  T extends object,
  K extends keyof T & string,
>(
  target: T,
  property: ManyToManyField<T, K, U, N, F, J>,
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
  const P extends boolean = false,
>(
  target: () => ModelOf<U>,
  options: ManyToManyOptions<NoInfer<U>, J, N, F, P>,
): ManyToManyDecorator<
  U,
  ReadBy<J, N>,
  ReadBy<J, F>,
  P extends true ? J : never
> {
  return (owner: object, property: unknown) => {
    const draft = propertyDraft(owner, property);
    checkOptions(draft, property as string, options, [
      "through",
      "near",
      "far",
      "strictLoading",
      "pivot",
      "where",
      "orderBy",
    ]);
    appendProperty(owner, property as string, {
      kind: "manyToMany",
      property: property as string,
      target,
      through: options.through,
      near: options.near,
      far: options.far,
      strictLoading: soundOption("strictLoading", options.strictLoading),
      pivot: options.pivot === true,
      narrowing: draftNarrowing(draft, property as string, options),
    });
  };
}
