import type { CompleteCreate, Create } from "./create";
import type { ColKey, GeneratedKey, OwnRelKey } from "./keys";
import type { ReferenceShape } from "./markers";
import type { Refused } from "./refused";

/**
 * What a record is known by, for `findOrCreateBy` and its kin: values of columns,
 * and records that relations lead to. Null is a value; undefined is none.
 *
 * @example
 * ```ts
 * const identity: Identity<Country> = { code: "de" };
 * await Country.findOrBuildBy(identity);   // select … from "countries" where "code" = $1 limit $2
 * ```
 */
export type Identity<T> = {
  [K in Exclude<ColKey<T>, GeneratedKey<T>> | OwnRelKey<T>]?: Exclude<
    T[K],
    ReferenceShape
  >;
};

/** Beside the inferred type of an identity: refuses names that do not exist, and values that may be missing. */
export type KnownIdentity<C, T> = [Identity<T>] extends [C]
  ? unknown
  : {
      [K in keyof C]: K extends keyof Identity<T>
        ? undefined extends C[K]
          ? Refused<`arx: "${K & string}" may be undefined; leave the key out or write null`>
          : unknown
        : Refused<`arx: the model has no column or relation to one "${K & string}"`>;
    };

/** What `create` takes beside an identity. */
export type CreateRest<T, C> = Omit<Create<T>, keyof C>;

/** Beside the inferred type of that: refuses names that do not exist, and a required relation that neither of both gives. */
export type KnownRest<A, C, T> = Omit<CompleteCreate<C & A, T>, keyof C>;
