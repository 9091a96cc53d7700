import { LoadError } from "./load-error";
import { loadModule } from "./load-module";
import type { Exports } from "./load-module";

/**
 * Loads the configuration, a model or a seed. Migrations are named by what runs them.
 * @throws LoadError naming the file, unless the error is arx's own
 */
export async function loadFile(file: string): Promise<Exports> {
  try {
    return await loadModule(file);
  } catch (error) {
    const { ArxError } = await import("../lib/index.js");
    throw error instanceof ArxError ? error : new LoadError(file, error);
  }
}
