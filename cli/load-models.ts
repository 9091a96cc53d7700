import type { ModelDefinition, ResolvedConfig } from "../lib/index";
import { findFiles } from "./find-files";
import { loadFile } from "./load-file";

/**
 * Loads every file that the configuration names for models, and gives what
 * they declare.
 * @throws ConfigError when there is no model
 * @throws DefinitionError with every mistake in them
 */
export async function loadModels(
  config: ResolvedConfig,
): Promise<readonly ModelDefinition[]> {
  const { ConfigError, Registry } = await import("../lib/index.js");
  const files = await findFiles(config.models, config.directory);
  for (const file of files) await loadFile(file);
  const definitions = new Registry().definitions();
  if (definitions.length > 0) return definitions;
  const found =
    files.length === 0
      ? "no file"
      : `${files.length === 1 ? "1 file" : `${String(files.length)} files`} without a class under @Table()`;
  throw new ConfigError(
    `There are no models: ${config.models.join(", ")} from ${config.directory} gives ${found}.`,
    { hint: `Correct models in ${config.file}.` },
  );
}
