/**
 * What JSON cannot hold, or gives back as something else: a Date comes back as
 * a text. The null of JSON, `jsonNull`, is the one value with a `toJSON` that
 * stays what it is.
 */
export type NotJson =
  | bigint
  | symbol
  | Uint8Array
  | ((...parameters: never[]) => unknown)
  | ReadonlyMap<unknown, unknown>
  | ReadonlySet<unknown>
  | { toJSON(...parameters: never[]): string | number | boolean | object };
