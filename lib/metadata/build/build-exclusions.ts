import type { Blueprint } from "../blueprint";
import { checkGivenName } from "../check/check-name";
import type {
  ExclusionDefinition,
  ExclusionElementDefinition,
} from "../definition";
import type { ExclusionDraft, ExclusionElementDraft } from "../draft";
import { exclusionName } from "../naming";
import type { ResolveContext } from "../resolve-context";
import { buildIndexKeys } from "./build-index-keys";
import { inlineIndexSql } from "./inline-index-sql";

/** Builds the exclusion constraints that a class declares. */
export function buildExclusions(
  blueprint: Blueprint,
  context: ResolveContext,
): ExclusionDefinition[] {
  return blueprint.chain
    .flatMap(({ exclusions }) => exclusions)
    .flatMap((draft) => buildExclusion(draft, blueprint, context) ?? []);
}

function buildExclusion(
  draft: ExclusionDraft,
  blueprint: Blueprint,
  context: ResolveContext,
): ExclusionDefinition | undefined {
  checkGivenName(draft.name, "exclusion", undefined, blueprint, context);
  if (draft.elements.length === 0) {
    const message = "@Exclude has no elements.";
    context.report(blueprint, undefined, message, fix);
    return undefined;
  }
  const elements = draft.elements.map((element) =>
    buildElement(element, blueprint, context),
  );
  if (elements.includes(undefined)) return undefined;
  return {
    name: exclusionName(blueprint.definition.table, draft.name),
    method: draft.method,
    elements: elements.flatMap((element) => element ?? []),
    where: inlineIndexSql(draft.where, "@Exclude where", blueprint, context),
    deferrable: draft.deferrable,
  };
}

const fix =
  "Write @Exclude('booking', { elements: [{ column: 'room', with: '=' }, { column: 'during', with: '&&' }] }).";

/** PostgreSQL's own characters of operators, or the long form for those of a schema. */
const operator = /^([-+*/<>=~!@#%^&|`?]+|operator\(.+\))$/i;

function buildElement(
  element: ExclusionElementDraft,
  blueprint: Blueprint,
  context: ResolveContext,
): readonly ExclusionElementDefinition[] | undefined {
  const keys = buildIndexKeys(element, "@Exclude", blueprint, context);
  if (operator.test(element.with))
    return keys?.map((key) => ({ ...key, with: element.with }));
  const message = `@Exclude has an element with ${JSON.stringify(element.with)}, which is no operator.`;
  context.report(blueprint, undefined, message, fix);
  return undefined;
}
