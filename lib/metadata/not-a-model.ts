import { DefinitionError } from "../errors/definition-error";

/** For what stands where a model must: a class without `@Table`, or no class at all. */
export function notAModel(value: unknown): DefinitionError {
  if (typeof value === "function") {
    const fix = `Write @Table() above class ${value.name}.`;
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
