import { allOf, both } from "../../ast/build-expression";
import type { Database } from "../../database/database";
import type {
  BelongsToDefinition,
  ManyToManyDefinition,
} from "../../metadata/definition";
import { compileCached } from "../../sql/statement-cache";
import { toAssignment, updateWhere } from "../statements";
import { holdRows } from "./hold-rows";
import { insertLinks } from "./link-statement";
import { linkRule } from "./link-rule";
import { holdsOneOf, isAlive, isLinkOf } from "./links";
import type { Links } from "./links";
import { updatedBy } from "./pivot";
import type { Pivot } from "./pivot";

/** What became of the links that were to be there. */
export interface LinkCounts {
  /** Those that were not there before. */
  readonly added: number;
  /** Those that were, and took over what was given. */
  readonly updated: number;
}

/** What of the two sides of a link nobody else can link at this moment. */
export type Kept = "nothing" | "owner" | "everything";

/** Whether linking takes several statements, which must be one transaction. */
export function takesSeveral(
  relation: ManyToManyDefinition,
  pivot: Pivot,
): boolean {
  const { kind } = linkRule(relation);
  return kind === "held" || (kind === "revived" && updatedBy(pivot).length > 0);
}

/**
 * Links records to an owner, each once, also where others do the same at this
 * moment: by the unique index of the join model, else by holding the rows of
 * one side. A link that is there already takes over what is given for it.
 * @param isKept what need not be held: the owner, which the transaction holds
 * already, or everything, where the records are new
 */
export async function writeLinks(
  database: Database,
  links: Links,
  pivot: Pivot,
  isKept: Kept,
): Promise<LinkCounts> {
  if (links.far.length === 0) return { added: 0, updated: 0 };
  const rule = linkRule(links.relation);
  const changes = updatedBy(pivot);
  if (rule.kind === "unique" && changes.length > 0)
    return insertOrUpdate(database, links, pivot);
  if (rule.kind === "held") await holdSide(database, links, rule.side, isKept);
  const updated =
    changes.length === 0 ? 0 : await updateLinks(database, links, pivot);
  const query = compileCached(insertLinks(links, pivot, false));
  return { added: (await database.send(query)).count, updated };
}

async function holdSide(
  database: Database,
  { relation, near, far }: Links,
  side: BelongsToDefinition,
  isKept: Kept,
): Promise<void> {
  const isOwner = side === relation.near;
  if (isKept === "everything" || (isOwner && isKept === "owner")) return;
  await holdRows(
    database,
    side.target,
    side.references,
    isOwner ? [near] : far,
  );
}

async function insertOrUpdate(
  database: Database,
  links: Links,
  pivot: Pivot,
): Promise<LinkCounts> {
  const query = compileCached(insertLinks(links, pivot, true));
  const { rows } = await database.send(query);
  const added = rows.filter(([isInserted]) => isInserted === "t").length;
  return { added, updated: rows.length - added };
}

async function updateLinks(
  database: Database,
  links: Links,
  pivot: Pivot,
): Promise<number> {
  const { relation, far } = links;
  const { through } = relation;
  const isGiven = allOf([
    isLinkOf(links, through.table),
    holdsOneOf(through.table, relation.far.columns, far),
  ]);
  const statement = updateWhere(
    through,
    updatedBy(pivot).map(toAssignment),
    both(isGiven, isAlive(relation, through.table)),
    [],
  );
  return (await database.send(compileCached(statement))).count;
}
