import { reservedMembers } from "../../typing/reserved-members";
import { suggest } from "../../util/suggest";
import { comparesWhole, innermostType } from "../../types/wrapped-type";
import type { Blueprint } from "../blueprint";
import type { ColumnDefinition } from "../definition";
import type { MemberDraft, StoredDraft, TransientDraft } from "../draft-values";
import type { ResolveContext } from "../resolve-context";
import { buildSerialized } from "./build-serialized";

/** Builds what is said of fields, accessors and methods: keys of documents, what is no column, and how all of them are serialised. */
export function buildMembers(
  blueprint: Blueprint,
  context: ResolveContext,
): void {
  const members = blueprint.lineage.flatMap((draft) => draft.members);
  for (const draft of latest(members).values())
    buildMember(draft, blueprint, context);
  buildSerialized(
    members.filter((draft) => draft.kind === "serialize"),
    blueprint,
    context,
  );
}

function buildMember(
  draft: StoredDraft | TransientDraft,
  blueprint: Blueprint,
  context: ResolveContext,
): void {
  const { property, kind } = draft;
  if (blueprint.properties.has(property)) {
    const name = kind === "stored" ? "@Stored" : "@Transient";
    const message = `has ${name} beside a decorator that makes it a column or relation.`;
    context.report(blueprint, property, message, "Take one of the two away.");
    return;
  }
  if (kind === "transient") return;
  if ((reservedMembers as readonly string[]).includes(property)) {
    const message = "has a name that arx reserves.";
    context.report(blueprint, property, message, "Rename the field.");
    return;
  }
  buildStored(draft, blueprint, context);
}

function buildStored(
  { property, column: name, key }: StoredDraft,
  blueprint: Blueprint,
  context: ResolveContext,
): void {
  const column = blueprint.definition.columns[name];
  const problem =
    column === undefined
      ? reportUnknown(name, blueprint)
      : findTypeProblem(column);
  if (problem !== undefined) {
    context.report(blueprint, property, problem.message, problem.fix);
    return;
  }
  const at = blueprint.at(property);
  blueprint.definition.stored[property] = Object.freeze({
    property,
    at,
    column: column as ColumnDefinition,
    key,
  });
}

interface Problem {
  readonly message: string;
  readonly fix: string;
}

function reportUnknown(name: string, { definition }: Blueprint): Problem {
  const near = suggest(name, Object.keys(definition.columns));
  return {
    message: `is stored in ${JSON.stringify(name)}, which is no column of ${definition.name}.`,
    fix:
      near === undefined
        ? "Name a column of type jsonb."
        : `Write @Stored('${near}').`,
  };
}

function findTypeProblem({ type, at }: ColumnDefinition): Problem | undefined {
  const { name } = innermostType(type);
  const isDocument = name === "jsonb" || name === "json";
  if (isDocument && type.encryption === undefined && !comparesWhole(type))
    return undefined;
  return {
    message: `is stored in ${at}, which holds no JSON document.`,
    fix: "Name a column of type jsonb without a transform.",
  };
}

/** What a subclass says anew replaces what its base said. */
function latest(
  members: readonly MemberDraft[],
): ReadonlyMap<string, StoredDraft | TransientDraft> {
  const found = new Map<string, StoredDraft | TransientDraft>();
  for (const draft of members)
    if (draft.kind !== "serialize") found.set(draft.property, draft);
  return found;
}
