import type { PropertyReader } from "../draft";

/**
 * The property that a function such as `article => article.author` reads, found
 * by running it on an object that records; undefined when it reads none. A name
 * is the property itself.
 */
export function readProperty(read: PropertyReader): string | undefined {
  if (typeof read === "string") return read;
  let property: string | undefined;
  const recorder = new Proxy(
    {},
    {
      get(_, name): undefined {
        if (typeof name === "string") property ??= name;
        return undefined;
      },
    },
  );
  try {
    read(recorder as never);
  } catch {
    // Reading on from the property fails, but what was read first is known.
  }
  return property;
}
