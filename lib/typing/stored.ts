import type { IsAny } from "./keys";
import type { Refused, RefusedField, ReservedName } from "./refused";
import type { ReservedMember } from "./reserved-members";

/** The options of `@Stored`. */
export interface StoredOptions {
  /** The key in the document; left out, the name of the field. */
  key?: string;
}

/** The key `K` of a record `T` when its field holds what a key of the document in the column `C` holds. */
export type StoredField<T, K extends keyof T, C extends string, O> = K &
  NoInfer<
    K extends ReservedMember
      ? ReservedName<K>
      : C extends keyof T
        ? FittingStored<T[K], T[C], O extends { key: infer N } ? N : K>
        : Refused<`arx: the class has no column "${C}"`>
  >;

type FittingStored<V, D, N> =
  IsAny<D> extends true
    ? unknown
    : unknown extends D
      ? unknown
      : NonNullable<D> extends string | number | bigint | boolean
        ? Refused<"arx: the column holds no document; name one of type jsonb">
        : N extends keyof NonNullable<D>
          ? FittingKey<V, NonNullable<D>[N], null extends D ? undefined : never>
          : Refused<`arx: the document has no key "${N & string}"`>;

/** @typeParam Missing undefined where the document itself may be missing */
type FittingKey<V, Held, Missing> = undefined extends Held | Missing
  ? undefined extends V
    ? FittingHeld<V, Held>
    : Refused<"arx: the key may be missing in the document; declare the field with | undefined">
  : FittingHeld<V, Held>;

type FittingHeld<V, Held> = [Exclude<V, undefined>] extends [Held]
  ? [Exclude<Held, undefined>] extends [V]
    ? unknown
    : RefusedField<
        "arx: the field must hold what the key of the document holds",
        Held
      >
  : RefusedField<
      "arx: the field must hold what the key of the document holds",
      Held
    >;
