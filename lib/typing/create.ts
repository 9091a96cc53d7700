import type { ColKey, OwnRelKey } from "./keys";
import type { Defaulted, ReferenceShape } from "./markers";
import type { Refused } from "./refused";

/** Columns that have a value of their own: listed in `[Defaulted]`, or the key and timestamps by their usual names. */
type DefaultedKey<T> =
  | (typeof Defaulted extends keyof T ? T[typeof Defaulted] : never)
  | "id"
  | "createdAt"
  | "updatedAt";

type NullableKey<T> = {
  [K in keyof T]-?: null extends T[K] ? K : undefined extends T[K] ? K : never;
}[keyof T];

/** The property that holds the key of a relation: `author` → `authorId`. */
type KeyName<K extends string> = `${K}Id`;

/** A relation that must be given, by record or by key. */
type RequiredRelation<T> = Exclude<OwnRelKey<T>, NullableKey<T>>;

/** Required relations whose key is no field of the class: only the record can be given. */
type RecordOnly<T> = {
  [K in RequiredRelation<T>]: KeyName<K> extends keyof T ? never : K;
}[RequiredRelation<T>];

type OptionalColumn<T> = ColKey<T> &
  (DefaultedKey<T> | NullableKey<T> | KeyName<OwnRelKey<T>>);

/** Record of the other side, or null where the relation is optional. */
type RelationInput<P> = Exclude<P, ReferenceShape>;

/**
 * What `create` takes: columns without a default are required. Of a required
 * relation either the record or its key must be given; `CompleteCreate` looks after that.
 *
 * @example
 * ```ts
 * const attributes: Create<City> = { name: "Ulm", country };
 * await City.create(attributes);
 * // insert into "cities" ("name", "country_id") values ($1, $2) returning …
 * ```
 */
export type Create<T> = {
  [K in Exclude<ColKey<T>, OptionalColumn<T>>]: T[K];
} & { [K in OptionalColumn<T>]?: T[K] } & {
  [K in RecordOnly<T>]: RelationInput<T[K]>;
} & {
  [K in Exclude<OwnRelKey<T>, RecordOnly<T>>]?: RelationInput<T[K]>;
};

/**
 * What an update takes: any column, and relations to one record.
 *
 * @example
 * ```ts
 * const attributes: Update<City> = { name: "Bonn", country };
 * await city.update(attributes);
 * // update "cities" set "name" = $1 where "id" = $2 returning …
 * ```
 */
export type Update<T> = { [K in ColKey<T>]?: T[K] } & {
  [K in OwnRelKey<T>]?: RelationInput<T[K]>;
};

/**
 * Beside the inferred type of the data for `create`: refuses names that do not
 * exist, and a required relation of which neither record nor key is given.
 */
export type CompleteCreate<D, T> = [Create<T>, keyof Create<T>] extends [
  D,
  keyof D,
]
  ? unknown
  : {
      [K in keyof D]: K extends ColKey<T> | OwnRelKey<T>
        ? unknown
        : Refused<`arx: the model has no attribute "${K & string}"`>;
    } & {
      [
        K in RequiredRelation<T> as K extends keyof D
          ? never
          : KeyName<K> extends keyof D
            ? never
            : `arx: give "${K}" or "${KeyName<K>}"`
      ]: never;
    };
