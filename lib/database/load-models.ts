import { ConfigError } from "../errors/database-error";
import type { ModelClass } from "../metadata/definition";
import { isModel } from "../metadata/registry-state";
import { findFiles } from "../util/find-files";
import { loadModule } from "../util/load-module";

/**
 * The models that `connect` was given: classes as they are, and those that the
 * files of patterns export. Patterns start from the working directory.
 * @throws ConfigError when a pattern fits no file, a file cannot be loaded, or none exports a model
 */
export async function loadModels(
  models: readonly (ModelClass | string)[],
): Promise<readonly ModelClass[]> {
  const patterns = models.filter((model) => typeof model === "string");
  const classes = models.filter((model) => typeof model !== "string");
  if (patterns.length === 0) return classes;
  const directory = process.cwd();
  const files = await findFiles(patterns, directory);
  const found = new Set(classes);
  for (const file of files)
    for (const model of await loadFile(file)) found.add(model);
  if (found.size === classes.length)
    throw noModels(patterns, directory, files.length);
  return [...found];
}

async function loadFile(file: string): Promise<readonly ModelClass[]> {
  try {
    return Object.values(await loadModule(file)).filter(isModel);
  } catch (error) {
    throw unreadable(file, error);
  }
}

function noModels(
  patterns: readonly string[],
  directory: string,
  files: number,
): ConfigError {
  const what = files === 0 ? "no file" : "no class under @Table()";
  return new ConfigError(
    `models: ${patterns.join(", ")} from ${directory} gives ${what}.`,
    {
      hint: "Patterns start from the working directory, and name the files that run: dist/models/**/*.js where models are compiled.",
    },
  );
}

function unreadable(file: string, cause: unknown): ConfigError {
  const problem = cause instanceof Error ? cause.message : String(cause);
  const hint = /\.[cm]?ts$/.test(file)
    ? "A program that loads TypeScript has to run under tsx or ts-node; otherwise name the compiled files: dist/models/**/*.js."
    : undefined;
  return new ConfigError(`models: ${file} cannot be loaded: ${problem}`, {
    cause,
    hint,
  });
}
