import { suggest } from "../../util/suggest";
import type { Blueprint } from "../blueprint";
import type { ModelDefinition, NarrowingDefinition } from "../definition";
import type { NarrowingDraft } from "../draft";
import type { ResolveContext } from "../resolve-context";

/** The keys of a where object that are no properties. */
const logicalNames: readonly string[] = ["and", "or", "not"];

/** What a relation declares of its records; names that its target does not have are reported. */
export function buildNarrowing(
  { where, orderBy }: NarrowingDraft,
  property: string,
  target: ModelDefinition,
  blueprint: Blueprint,
  context: ResolveContext,
): NarrowingDefinition {
  const report = (
    option: string,
    name: string,
    known: readonly string[],
  ): void => {
    const near = suggest(name, known);
    const message = `has ${option}: { ${name} }, which ${target.name} does not have.`;
    const fix =
      near === undefined
        ? `The names are ${known.join(", ")}.`
        : `Write ${near}.`;
    context.report(blueprint, property, message, fix);
  };
  const names = [
    ...Object.keys(target.columns),
    ...Object.keys(target.relations),
  ];
  const orders = orderBy === undefined ? [] : [orderBy].flat();
  const unknown = namesIn(where).filter(
    (name) => !names.includes(name) && !logicalNames.includes(name),
  );
  for (const name of unknown)
    report("where", name, [...names, ...logicalNames]);
  for (const name of orders.flatMap(namesIn))
    if (!isName(name, names)) report("orderBy", name, names);
  const at = blueprint.at(property);
  return Object.freeze({
    conditions: Object.freeze(where === undefined ? [] : [{ at, where }]),
    orderBy: Object.freeze(orders),
  });
}

/** SQL in the place of an order stands under `by`, with its direction beside it. */
function isName(name: string, names: readonly string[]): boolean {
  return names.includes(name) || ["by", "dir", "nulls"].includes(name);
}

/** The names in a plain object; SQL, and a function of which nobody knows what it gives, have none to look at. */
function namesIn(given: unknown): readonly string[] {
  const isPlain =
    typeof given === "object" &&
    given !== null &&
    Object.getPrototypeOf(given) === Object.prototype;
  return isPlain ? Object.keys(given) : [];
}
