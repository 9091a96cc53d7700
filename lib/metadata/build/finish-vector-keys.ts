import { distances, operatorClassOf } from "../../types/vector-distance";
import type { VectorDistance } from "../../types/vector-distance";
import { isVectorType } from "../../types/vector-type";
import type { Blueprint } from "../blueprint";
import { findVectorIndexProblem } from "../check/check-vector-index";
import type { IndexKeyDefinition } from "../definition";
import type { IndexDraft } from "../draft";
import type { ResolveContext } from "../resolve-context";

/**
 * The keys of an index, those of vectors with their class of operators: no
 * access method has a default that fits, and `cosine` is what most embeddings
 * are made for.
 */
export function finishVectorKeys(
  draft: IndexDraft,
  keys: readonly IndexKeyDefinition[],
  blueprint: Blueprint,
  context: ResolveContext,
): readonly IndexKeyDefinition[] {
  const problem = findVectorIndexProblem(draft, keys);
  if (problem !== undefined) {
    const { message, fix } = problem;
    context.report(blueprint, undefined, `${draft.declaredBy} ${message}`, fix);
    return keys;
  }
  const { method, distance = "cosine" } = draft.options;
  if (method !== "hnsw" && method !== "ivfflat") return keys;
  return keys.map((key) => {
    const { column, operatorClass } = key;
    if (operatorClass !== undefined || column === undefined) return key;
    if (!isVectorType(column.type)) return key;
    const kind = distances[distance as VectorDistance];
    return { ...key, operatorClass: operatorClassOf(column.type.name, kind) };
  });
}
