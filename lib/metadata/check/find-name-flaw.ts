/** What compilers call a class that has no name: each something else, and so would be its table. */
const inventedName = /^(default|default_\d+|\w+_default|_class\d*|class_\d+|)$/;

/** Why the name of a class is no name for what the database keeps; undefined when it is one. */
export function findNameFlaw(
  name: string,
  what: "a table" | "rows",
): string | undefined {
  if (inventedName.test(name))
    return `has no name of its own that could name ${what}.`;
  return name.length <= 2
    ? `has a name too short to name ${what}; it looks as if a minifier made it.`
    : undefined;
}
