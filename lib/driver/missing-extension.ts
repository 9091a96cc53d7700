/** Types whose names are not those of their extensions. */
const extensionByType: Readonly<Record<string, string>> = {
  halfvec: "vector",
  sparsevec: "vector",
};

/** Extensions of which a type in an error message can be; those named like a type of theirs, and `vector`. */
const serverExtensions: readonly string[] = [
  "citext",
  "hstore",
  "ltree",
  "vector",
];

/** The extension that a message says is not there to be created. */
export function findUnavailable(message: string): string | undefined {
  const [, name] =
    /^extension "(.+)" is not available$/.exec(message) ??
    // Up to PostgreSQL 14.
    /^could not open extension control file ".*\/([^/]+)\.control"/.exec(
      message,
    ) ??
    [];
  return name;
}

/** What to do when a message names a type that one of these extensions brings. */
export function missingTypeHint(
  message: string,
  known: readonly string[],
): string | undefined {
  const type = /^type "(?:.+\.)?(\w+)" does not exist$/.exec(message)?.[1];
  if (type === undefined) return undefined;
  const extension = Object.hasOwn(extensionByType, type)
    ? extensionByType[type]
    : type;
  if (extension === undefined || !known.includes(extension)) return undefined;
  return `It comes with an extension: run create extension ${extension} first, in a migration of its own before this one.`;
}

/** What to do when a server lacks an extension that arx has types of. */
export function serverExtensionHint(message: string): string | undefined {
  if (findUnavailable(message) === "vector")
    return "Install pgvector on the machine of the server: the package postgresql-<version>-pgvector of Debian and Ubuntu, pgvector_<version> of Red Hat, pgvector of Homebrew. Managed databases have it in their list of extensions.";
  return missingTypeHint(message, serverExtensions);
}
