import { ConfigError } from "../errors/database-error";
import type { ModelDefinition } from "./definition";

/**
 * The models that are bound to a connection; without a name, those that are bound to none.
 * @throws ConfigError when there are models, but none of them is
 */
export function selectConnection(
  definitions: readonly ModelDefinition[],
  connection: string | undefined,
): readonly ModelDefinition[] {
  const selected = definitions.filter(
    (definition) => definition.connection === connection,
  );
  if (selected.length > 0 || definitions.length === 0) return selected;
  throw connection === undefined
    ? new ConfigError("Every model is bound to a connection.", {
        hint: `Say which connection is meant: ${listConnections(definitions)}.`,
      })
    : new ConfigError(`No model is bound to the connection "${connection}".`, {
        hint: `Write @Table({ connection: "${connection}" }) above the models that live there.`,
      });
}

function listConnections(definitions: readonly ModelDefinition[]): string {
  const names = new Set(definitions.map(({ connection }) => connection));
  return [...names].map((name) => JSON.stringify(name)).join(", ");
}
