import type { ModelOf } from "../typing/keys";
import type { ManagedSet } from "../typing/managed-set";
import type { ManyToManyField } from "../typing/relation-field";
import { appendProperty, checkOptions, propertyDraft } from "./append";

/** The type of a field that holds the records of another model that a join model connects with this one. */
export type ManyToMany<T> = ManagedSet<T>;

/** The options of `@ManyToMany`. */
export interface ManyToManyOptions<J> {
  /** The model whose records connect the two. */
  through: () => ModelOf<J>;
  /** The relation of the join model that refers to this model; needed when several do. */
  near?: (join: J) => unknown;
  /** The relation of the join model that refers to the other model; needed when several do. */
  far?: (join: J) => unknown;
}

/** A decorator of a field whose type is a `ManyToMany` of the same model. */
export type ManyToManyDecorator<U> = <
  T extends object,
  K extends keyof T & string,
>(
  target: T,
  property: ManyToManyField<T, K, U>,
) => void;

/**
 * Makes a field a relation to many records through a join model with a
 * `@Relate` to both sides.
 *
 * @example
 * ```ts
 * @ManyToMany(() => Label, { through: () => ArticleLabel }) declare labels: ManyToMany<Label>;
 * @ManyToMany(() => Country, { through: () => Border, near: b => b.country, far: b => b.neighbour })
 * declare neighbours: ManyToMany<Country>;
 * ```
 * ```sql
 * select … from "labels" join "article_labels" on "article_labels"."label_id" = "labels"."id"
 * where "article_labels"."article_id" = any ($1)
 * ```
 */
export function ManyToMany<U, J>(
  target: () => ModelOf<U>,
  options: ManyToManyOptions<J>,
): ManyToManyDecorator<U> {
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
