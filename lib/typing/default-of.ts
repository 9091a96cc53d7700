import type { ColKey } from "./keys";
import type { Refused } from "./refused";

/** The attributes of a record that stands for one that is missing: columns, nothing that must be computed or saved first. */
export type DefaultOf<U> = { readonly [K in ColKey<U>]?: U[K] };

/**
 * Whether what `withDefault` says fits its field: the columns are those of the
 * other model, and a function takes the record that has the relation.
 */
export type FittingDefault<D, U, T> = D extends (owner: infer A) => infer R
  ? [T] extends [A]
    ? KnownColumns<R, U>
    : Refused<"arx: the function of withDefault takes the record that has the relation">
  : D extends true
    ? unknown
    : KnownColumns<D, U>;

type KnownColumns<D, U> =
  Exclude<keyof D, ColKey<U>> extends infer K
    ? [K] extends [never]
      ? unknown
      : Refused<`arx: withDefault names "${K & string}", which is no column of the other model`>
    : never;
