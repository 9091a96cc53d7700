import type { Blueprint } from "../blueprint";
import type { ColumnDefinition, SerializedDefinition } from "../definition";
import type { MemberShape, SerializeDraft } from "../draft-values";
import type { ResolveContext } from "../resolve-context";

/** Builds what `@Serialize` says of each member, and looks for directions that a member does not have. */
export function buildSerialized(
  drafts: readonly SerializeDraft[],
  blueprint: Blueprint,
  context: ResolveContext,
): void {
  const { serialized } = blueprint.definition;
  for (const draft of drafts) {
    checkDirections(draft, blueprint, context);
    serialized[draft.property] = Object.freeze(define(draft, blueprint));
  }
  checkKeysDiffer(blueprint, context);
}

const directions: Readonly<
  Record<MemberShape, { readonly input: boolean; readonly output: boolean }>
> = {
  field: { input: true, output: true },
  accessor: { input: true, output: true },
  getter: { input: false, output: true },
  setter: { input: true, output: false },
  "giving method": { input: false, output: true },
  "taking method": { input: true, output: false },
};

function define(
  { property, member, input, output, name, omitNull }: SerializeDraft,
  { definition }: Blueprint,
): SerializedDefinition {
  const kind = kindOf(property, member, definition);
  const can = directions[member];
  return {
    property,
    kind,
    input: can.input && (input ?? true),
    output: can.output && (output ?? true),
    name: name ?? property,
    // A column that is null is a fact; a member of the class that is null has nothing to say.
    omitNull: omitNull ?? (kind !== "column" && kind !== "relation"),
  };
}

function kindOf(
  property: string,
  member: MemberShape,
  { columns, relations }: Blueprint["definition"],
): SerializedDefinition["kind"] {
  if (Object.hasOwn(columns, property)) return "column";
  if (Object.hasOwn(relations, property)) return "relation";
  if (member === "field") return "field";
  return member.endsWith("method") ? "method" : "accessor";
}

function checkDirections(
  draft: SerializeDraft,
  blueprint: Blueprint,
  context: ResolveContext,
): void {
  const { property } = draft;
  if (doesNothing(draft, blueprint)) {
    const { message, fix } = explain(draft.member);
    context.report(blueprint, property, message, fix);
    return;
  }
  const column = blueprint.definition.columns[property];
  for (const way of ["input", "output"] as const) {
    const obstacle = draft[way] ? findObstacle(way, draft, column) : undefined;
    if (obstacle === undefined) continue;
    const message = `${obstacle}, and @Serialize asks for its ${way}.`;
    const fix = `Leave ${way}: true out of @Serialize.`;
    context.report(blueprint, property, message, fix);
  }
}

/** Whether a member of the class alone goes neither way. */
function doesNothing(
  { property, member, input, output }: SerializeDraft,
  { definition, properties }: Blueprint,
): boolean {
  if (Object.hasOwn(definition.columns, property) || properties.has(property))
    return false;
  const can = directions[member];
  return (!can.input || input === false) && (!can.output || output === false);
}

/** Why a value cannot go a way that is asked for. */
function findObstacle(
  way: "input" | "output",
  { member }: SerializeDraft,
  column: ColumnDefinition | undefined,
): string | undefined {
  if (column?.isPrivate) return "is private";
  if (way === "output")
    return directions[member].output ? undefined : "gives no value";
  return directions[member].input && column?.generated === undefined
    ? undefined
    : "takes no value";
}

function explain(member: MemberShape): { message: string; fix: string } {
  switch (member) {
    case "getter":
    case "giving method":
      return {
        message: `is a ${member === "getter" ? "getter without a setter" : "method without a parameter"}, which gives a value and takes none, and @Serialize leaves its output out.`,
        fix: "Write @Serialize({ input: false }), or add what takes a value.",
      };
    case "setter":
    case "taking method":
      return {
        message: `is a ${member === "setter" ? "setter without a getter" : "method with a parameter"}, which takes a value and gives none, and @Serialize leaves its input out.`,
        fix: "Write @Serialize({ output: false }), or add what gives a value.",
      };
    case "field":
    case "accessor":
      return {
        message: "is neither read nor written by @Serialize.",
        fix: "Write @Transient() instead.",
      };
  }
}

/** Two members under one key would hide each other. */
function checkKeysDiffer(blueprint: Blueprint, context: ResolveContext): void {
  const { columns, relations, serialized } = blueprint.definition;
  const keys = new Map<string, string>();
  const names = new Set([
    ...Object.keys(columns),
    ...Object.keys(relations),
    ...Object.keys(serialized),
  ]);
  for (const property of names) {
    const key = serialized[property]?.name ?? property;
    const earlier = keys.get(key);
    keys.set(key, property);
    if (earlier === undefined) continue;
    const message = `has the key ${JSON.stringify(key)} in JSON, which ${earlier} has as well.`;
    const fix = "Give one of them another: @Serialize({ name: '…' }).";
    context.report(blueprint, property, message, fix);
  }
}
