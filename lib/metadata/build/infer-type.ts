import { inferTypeName } from "../../types/infer-type-name";
import type { Blueprint } from "../blueprint";
import type { ColumnDraft } from "../draft";
import { isModel } from "../registry-state";
import type { ResolveContext } from "../resolve-context";

/** The name of a column's type: the one given, or what the field's own type says. */
export function findTypeName(
  draft: ColumnDraft,
  blueprint: Blueprint,
  context: ResolveContext,
): string | undefined {
  if (draft.type !== undefined) return draft.type;
  if (draft.role === "primaryKey")
    return findKeyTypeName(draft, blueprint, context);
  if (draft.role !== "plain") return "timestamptz";
  const inferred = inferTypeName(draft.designType);
  if (inferred === undefined) {
    const { message, fix } = explain(draft.designType);
    context.report(blueprint, draft.property, message, fix);
  }
  // A text of limited length has a name of its own.
  return inferred === "text" && draft.length !== undefined
    ? "varchar"
    : inferred;
}

/** A key without a type is a bigint, unless its field says that it cannot be one. */
function findKeyTypeName(
  draft: ColumnDraft,
  blueprint: Blueprint,
  context: ResolveContext,
): string | undefined {
  const inferred = inferTypeName(draft.designType);
  if (inferred === undefined || inferred === "integer" || inferred === "bigint")
    return "bigint";
  const message = `design:type is ${nameOf(draft.designType)}, but a key is a bigint unless said otherwise.`;
  const fix =
    "Write @PrimaryKey({ type: 'uuid', default: 'v7' }) or @PrimaryKey({ type: 'text' }).";
  context.report(blueprint, draft.property, message, fix);
  return undefined;
}

interface Explanation {
  readonly message: string;
  readonly fix: string;
}

function explain(designType: unknown): Explanation {
  if (designType === undefined) {
    return {
      message:
        "has no type, because the compiler wrote no metadata (esbuild and tsx never do).",
      fix: "Write it: @Column({ type: 'text' }) for a string, @Column({ type: 'integer' }) for a number. Or set \"emitDecoratorMetadata\" to true in tsconfig.json.",
    };
  }
  if (designType === Array) {
    return {
      message:
        "design:type is Array, which does not tell what the elements are.",
      fix: "Write @Column({ type: 'text[]' }).",
    };
  }
  if (isModel(designType)) {
    const { name } = designType;
    return {
      message: `design:type is ${name}, which is a model and no column.`,
      fix: `Write @Relate(() => ${name}) for it, and Relate<${name} | null> for the field.`,
    };
  }
  return {
    message: `design:type is ${nameOf(designType)}, which does not tell what the column holds.`,
    // Of a field that says no type compilers write Object, whatever its value.
    fix: "Write @Column({ type: 'text', nullable: true }) for string | null, @Column({ type: 'jsonb' }) for an object; where a field has a value and no type, write its type as well.",
  };
}

function nameOf(designType: unknown): string {
  return typeof designType === "function" ? designType.name : typeof designType;
}
