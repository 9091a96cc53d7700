import type { variantsBrand } from "./markers";
import type { LazyRef } from "./relations";

/** The name that the relation gives the model of a record. It exists in types only. */
declare const variantName: unique symbol;

/**
 * A record of any of the models, null where the relation is optional. Beside `NamedVariant` the optional name makes the compiler
 * drop what cannot be, a record of one model that is loaded as another; every
 * record of the model can be assigned.
 */
export type VariantRecord<M> = M extends object
  ? { [A in keyof M]: M[A] & { readonly [variantName]?: A } }[keyof M]
  : M;

/** A loaded record of one of the models. */
export type NamedVariant<A, R> = R & { readonly [variantName]: A };

/** The unloaded form of `Polymorphic`: awaiting it loads it, for every record of the same result at once, with one statement for each model. */
export interface LazyVariant<M> extends LazyRef<VariantRecord<M>> {
  readonly [variantsBrand]: NonNullable<M>;
}
