declare const reason: unique symbol;
declare const found: unique symbol;

/**
 * The type of a place where the compiler shall show a sentence of ours: nothing
 * is assignable to it, and the sentence is part of the compiler's message.
 */
export interface Refused<Message extends string> {
  readonly [reason]: Message;
}

/** The same, with the type that was found beside the sentence. */
export interface RefusedField<
  Message extends string,
  Found,
> extends Refused<Message> {
  readonly [found]: Found;
}

/**
 * Whether a field may be null. A program that is compiled without
 * `strictNullChecks` cannot say so, and nothing may follow from it.
 */
export type Nullness<V> = null extends 1
  ? "unknown"
  : null extends V
    ? "null"
    : "not null";

/** Beside the inferred type of an options object: refuses options that do not exist, which inference lets pass. */
export type KnownOptions<O, Known> = keyof O extends keyof Known
  ? unknown
  : {
      [K in keyof O]: K extends keyof Known
        ? unknown
        : Refused<`arx: there is no option "${K & string}"`>;
    };

/** What a decorator says of a field with a name that every record has. */
export type ReservedName<K> =
  Refused<`arx: "${K & string}" is reserved by arx; choose another name`>;
