/**
 * The names of the options of a type: one that is missing from the list, or one
 * too many, does not compile.
 */
export function optionNames<Options extends object>(
  names: Readonly<Record<keyof Options & string, true>>,
): readonly string[] {
  return Object.keys(names);
}
