import type { DriverRow } from "../../driver/driver";
import type { ManyToManyDefinition } from "../../metadata/definition";
import type { SiblingGroup } from "../../record/record-state";
import { pivotOf, tellPivot } from "../../record/told-values";
import { memoize } from "../../util/memoize";
import { relatedRows } from "./related-rows";
import { setRelated } from "./related-value";
import { scopedColumn } from "../scope";
import { selectRecords } from "../selection";
import type { Selection } from "../selection";

const selections = memoize<Selection, Map<ManyToManyDefinition, Selection>>(
  () => new Map(),
);

/** The same links, each of which knows the one owner whose results are read. */
export function withOwner(selection: Selection, owner: object): Selection {
  const { pivot } = selection;
  if (pivot === undefined) return selection;
  return {
    ...selection,
    create: (row, siblings) => {
      const result = selection.create(row, siblings);
      const link = pivotOf(result);
      if (link !== null) setRelated(link, pivot.near, owner);
      return result;
    },
  };
}

/** The same results, each of which tells the record of the join model that links it, from cells behind its own. */
export function withPivot(
  base: Selection,
  relation: ManyToManyDefinition,
): Selection {
  const known = selections(base);
  let selection = known.get(relation);
  if (selection === undefined)
    known.set(relation, (selection = makeSelection(base, relation)));
  return selection;
}

function makeSelection(
  base: Selection,
  relation: ManyToManyDefinition,
): Selection {
  const links = selectRecords(relation.through);
  const { keyScope } = relatedRows(relation);
  const items = links.columns.map((column) => ({
    expression: scopedColumn(keyScope, column),
    name: undefined,
  }));
  const first = base.items.length;
  const keyCell =
    first + links.columns.indexOf(relation.far.columns[0] as never);
  return {
    ...base,
    // Frozen, so that the statement cache knows the list again without reading it.
    items: Object.freeze([...base.items, ...items]),
    pivot: relation,
    create: (row, siblings) => {
      const record = base.create(row, siblings);
      const link =
        (row[keyCell] ?? null) === null
          ? null
          : createLink(links, row.slice(first, first + items.length), siblings);
      tellPivot(record, link, relation);
      if (link !== null && !base.isPlain)
        setRelated(link, relation.far, record);
      return record;
    },
  };
}

function createLink(
  links: Selection,
  row: DriverRow,
  siblings: SiblingGroup | undefined,
): object {
  return links.create(row, siblings && linkSiblings(siblings));
}

/** The links of one result know each other as well, so that what they lead to is read for all of them at once. */
const linkSiblings = memoize(
  ({ strictLoading }: SiblingGroup): SiblingGroup => ({
    records: [],
    strictLoading,
  }),
);
