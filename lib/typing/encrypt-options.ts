import type { Refused } from "./refused";

/**
 * How a column is encrypted.
 *
 * @example
 * ```ts
 * const findable: EncryptOptions = { deterministic: true, downcase: true };
 * ```
 */
export interface EncryptOptions {
  /** Whether the same value always gives the same text, so that `where` and `findBy` can look for it; no unless told. */
  deterministic?: boolean;
  /** Whether a text is put into lower case before, so that it is found however it is written; with `deterministic` only. */
  downcase?: boolean;
  /** How values were written formerly, where that was otherwise; conditions look for these as well. */
  previous?: readonly {
    /** Whether a text was put into lower case. */
    downcase: boolean;
  }[];
  /** Whether what is not encrypted yet is read as it is, while rows are still being encrypted; it is an error unless told. */
  supportUnencrypted?: boolean;
}

/** Refuses what cannot be said of an encrypted column, because the database sees nothing of its values. */
export type FittingEncryption<O> = O extends { encrypt: false }
  ? unknown
  : O extends { enum: unknown }
    ? Refused<"arx: an enum is kept by a check, which cannot see encrypted values">
    : O extends { generatedAs: unknown }
      ? Refused<"arx: the database computes the column, and cannot encrypt">
      : O extends { default: infer D }
        ? D extends (...parameters: never[]) => unknown
          ? FittingParts<O>
          : Refused<"arx: an encrypted column has no default, which the database would fill in as it is">
        : FittingParts<O>;

/** Inference lets options pass that do not exist. */
type FittingParts<O> = O extends { encrypt: infer E extends object }
  ? keyof E extends keyof EncryptOptions
    ? FittingUnique<O>
    : Refused<`arx: encrypt has no option "${Exclude<keyof E, keyof EncryptOptions> & string}"`>
  : FittingUnique<O>;

type FittingUnique<O> = O extends { unique: true }
  ? O extends { encrypt: { deterministic: true } }
    ? unknown
    : Refused<"arx: unique goes with encrypt: { deterministic: true }; otherwise no two values are the same">
  : unknown;
