import { draftIndex, indexOptionNames } from "../metadata/draft-index";
import type {
  IndexKey,
  IndexOptions,
  KeyedProperty,
} from "../typing/index-options";
import type { ModelOf, RecordOf } from "../typing/keys";
import type { KnownOptions, Refused } from "../typing/refused";
import { checkOptions, classDraft } from "./append";

type Key = IndexKey<string>;

/** The properties that the keys of an index name. */
type PropertyOf<Keys> = Keys extends string
  ? Keys
  : Keys extends readonly (infer E)[]
    ? PropertyOf<E>
    : Keys extends { column: infer P }
      ? P
      : never;

type IncludedIn<O> = O extends { include: readonly (infer P)[] } ? P : never;

/** Refuses a class that lacks a property an index or constraint names, as far as the types tell the names. */
export type HasProperties<C, P> = string extends P
  ? unknown
  : [Exclude<P, KeyedProperty<RecordOf<C>>>] extends [never]
    ? unknown
    : Refused<`arx: the class has no column or relation "${Exclude<P, KeyedProperty<RecordOf<C>>> & string}"`>;

/** A decorator of a class that has the named properties. */
export type PropertiesDecorator<P> = <C extends ModelOf<object>>(
  model: C & HasProperties<C, P>,
) => void;

/**
 * Adds an index over one or more properties or expressions.
 *
 * @example
 * ```ts
 * @Table()
 * @Index({ expression: "lower(email)" }, { unique: true })
 * @Index(["seenAt"], { where: "seen_at is not null" })
 * class User extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Column() declare email: string;
 *   @Column({ type: "timestamptz", nullable: true }) declare seenAt: Date | null;
 * }
 * // create unique index "idx_users_expr" on "users" ((lower(email)))
 * // create index "idx_users_seen_at" on "users" ("seen_at") where seen_at is not null
 * ```
 */
export function Index<
  const K extends Key | readonly Key[],
  const O extends IndexOptions = object,
>(
  keys: K,
  options?: O & KnownOptions<O, IndexOptions>,
): PropertiesDecorator<PropertyOf<K> | IncludedIn<O>> {
  const list = Array.isArray(keys) ? (keys as readonly Key[]) : [keys as Key];
  return addIndex("@Index", list, options);
}

/**
 * Adds an index over two or more properties or expressions.
 *
 * @example
 * ```ts
 * @Table()
 * @CompositeIndex(["locale", { column: "publishedAt", direction: "desc" }])
 * class Article extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Column() declare locale: string;
 *   @Column() declare publishedAt: Date;
 * }
 * // create index "idx_articles_locale_published_at" on "articles" ("locale", "published_at" desc)
 * ```
 */
export function CompositeIndex<
  const K extends readonly [Key, Key, ...Key[]],
  const O extends IndexOptions = object,
>(
  keys: K,
  options?: O & KnownOptions<O, IndexOptions>,
): PropertiesDecorator<PropertyOf<K> | IncludedIn<O>> {
  return addIndex("@CompositeIndex", keys, options);
}

function addIndex(
  declaredBy: string,
  keys: readonly Key[],
  options?: IndexOptions,
) {
  return (model: ModelOf<object>): void => {
    const draft = classDraft(model);
    checkOptions(draft, undefined, options, indexOptionNames);
    // Decorators of a class are applied from the last to the first.
    draft.indexes.unshift(draftIndex(declaredBy, keys, options));
  };
}
