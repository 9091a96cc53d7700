import { ModelRegistry } from "../metadata/registry";
import { schemaOf } from "../schema/from-metadata";
import type { Schema } from "../schema/schema";

/**
 * A set of models: the classes given, or every class that is loaded.
 *
 * @example
 * const registry = new Registry([User, Article]);
 * registry.toSchema().tables.map(({ name }) => name);   // ["articles", "users"]
 */
export class Registry extends ModelRegistry {
  /**
   * The database schema that the models declare.
   * @throws DefinitionError with every mistake of every model
   */
  toSchema(): Schema {
    return schemaOf(this.definitions());
  }
}

/**
 * The registry of every class that is loaded.
 *
 * @example
 * registry.seed(Country, [{ code: "de", name: "Germany" }]).upsert({ conflictKey: "code" });
 */
export const registry = new Registry();
