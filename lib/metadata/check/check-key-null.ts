import type { Blueprint } from "../blueprint";
import type { BelongsToDraft, ColumnDraft, PolymorphicDraft } from "../draft";
import type { ResolveContext } from "../resolve-context";

/**
 * A declared key column takes NULL exactly where its relation may be missing.
 * @param decorator how the relation is written once it is required
 */
export function checkKeyNull(
  { property, required }: BelongsToDraft | PolymorphicDraft,
  declared: ColumnDraft,
  decorator: string,
  blueprint: Blueprint,
  context: ResolveContext,
): void {
  if (declared.nullable !== required) return;
  const [is, relation] = declared.nullable
    ? ["nullable", "required"]
    : ["not null", "optional"];
  const message = `is ${is}, but the relation ${property} is ${relation}.`;
  const fix = declared.nullable
    ? "Take nullable away, or required: true from the relation."
    : `Write ${decorator} at ${property}, or nullable: true here.`;
  context.report(blueprint, declared.property, message, fix);
}
