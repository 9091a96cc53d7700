import { DefinitionError } from "../../lib/errors/definition-error";
import type { ModelClass } from "../../lib/metadata/definition";
import { ModelRegistry } from "../../lib/metadata/registry";

/** What resolving these models and no others says; nothing when they are sound. */
export function mistakesOf(...models: ModelClass[]): string {
  const registry = new ModelRegistry(models);
  try {
    registry.definitions();
    return "";
  } catch (error) {
    if (error instanceof DefinitionError) return error.message;
    throw error;
  } finally {
    registry.reset();
  }
}
