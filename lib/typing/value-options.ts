import type { Refused, RefusedField } from "./refused";

/** What `@Column` may be told of the values of its field. */
export interface ValueOptions {
  /** Functions that make the column's value of the field's, and back; null passes them by. */
  transform?: TransformOptions;
  /** Brings values into one form, on assignment, in conditions and in bulk writes; it must leave its own results as they are. */
  normalize?: ((value: string) => string | null) | NormalizeOptions;
  /** Whether what plainly stands for a value is taken for it: `"25"` for 25. */
  coerce?: boolean;
  /** Whether values stay inside the program: out of JSON, out of `read` and of what `inspect` shows. */
  private?: boolean;
  /** Whether queries leave the column out unless they name it. */
  omitByDefault?: boolean;
}

/** Both directions of a transform. */
export interface TransformOptions {
  /** What is stored for a value of the field. */
  to: (value: never) => unknown;
  /** The value of the field for what is stored. */
  from: (stored: never) => unknown;
  /** Whether two values are the same; left out, they are when the same is stored for both. */
  equals?: (left: never, right: never) => boolean;
}

/** A normalize for other values than texts, or for null as well. */
export interface NormalizeOptions {
  /** Gives the one form of a value. */
  apply: (value: never) => unknown;
  /** Whether null is given to it as well. */
  toNull?: boolean;
}

/** Whether a transform leads from the field to the column and back. `V` is the field's type without null, `C` the column's. */
export type FittingTransform<X, V, C, Word extends string> = X extends {
  to: (value: infer Taken) => infer Stored;
  from: (stored: infer Read) => infer Given;
}
  ? [V] extends [Taken]
    ? [Stored] extends [C]
      ? [C] extends [ReadBy<C, Read>]
        ? [Given] extends [V]
          ? unknown
          : RefusedField<
              "arx: transform.from must return what the field holds",
              Given
            >
        : RefusedField<
            `arx: transform.from must take ${Word}, which the column holds`,
            Read
          >
      : RefusedField<
          `arx: transform.to must return ${Word}, which the column holds`,
          Stored
        >
    : RefusedField<"arx: transform.to must take what the field holds", Taken>
  : Refused<"arx: a transform has two functions, to and from">;

/** What a document or the dimensions of an array are is the program's own knowledge. */
type ReadBy<C, Read> = unknown extends C
  ? unknown
  : Read extends C & readonly unknown[]
    ? C
    : Read;

/** Whether a normalize takes and gives what the field holds. */
export type FittingNormalize<N, V> =
  // Asked first, since every function has an `apply` of its own.
  N extends (value: never) => unknown
    ? FittingApply<N, NonNullable<V>, V>
    : N extends { apply: infer F }
      ? FittingApply<F, N extends { toNull: true } ? V : NonNullable<V>, V>
      : unknown;

type FittingApply<F, Taken, Given> = F extends (value: infer P) => infer R
  ? [Taken] extends [P]
    ? [R] extends [Given]
      ? unknown
      : RefusedField<"arx: normalize must return what the field holds", R>
    : RefusedField<"arx: normalize must take what the field holds", P>
  : unknown;
