import { DefinitionError } from "../errors/definition-error";
import { TypeMismatchError } from "../errors/query-error";
import type { ColumnDefinition, ModelDefinition } from "../metadata/definition";
import { compileWhere } from "../query/conditions/where";
import { loadAll } from "../query/execute";
import { allOfModel } from "../query/query-data";
import { rootScope } from "../query/scope";
import { describeValue } from "../types/describe-value";
import { isUuid } from "../types/uuid";

/** The record with a public id, or null where there is none or the text is no id. */
export async function findByPublicId(
  definition: ModelDefinition,
  publicId: unknown,
): Promise<object | null> {
  const { property } = publicIdOf(definition);
  if (typeof publicId === "string" && !isUuid(publicId)) return null;
  // What comes from outside must not become a condition that finds any record.
  if (typeof publicId === "object" && publicId !== null)
    throw new TypeMismatchError(
      `${definition.name}.findByPublicId`,
      "a text",
      describeValue(publicId),
    );
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
