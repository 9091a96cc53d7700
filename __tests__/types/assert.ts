/** Whether two types are the same, `any` told apart. */
export type Equal<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2
    ? true
    : false;

/** Compiles only for `true`. */
export function isTrue<T extends true>(): T | undefined {
  return undefined;
}
