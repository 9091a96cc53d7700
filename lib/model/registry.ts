import { ModelRegistry } from "../metadata/registry";
import { selectConnection } from "../metadata/select-connection";
import { schemaOf } from "../schema/from-metadata";
import type { Schema } from "../schema/schema";

/**
 * A set of models: the classes given, or every class that is loaded.
 *
 * @example
 * ```ts
 * @Table()
 * class Note extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 * }
 *
 * const models = new Registry([Note]);
 * models.toSchema().tables.map(({ name }) => name);   // ["notes"]
 * ```
 */
export class Registry extends ModelRegistry {
  /**
   * The database schema that the models declare: those bound to a connection
   * when one is named, else those bound to none.
   *
   * @example
   * ```ts
   * const { tables } = registry.toSchema();
   * tables[0]?.columns.map(({ name, type }) => `${name} ${type}`);
   * ```
   *
   * @throws DefinitionError with every mistake of every model
   * @throws ConfigError when no model is bound so
   */
  toSchema(connection?: string): Schema {
    return schemaOf(selectConnection(this.definitions(), connection));
  }
}

/**
 * The registry of every class that is loaded.
 *
 * @example
 * ```ts
 * registry.seed(Country, [{ code: "de", name: "Germany" }]).upsert({ conflictKey: "code" });
 * ```
 */
export const registry = new Registry();
