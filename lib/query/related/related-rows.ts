import { allOf } from "../../ast/build-expression";
import type { Expression } from "../../ast/expression";
import type {
  ColumnDefinition,
  StepDefinition,
  TargetedDefinition,
  ThroughStep,
  VariantDefinition,
} from "../../metadata/definition";
import { hasUniquePairs } from "../../metadata/has-unique-pairs";
import { isToMany } from "../../metadata/is-to-many";
import { isTree } from "../../metadata/is-tree";
import { stepsOf } from "../../metadata/steps-of";
import { tellsPivot } from "../../metadata/tells-pivot";
import { variantConditions } from "../conditions/variants";
import { declaredConditions } from "./declared-conditions";
import { firstOrder } from "../order/first-order";
import { ownerColumns } from "./related-tables";
import type { RelatedRows, RelatedTable } from "./related-tables";
import type { Scope } from "../scope";
import { standingConditions } from "../standing";
import { rootNames } from "./table-names";
import type { TableNames } from "./table-names";
import { treeRows } from "./tree-rows";

/** Where a relation finds its rows. */
export function relatedRows(
  relation: TargetedDefinition,
  names: TableNames = rootNames(),
): RelatedRows {
  if (isTree(relation)) return treeRows(relation, names);
  const rows = follow(stepsOf(relation), names);
  // Where links are told, each of them counts.
  const repeats = tellsPivot(relation) ? "never" : rows.repeats;
  return { ...rows, repeats, first: firstOrder(rows.target, relation) };
}

/** Where a polymorphic relation finds its rows of one of its models. */
export function variantRows(
  { target: definition, reference }: VariantDefinition,
  names: TableNames = rootNames(),
): RelatedRows {
  const target = names.target(definition);
  return {
    tables: [{ scope: target, entry: undefined }],
    target,
    keyScope: target,
    keyColumns: [reference],
    linkCondition: undefined,
    condition: undefined,
    repeats: "never",
    first: undefined,
    walk: undefined,
  };
}

/** Goes from relation to relation; rows on the way that no query of their model would give lead nowhere. */
function follow(
  steps: readonly ThroughStep[],
  names: TableNames,
): Omit<RelatedRows, "first"> {
  const tables: RelatedTable[] = [];
  const links: Expression[] = [];
  let keyColumns: readonly ColumnDefinition[] = [];
  let own: readonly Expression[] = [];
  steps.forEach(({ relation, conditions }, index) => {
    const before = tables.at(-1)?.scope;
    if (before === undefined) keyColumns = keyColumnsOf(relation);
    else links.push(...own, ...standingConditions(before));
    const isLast = index === steps.length - 1;
    const entered = enter(relation, before, names, isLast);
    tables.push(...entered.tables);
    links.push(...entered.linkConditions);
    const { scope } = tables.at(-1) as RelatedTable;
    own = [
      ...(relation.kind === "hasMany" || relation.kind === "hasOne"
        ? variantConditions(scope, relation)
        : []),
      ...declaredConditions(scope, conditions),
    ];
  });
  return {
    tables,
    target: (tables.at(-1) as RelatedTable).scope,
    keyScope: (tables[0] as RelatedTable).scope,
    keyColumns,
    linkCondition: links.length === 0 ? undefined : allOf(links),
    condition: own.length === 0 ? undefined : allOf(own),
    repeats: repetitionOf(steps),
    walk: undefined,
  };
}

/** The columns of the first table of a relation that hold the key of its owner. */
function keyColumnsOf(relation: StepDefinition): readonly ColumnDefinition[] {
  switch (relation.kind) {
    case "belongsTo":
      return relation.references;
    case "hasMany":
    case "hasOne":
      return relation.columns;
    case "manyToMany":
      return relation.near.columns;
  }
}

/** The tables of one relation, entered from the one before. */
function enter(
  relation: StepDefinition,
  before: Scope | undefined,
  names: TableNames,
  isLast: boolean,
): {
  readonly tables: readonly RelatedTable[];
  readonly linkConditions: readonly Expression[];
} {
  const entry = before && {
    columns: keyColumnsOf(relation),
    before,
    beforeColumns: ownerColumns(relation),
  };
  const link =
    relation.kind === "manyToMany" ? names.link(relation.through) : undefined;
  const scope = isLast
    ? names.target(relation.target)
    : names.link(relation.target);
  if (relation.kind !== "manyToMany" || link === undefined)
    return { tables: [{ scope, entry }], linkConditions: [] };
  const { references: columns, columns: beforeColumns } = relation.far;
  return {
    tables: [
      { scope: link, entry },
      { scope, entry: { columns, before: link, beforeColumns } },
    ],
    linkConditions: standingConditions(link),
  };
}

/** Several ways may lead from many records to one that they share, and a pair may be there twice. */
function repetitionOf(steps: readonly ThroughStep[]): RelatedRows["repeats"] {
  let isMany = false;
  const repeating = steps.filter(({ relation }) => {
    const wasMany = isMany;
    isMany ||= isToMany(relation);
    if (relation.kind === "belongsTo") return wasMany;
    return (
      relation.kind === "manyToMany" && (wasMany || !hasUniquePairs(relation))
    );
  });
  if (repeating.length === 0) return "never";
  return steps.length === 1 ? "byPairs" : "byWays";
}
