/** How a decorator is told of a property of another model: by a function that reads it, or by its name. */
export type NameOrReader<T> = ((record: T) => unknown) | (keyof T & string);

/** What is read of the other model; unknown where nothing was said, and any reader is one. What reads nothing is given back. */
export type ReadBy<T, I> = [NameOrReader<T>] extends [I]
  ? unknown
  : I extends (record: never) => infer R
    ? R
    : I extends keyof T
      ? T[I]
      : I;
