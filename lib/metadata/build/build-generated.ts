import type { Blueprint } from "../blueprint";
import type { GeneratedDefinition } from "../definition";
import type { ColumnDraft } from "../draft";
import { inlineSql } from "../fragment";
import type { ResolveContext } from "../resolve-context";

/** How the database computes a column; undefined where it does not. */
export function buildGenerated(
  draft: ColumnDraft,
  blueprint: Blueprint,
  context: ResolveContext,
): GeneratedDefinition | undefined {
  const { generatedAs, property, virtual } = draft;
  const report = (message: string, fix: string): void => {
    context.report(blueprint, property, message, fix);
  };
  if (generatedAs === undefined) {
    if (virtual)
      report("is virtual, which only a generated column is.", virtualFix);
    return undefined;
  }
  const conflict = findConflict(draft, blueprint);
  if (conflict !== undefined) report(conflict.message, conflict.fix);
  const expression = inlineSql(generatedAs);
  if (expression !== undefined && expression.trim() !== "")
    return Object.freeze({ expression, virtual });
  report(
    "is generated from something that is no SQL expression.",
    "Write it as text, 'price * amount', or with sql`…` holding values and names only.",
  );
  return undefined;
}

const virtualFix =
  "Write @Column({ generatedAs: '…', virtual: true }), or leave virtual out.";

interface Conflict {
  readonly message: string;
  readonly fix: string;
}

/** What a generated column cannot be at the same time. */
function findConflict(
  draft: ColumnDraft,
  blueprint: Blueprint,
): Conflict | undefined {
  if (draft.default !== undefined)
    return {
      message: "is generated and has a default as well.",
      fix: "Keep one of them: the value of a generated column is always computed.",
    };
  const relation = blueprint.findRelationOf(draft.property);
  if (relation !== undefined)
    return {
      message: `is generated, and the key of ${blueprint.at(relation.property)}, which programs write.`,
      fix: "Leave generatedAs out, or give the relation a key of its own.",
    };
  if (draft.virtual && (draft.unique || draft.indexed !== false))
    return {
      message: "is virtual, and PostgreSQL can index only what it keeps.",
      fix: "Leave virtual out, or make an index over the expression: @Index({ expression: '…' }).",
    };
  return undefined;
}
