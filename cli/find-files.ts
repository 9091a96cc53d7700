/** The files that patterns name, absolute and sorted; declaration files are never meant. */
export async function findFiles(
  patterns: readonly string[],
  directory: string,
): Promise<readonly string[]> {
  // Loaded here and not above: most commands look for no files.
  const { default: glob } = await import("fast-glob");
  const files = await glob([...patterns], {
    cwd: directory,
    absolute: true,
    ignore: ["**/node_modules/**", "**/*.d.{ts,mts,cts}"],
  });
  return files.sort();
}
