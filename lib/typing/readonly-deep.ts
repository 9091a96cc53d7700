import type { Scalar } from "./conditions";

/** The same value as a literal has it: read-only all through. */
export type ReadonlyDeep<V> = V extends Scalar | null | undefined
  ? V
  : V extends readonly (infer E)[]
    ? readonly ReadonlyDeep<E>[]
    : V extends object
      ? { readonly [K in keyof V]: ReadonlyDeep<V[K]> }
      : V;
