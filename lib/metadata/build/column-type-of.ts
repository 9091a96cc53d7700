import type { ColumnType } from "../../types/column-type";
import {
  findTypeOptionProblem,
  resolveColumnType,
} from "../../types/resolve-column-type";
import type { TypeOptions } from "../../types/type-options";
import type { Blueprint } from "../blueprint";
import type { ColumnDraft } from "../draft";
import type { ResolveContext } from "../resolve-context";
import { findEnumType } from "./build-enum";
import { wrapType } from "./wrap-type";
import { wrapKeyCoercion } from "./wrap-values";
import { findTypeName } from "./infer-type";
import { findPart, typeOfPart } from "./polymorphic-part";
import { reportUnknownType } from "./report-type";

/**
 * The type of a column, found when it is first asked for: the key of a relation
 * has the type of the column it refers to, which may belong to a model that
 * comes later. Undefined when a mistake was reported.
 */
export function columnTypeOf(
  blueprint: Blueprint,
  property: string,
  context: ResolveContext,
): ColumnType | undefined {
  if (blueprint.isDone) return blueprint.definition.columns[property]?.type;
  const known = blueprint.types.get(property);
  if (known === null) {
    reportCircle(blueprint, property, context);
    return undefined;
  }
  if (blueprint.types.has(property)) return known;
  blueprint.types.set(property, null);
  const base = findType(blueprint, property, context);
  const draft = blueprint.findColumn(property);
  const type = base && wrap(base, draft, blueprint, context);
  blueprint.types.set(property, type);
  return type;
}

function wrap(
  base: ColumnType,
  draft: ColumnDraft | undefined,
  blueprint: Blueprint,
  context: ResolveContext,
): ColumnType {
  return draft === undefined
    ? wrapKeyCoercion(base, blueprint)
    : wrapType(base, draft, blueprint, context);
}

function findType(
  blueprint: Blueprint,
  property: string,
  context: ResolveContext,
): ColumnType | undefined {
  const draft = blueprint.findColumn(property);
  const part = findPart(blueprint, property);
  // A key whose type is written is read as written, and compared with the other side later.
  if (part !== undefined && (part.part === "type" || draft?.type === undefined))
    return typeOfPart(part, blueprint, context, (target, key) =>
      columnTypeOf(target, key, context),
    );
  if (draft?.enum !== undefined) return findEnumType(draft, blueprint, context);
  if (draft?.type === undefined) {
    const relation = blueprint.findRelationOf(property);
    if (relation !== undefined)
      return referencedType(blueprint, property, context);
  }
  return draft && findNamedType(draft, blueprint, context);
}

/** The type of the column that a key refers to. */
function referencedType(
  blueprint: Blueprint,
  property: string,
  context: ResolveContext,
): ColumnType | undefined {
  const relation = blueprint.findRelationOf(property);
  if (relation === undefined) return undefined;
  const pair = blueprint.keys
    .get(relation.property)
    ?.find((key) => key.property === property);
  const target = context.follow(blueprint, relation.property, relation.target);
  return pair && target && columnTypeOf(target, pair.reference, context);
}

function findNamedType(
  draft: ColumnDraft,
  blueprint: Blueprint,
  context: ResolveContext,
): ColumnType | undefined {
  const element = findTypeName(draft, blueprint, context);
  if (element === undefined) return undefined;
  const isList = element.endsWith("[]") || !draft.array;
  const name = isList ? element : `${element}[]`;
  const type = resolveColumnType(name, typeOptionsOf(draft));
  if (type === undefined) {
    reportUnknownType(name, draft, blueprint, context);
    return undefined;
  }
  const problem = findTypeOptionProblem(name, draft);
  if (problem !== undefined) {
    const fix = "Correct the option, or leave it out.";
    context.report(blueprint, draft.property, problem, fix);
  }
  return type;
}

/** A field that is a bigint says how it wants its column to be read. */
function typeOptionsOf(draft: ColumnDraft): TypeOptions {
  const isInferred = draft.type === undefined && draft.designType === BigInt;
  return isInferred ? { ...draft, mode: draft.mode ?? "bigint" } : draft;
}

function reportCircle(
  blueprint: Blueprint,
  property: string,
  context: ResolveContext,
): void {
  const message =
    "takes its type from the column it refers to, which takes it from this one.";
  const fix =
    "Write the type of the key on one side: @PrimaryKey({ type: 'bigint', default: 'none' }).";
  context.report(blueprint, property, message, fix);
}
