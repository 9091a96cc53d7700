export const title = "postgres";
export const packages = ["postgres"];

/** Hand-written SQL on the package `postgres`, its pool as it comes: 10 connections, statements prepared. */
export async function open(url) {
  const { default: postgres } = await import("postgres");
  const client = postgres(url, { onnotice: () => undefined });
  return {
    client,
    /** Prepared like a tagged template, for texts that are put together. */
    query: (text, parameters = []) =>
      client.unsafe(text, parameters, { prepare: true }),
  };
}
