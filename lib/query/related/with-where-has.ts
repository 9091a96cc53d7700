import { findRelation } from "../../metadata/find-relation";
import { isToMany } from "../../metadata/is-to-many";
import { mergePreloads } from "../loading/merge-preloads";
import { narrow } from "../narrow";
import type { QueryData } from "../query-data";
import { parsePreloads } from "../query-options";
import { relatedCondition } from "./where-related";

/**
 * Those records of a query that a relation leads on from, together with what it leads to.
 * @param conditions what the related records must meet, to count and to be loaded
 * @throws UnknownColumnError for a name that is no relation
 */
export function withWhereHas(
  query: QueryData,
  name: string,
  conditions: unknown,
  at: string,
): QueryData {
  const { definition } = query;
  const condition = relatedCondition(definition, [name, conditions], false, at);
  // What a relation to one leads to has been asked about already.
  const options = isToMany(findRelation(definition, name))
    ? { where: conditions }
    : true;
  const preloads = parsePreloads(definition, { [name]: options }, at);
  return {
    ...query,
    where: narrow(query.where, condition),
    preloads: mergePreloads(query.preloads, preloads),
  };
}
