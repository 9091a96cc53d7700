import type {
  AssignableKey,
  ColKey,
  GeneratedKey,
  IsPolymorphic,
  NamesIn,
  OwnRelKey,
  Without,
} from "./keys";
import type { Defaulted, ReferenceShape } from "./markers";
import type { PasswordKey, PasswordsOf } from "./password";
import type { Refused } from "./refused";
import type { SqlFragment } from "./sql-fragment";

/** What has a value of its own: listed in `[Defaulted]`, or the key and timestamps by their usual names. */
type DefaultedKey<T> =
  | (typeof Defaulted extends keyof T ? NamesIn<T[typeof Defaulted]> : never)
  | "id"
  | "createdAt"
  | "updatedAt";

type GivenKey<T> = ColKey<T> | OwnRelKey<T>;

/** What may be left out because it may be null, or has a value of its own. */
type OmittableKey<T> = T extends object
  ? | {
        [K in GivenKey<T>]: null extends T[K]
          ? K
          : undefined extends T[K]
            ? K
            : never;
      }[GivenKey<T>]
    | DefaultedKey<T>
  : never;

/** The property that holds the key of a relation: `author` → `authorId`. */
type KeyName<K extends string> = `${K}Id`;

/** The properties that hold the key of a relation; that of a relation to several models has a type as well. */
type KeyNames<T, K extends keyof T & string> =
  KeyName<K> | (IsPolymorphic<T[K]> extends true ? `${K}Type` : never);

/** The properties that hold the types of relations to several models. */
type TypeName<T> = {
  [K in OwnRelKey<T>]: IsPolymorphic<T[K]> extends true ? `${K}Type` : never;
}[OwnRelKey<T>];

/** A relation that must be given, by record or by key. */
type RequiredRelation<T> = Exclude<OwnRelKey<T>, OmittableKey<T>>;

/** Required relations whose key is no field of the class: only the record can be given. */
type RecordOnly<T> = {
  [K in RequiredRelation<T>]: KeyNames<T, K> extends keyof T ? never : K;
}[RequiredRelation<T>];

/** The columns that a program writes: all but those that the database computes. */
type WrittenColumn<T> = Without<ColKey<T>, GeneratedKey<T>>;

type OptionalColumn<T> =
  | AssignableKey<T>
  | (WrittenColumn<T> &
      (OmittableKey<T> | KeyName<OwnRelKey<T>> | TypeName<T>));

/** Record of the other side, or null where the relation is optional. */
type RelationInput<P> = Exclude<P, ReferenceShape>;

/**
 * What `create` takes: columns without a default are required. A value may be
 * SQL, which the database computes: sql`now()`. Of a required
 * relation either the record or its key must be given; `CompleteCreate` looks after that.
 *
 * @example
 * ```ts
 * const attributes: Create<City> = { name: "Ulm", country };
 * await City.create(attributes);
 * // insert into "cities" ("name", "country_id") values ($1, $2) returning …
 * ```
 */
export type Create<T> = PasswordsOf<T> & {
  [K in Exclude<WrittenColumn<T>, OptionalColumn<T>>]: T[K] | SqlFragment;
} & { [K in OptionalColumn<T>]?: T[K] | SqlFragment } & {
  [K in RecordOnly<T>]: RelationInput<T[K]>;
} & {
  [K in Exclude<OwnRelKey<T>, RecordOnly<T>>]?: RelationInput<T[K]>;
};

/**
 * What a set's `create` takes: the same, but for its relations, one of which
 * the set gives by itself.
 *
 * @example
 * ```ts
 * const attributes: CreateWithin<City> = { name: "Ulm" };
 * await country.cities.create(attributes);
 * // insert into "cities" ("name", "country_id") values ($1, $2) returning …
 * ```
 */
export type CreateWithin<T> = PasswordsOf<T> & {
  [K in Exclude<WrittenColumn<T>, OptionalColumn<T>>]: T[K] | SqlFragment;
} & { [K in OptionalColumn<T>]?: T[K] | SqlFragment } & {
  [K in OwnRelKey<T>]?: RelationInput<T[K]>;
};

/**
 * What an update takes: any column, and relations to one record. A value may
 * be SQL, which the database computes.
 *
 * @example
 * ```ts
 * const attributes: Update<City> = { name: "Bonn", country };
 * await city.update(attributes);
 * // update "cities" set "name" = $1 where "id" = $2 returning …
 * ```
 */
export type Update<T> = {
  [K in WrittenColumn<T> | AssignableKey<T>]?: T[K] | SqlFragment;
} & {
  [K in OwnRelKey<T>]?: RelationInput<T[K]>;
} & Partial<PasswordsOf<T>>;

/**
 * What an update of many records takes: columns, and relations to one record;
 * nothing that each record makes for itself, as it does of a password. A value
 * may be SQL, which the database computes for each row.
 *
 * @example
 * ```ts
 * const values: UpdateAll<City> = { population: sql`population * 2` };
 * await City.where({ capital: true }).updateAll(values);
 * // update "cities" set "population" = population * 2 where "capital" = $1
 * ```
 */
export type UpdateAll<T> = {
  [K in WrittenColumn<T>]?: T[K] | SqlFragment;
} & {
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
      [K in keyof D]: K extends
        WrittenColumn<T> | OwnRelKey<T> | PasswordKey<T> | AssignableKey<T>
        ? unknown
        : Refused<`arx: the model has no attribute "${K & string}"`>;
    } & {
      [
        K in RequiredRelation<T> as K extends keyof D
          ? never
          : KeyNames<T, K> extends keyof D
            ? never
            : `arx: give "${K}" or "${KeyName<K>}"`
      ]: never;
    };
