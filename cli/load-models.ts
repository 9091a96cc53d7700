import type { ModelDefinition, ResolvedConfig } from "../lib/index";
import { loadFile } from "./load-file";

/**
 * Loads every file that the configuration names for models, and gives those
 * that live on the connection it is about.
 * @param note told of models that live elsewhere, which must not be passed over in silence
 * @throws ConfigError when there is no model
 * @throws DefinitionError with every mistake in them
 */
export async function loadModels(
  config: ResolvedConfig,
  note: (text: string) => void,
): Promise<readonly ModelDefinition[]> {
  const { ConfigError, Registry, findFiles } = await import("../lib/index.js");
  const files = await findFiles(config.models, config.directory);
  for (const file of files) await loadFile(file);
  const all = new Registry().definitions();
  const own = all.filter(({ connection }) => connection === config.name);
  const others = all.filter((definition) => !own.includes(definition));
  if (own.length > 0) {
    if (others.length > 0) note(`Left out: ${listElsewhere(others)}.`);
    return own;
  }
  if (others.length > 0)
    throw new ConfigError(
      `There are no models ${config.name === undefined ? "without a connection" : `on the connection "${config.name}"`}, only ${listElsewhere(others)}.`,
      {
        hint: `Correct name in ${config.file}: it says whose tables this is about.`,
      },
    );
  const found =
    files.length === 0
      ? "no file"
      : `${files.length === 1 ? "1 file" : `${String(files.length)} files`} without a class under @Table()`;
  throw new ConfigError(
    `There are no models: ${config.models.join(", ")} from ${config.directory} gives ${found}.`,
    { hint: `Correct models in ${config.file}.` },
  );
}

/** `Visit (connection "reports"), User (no connection)` */
function listElsewhere(definitions: readonly ModelDefinition[]): string {
  const place = ({ connection }: ModelDefinition): string =>
    connection === undefined ? "no connection" : `connection "${connection}"`;
  return definitions
    .map((definition) => `${definition.name} (${place(definition)})`)
    .join(", ");
}
