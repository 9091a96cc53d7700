import { LoadError } from "./load-error";
import { loadModule } from "./load-module";
import type { Exports } from "./load-module";
import { expectOneCopy } from "./one-copy";

/**
 * Loads the configuration, a model or a seed. Migrations are named by what runs them.
 * @throws LoadError naming the file, unless the error is arx's own
 * @throws SecondCopyError
 */
export async function loadFile(file: string): Promise<Exports> {
  expectOneCopy(file);
  try {
    return await loadModule(file);
  } catch (error) {
    const { ArxError } = await import("../lib/index.js");
    throw error instanceof ArxError ? error : new LoadError(file, error);
  }
}
