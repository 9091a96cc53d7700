import type { Context } from "../context";

/** The folder of the configuration, or the working directory where that cannot be read. */
export function findProjectDirectory(context: Context): Promise<string> {
  return context.config().then(
    ({ directory }) => directory,
    () => process.cwd(),
  );
}
