/** The environment seeds run in: `ARX_ENV`, then `NODE_ENV`, then `development`. */
export function currentEnvironment(): string {
  const { ARX_ENV, NODE_ENV } = process.env;
  // An empty variable is one that is not set.
  return (
    [ARX_ENV, NODE_ENV].find((name) => name !== undefined && name !== "") ??
    "development"
  );
}
