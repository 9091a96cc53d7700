import { DefinitionError } from "../errors/definition-error";
import type {
  DraftProblem,
  ModelDraft,
  PropertyDraft,
} from "../metadata/draft";
import { draftOf } from "../metadata/registry-state";
import { suggest } from "../util/suggest";

/** Appends what a decorator said of a property to the draft of its class. */
export function appendProperty(
  target: object,
  property: string,
  draft: PropertyDraft,
): void {
  propertyDraft(target, property).properties.push(draft);
}

/** The draft of the class whose prototype a property decorator was given. */
export function propertyDraft(
  target: object | undefined,
  property: unknown,
): ModelDraft {
  // The decorators of TC39 are called with (undefined, context).
  if (typeof target !== "object") throw wrongDecorators(property);
  return draftOf(target);
}

/** The draft of a class that a decorator was given. */
export function classDraft(model: { readonly prototype: object }): ModelDraft {
  return draftOf(model.prototype);
}

/**
 * TC39 class decorators get a context as well. Without this a class whose
 * fields are all `declare` would seem to have none: the compiler drops them
 * together with their decorators.
 * @throws DefinitionError
 */
export function refuseContext(model: unknown, rest: readonly unknown[]): void {
  if (rest.length > 0) throw wrongDecorators(model);
}

/**
 * Notes options that do not exist. Types refuse them too; this is for code
 * that is not checked.
 */
export function checkOptions(
  draft: ModelDraft,
  property: string | undefined,
  options: object | undefined,
  known: readonly string[],
): void {
  for (const option of Object.keys(options ?? {})) {
    if (known.includes(option)) continue;
    const near = suggest(option, known);
    const fix =
      near === undefined
        ? `The options are ${known.join(", ")}.`
        : `Write ${near}.`;
    const problem: DraftProblem = {
      property,
      message: `has no option "${option}".`,
      fix,
    };
    draft.problems.push(problem);
  }
}

function wrongDecorators(context: unknown): DefinitionError {
  // The context of a field, or the class: both have a name.
  const { name } = Object(context) as { name?: unknown };
  const at = typeof name === "string" ? name : String(context);
  return new DefinitionError([
    {
      at,
      message:
        "is decorated in a way that arx does not know: a static field, or TC39 decorators.",
      fix: 'Set "experimentalDecorators" and "emitDecoratorMetadata" to true in tsconfig.json.',
    },
  ]);
}
