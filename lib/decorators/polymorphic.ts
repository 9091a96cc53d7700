import type { ModelOf } from "../typing/keys";
import type { PolymorphicField } from "../typing/polymorphic-field";
import type { LazyVariant, VariantRecord } from "../typing/polymorphic";
import type { KnownOptions } from "../typing/refused";
import type { StrictLoading } from "../typing/strict-loading";
import { optionNames } from "../util/option-names";
import { appendProperty, checkOptions, propertyDraft } from "./append";
import { soundOption } from "./option-kinds";

/**
 * The type of a field that holds a relation to a record of one of several
 * models, by the names they have in the column of the type: the record when it
 * is loaded, and something to await when it is not.
 * `Polymorphic<{ article: Article; photo: Photo } | null>` where it is optional.
 */
export type Polymorphic<M> = VariantRecord<M> | LazyVariant<M>;

/** The options of `@Polymorphic`. */
export interface PolymorphicOptions {
  /** Whether every record must have it; optional unless this is true. */
  required?: boolean;
  /** How the names of the two columns begin; left out, as the property: `subject_type` and `subject_id` for `subject`. */
  name?: string;
  /** The type of the column for keys where the models have keys of several types: their text; left out, the type of their keys. */
  keyType?: "text";
  /** Whether type and key get an index; yes unless this is false. */
  indexed?: boolean;
  /** What becomes of it where it is awaited before it was loaded; left out, as the query, the model and the database say. */
  strictLoading?: StrictLoading;
}

/** The models of a relation, by the names that the column of the type holds. */
export type VariantModels<M> = { readonly [A in keyof M]: () => ModelOf<M[A]> };

/** A decorator of a field whose type is a `Polymorphic` of the same models. */
export type PolymorphicDecorator<M, O> = <
  T extends object,
  K extends keyof T & string,
>(
  target: T,
  property: PolymorphicField<T, K, M, O>,
) => void;

/**
 * Makes a field a relation to a record of one of several models: one column
 * holds the name of the model, as it is given here, another the key. The
 * database knows no foreign key for it. The other side is `@HasMany` or
 * `@HasOne` of each of the models.
 *
 * @example
 * ```ts
 * @Table()
 * class Article extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @HasMany(() => Comment, (comment) => comment.subject)
 *   declare comments: HasMany<Comment>;
 * }
 *
 * @Table()
 * class Photo extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 * }
 *
 * @Table()
 * class Comment extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Polymorphic({ article: () => Article, photo: () => Photo }, { required: true })
 *   declare subject: Polymorphic<{ article: Article; photo: Photo }>;
 * }
 * // "subject_type" text not null
 * // "subject_id" bigint not null
 * // check ("subject_type" in ('article', 'photo'))
 * // create index "idx_comments_subject_type_subject_id" …
 * ```
 */
export function Polymorphic<
  M extends object,
  const O extends PolymorphicOptions = object,
>(
  models: VariantModels<M>,
  options?: O & KnownOptions<O, PolymorphicOptions>,
): PolymorphicDecorator<M, O> {
  return (owner: object, property: unknown) => {
    appendPolymorphic(owner, property as string, models, options ?? {}, false);
  };
}

/** Notes a polymorphic relation, delegated or not. */
export function appendPolymorphic(
  owner: object,
  property: string,
  models: VariantModels<object>,
  options: PolymorphicOptions,
  delegated: boolean,
): void {
  checkOptions(
    propertyDraft(owner, property),
    property,
    options,
    delegated ? delegatedOptionNames : polymorphicOptionNames,
  );
  appendProperty(owner, property, {
    kind: "polymorphic",
    property,
    variants: Object.entries(models).map(([alias, target]) => ({
      alias,
      target: target as () => unknown,
    })),
    required: options.required ?? delegated,
    name: options.name,
    keyType: options.keyType,
    indexed: options.indexed ?? true,
    delegated,
    strictLoading: soundOption("strictLoading", options.strictLoading),
  });
}

const polymorphicOptionNames = optionNames<PolymorphicOptions>({
  required: true,
  name: true,
  keyType: true,
  indexed: true,
  strictLoading: true,
});

/** It is required, and its columns are unique together, which makes an index. */
const delegatedOptionNames: readonly (keyof PolymorphicOptions)[] = [
  "name",
  "keyType",
  "strictLoading",
];
