import type { Database } from "../database/database";
import { ConfigError } from "../errors/database-error";
import type { ModelClass, ModelDefinition } from "../metadata/definition";
import { definitionOf, ModelRegistry } from "../metadata/registry";

/**
 * The models whose rows belong into a database: the given ones, or those of
 * the loaded ones that are bound to it, or to none when none is bound to it.
 * @throws ConfigError when a given one is bound to another
 */
export function findModels(
  { name }: Database,
  given: readonly ModelClass[] | undefined,
): readonly ModelDefinition[] {
  if (given !== undefined) {
    const definitions = given.map(definitionOf);
    for (const definition of definitions) checkPlace(definition, name);
    return definitions;
  }
  const loaded = new ModelRegistry().definitions();
  const bound = loaded.filter(({ connection }) => connection === name);
  return bound.length > 0
    ? bound
    : loaded.filter(({ connection }) => connection === undefined);
}

function checkPlace(definition: ModelDefinition, database: string): void {
  const { name, connection } = definition;
  if (connection === undefined || connection === database) return;
  throw new ConfigError(
    `${name} is bound to the connection "${connection}", and these seeds run on "${database}".`,
    {
      hint: `Run them with the database that connect({ name: "${connection}" }) gave.`,
    },
  );
}
