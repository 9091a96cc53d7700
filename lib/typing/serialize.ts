import type { Refused, ReservedName } from "./refused";
import type { ReservedMember } from "./reserved-members";

/** The options of `@Serialize`. */
export interface SerializeOptions {
  /** Whether `read` takes it; yes unless this is false. */
  input?: boolean;
  /** Whether `toJSON` writes it; yes unless this is false. */
  output?: boolean;
  /** Its key in JSON, in both directions; left out, the name of the property. */
  name?: string;
  /** Whether null is left out: yes for what is no column, no for columns and relations. */
  omitNull?: boolean;
}

type Method = (...parameters: never[]) => unknown;

/** The key `K` of a record `T` when the member can do what the options ask. */
export type SerializedField<T, K extends keyof T, O> = K &
  NoInfer<
    K extends ReservedMember
      ? ReservedName<K>
      : T[K] extends Method
        ? FittingMethod<T[K], O>
        : unknown
  >;

type FittingMethod<F, O> = F extends () => unknown
  ? O extends { output: false }
    ? Refused<"arx: a method without a parameter gives a value and takes none; leave output: false out">
    : unknown
  : O extends { input: false }
    ? Refused<"arx: a method with a parameter takes a value and gives none; leave input: false out">
    : unknown;
