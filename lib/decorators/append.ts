import { DefinitionError } from "../errors/definition-error";
import type {
  DraftProblem,
  ModelDraft,
  PropertyDraft,
} from "../metadata/draft";
import { draftOf } from "../metadata/registry-state";
import { suggest } from "../util/suggest";
import { findKindProblem } from "./option-kinds";

/** Appends what a decorator said of a property to the draft of its class. */
export function appendProperty(
  target: object,
  property: string,
  draft: PropertyDraft,
): void {
  const model = propertyDraft(target, property);
  model.properties.push(draft);
  // A field is not on the prototype; a getter, a method and an `accessor` are.
  if (!Object.hasOwn(target, property)) return;
  model.problems.push({
    property,
    message:
      "is a getter, an accessor or a method, and only a field can hold a column or a relation.",
    fix: `Write a field: declare ${property}: …;`,
  });
}

/** The draft of the class whose prototype a property decorator was given. */
export function propertyDraft(
  target: object | undefined,
  property: unknown,
): ModelDraft {
  if (typeof target === "function") throw staticField(target, property);
  // The decorators of TC39 are called with (undefined, context).
  if (target === undefined) throw wrongDecorators(property);
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
 * Notes options that do not exist, and values of another kind than the option
 * takes. Types refuse them too; this is for code
 * that is not checked.
 */
export function checkOptions(
  draft: ModelDraft,
  property: string | undefined,
  options: object | undefined,
  known: readonly string[],
): void {
  for (const [option, value] of Object.entries(options ?? {})) {
    const flaw = findKindProblem(option, value);
    if (flaw !== undefined && known.includes(option))
      draft.problems.push({ property, ...flaw });
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

function staticField(model: object, property: unknown): DefinitionError {
  return new DefinitionError([
    {
      at: `${nameOf(model)}.${String(property)}`,
      message:
        "is static, and every record has columns and relations of its own.",
      fix: "Take the word static away, or the decorator.",
    },
  ]);
}

function wrongDecorators(context: unknown): DefinitionError {
  return new DefinitionError([
    {
      at: nameOf(context),
      message:
        "is decorated in the way of TC39, and arx takes TypeScript's own decorators.",
      fix: 'Set "experimentalDecorators" and "emitDecoratorMetadata" to true in tsconfig.json; for SWC, "legacyDecorator" and "decoratorMetadata" under "jsc.transform" in .swcrc.',
    },
  ]);
}

/** The context of a field, or a class: both have a name. */
function nameOf(named: unknown): string {
  const { name } = Object(named) as { name?: unknown };
  return typeof name === "string" ? name : String(named);
}
