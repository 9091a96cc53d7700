import { DefinitionError } from "../errors/definition-error";
import type { ModelClass } from "./definition";
import { discriminatorOf, modelAbove } from "./hierarchy";
import { decoratedClass } from "./registry-state";

/** What would make a class a model: a class below one with `@Discriminator` shares its table. */
export function missingDecorator(model: ModelClass): string {
  const above = modelAbove(model);
  const isSubtype = above !== undefined && discriminatorOf(above) !== undefined;
  return isSubtype ? "@Subtype()" : "@Table()";
}

/**
 * The class as its decorator made it, for it and for the class behind it.
 * @throws DefinitionError for anything else
 */
export function requireModel(value: unknown): ModelClass {
  const model = decoratedClass(value);
  if (model === undefined) throw notAModel(value);
  return model;
}

/** For what stands where a model must: a class without `@Table`, or no class at all. */
export function notAModel(value: unknown): DefinitionError {
  if (typeof value === "function") {
    const fix = `Write ${missingDecorator(value)} above class ${value.name}.`;
    const message = "has no @Table(), so it is no model.";
    return new DefinitionError([{ at: value.name, message, fix }]);
  }
  const at = value === null ? "null" : typeof value;
  // A class is undefined where files import each other and one of them is not loaded to its end.
  const fix =
    "Pass classes, and import them in a file that their own files do not import.";
  return new DefinitionError([
    { at, message: "was given in place of a model.", fix },
  ]);
}
