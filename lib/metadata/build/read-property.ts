/**
 * The property that a function such as `article => article.author` reads, found
 * by running it on an object that records; undefined when it reads none.
 */
export function readProperty(
  read: (record: never) => unknown,
): string | undefined {
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
