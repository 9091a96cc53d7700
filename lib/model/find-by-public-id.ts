import { DefinitionError } from "../errors/definition-error";
import type { ColumnDefinition, ModelDefinition } from "../metadata/definition";
import { compileWhere } from "../query/conditions/where";
import { loadAll } from "../query/execute";
import { allOfModel } from "../query/query-data";
import { rootScope } from "../query/scope";
import { isUuid } from "../types/uuid";

/** The record with a public id, or null where there is none or the text is no id. */
export async function findByPublicId(
  definition: ModelDefinition,
  publicId: unknown,
): Promise<object | null> {
  const { property } = publicIdOf(definition);
  if (typeof publicId === "string" && !isUuid(publicId)) return null;
  const where = compileWhere(
    rootScope(definition),
    { [property]: publicId },
    `${definition.name}.findByPublicId`,
  );
  const [found] = await loadAll({ ...allOfModel(definition), where, limit: 1 });
  return found ?? null;
}

function publicIdOf({ name, publicId }: ModelDefinition): ColumnDefinition {
  if (publicId !== undefined) return publicId;
  const message = "has no public id to find it by.";
  const fix = "Write @PublicId() declare uuid: string; in the class.";
  throw new DefinitionError([{ at: name, message, fix }]);
}
