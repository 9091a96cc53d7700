import type { Join, SelectItem } from "../ast/expression";
import type { DriverRow } from "../driver/driver";
import { compileFamilyHydrator } from "../hydrate/family-hydrator";
import { compileHydrator } from "../hydrate/hydrator";
import { compileRowDecoder } from "../hydrate/row-decoder";
import type {
  ColumnDefinition,
  ManyToManyDefinition,
  ModelDefinition,
  TargetedDefinition,
} from "../metadata/definition";
import { familyColumns, isFamily } from "../metadata/family";
import type { SiblingGroup } from "../record/record-state";
import { BoundedMap } from "../util/bounded-map";
import { memoize } from "../util/memoize";
import type { Output } from "./decode-outputs";
import type { QueryData } from "./query-data";
import { ownerColumns } from "./related/related-tables";
import type { RelatedRows } from "./related/related-tables";
import { rootScope, scopedColumn } from "./scope";

/** The columns that a statement reads of a model, and what its rows become. */
export interface Selection {
  readonly definition: ModelDefinition;
  /** In the order of the row's cells. */
  readonly columns: readonly ColumnDefinition[];
  readonly items: readonly SelectItem[];
  /** What results tell beside the columns, from cells behind theirs. */
  readonly told: readonly ToldOutput[];
  /** The relations whose rows come in cells of their own, behind all others. */
  readonly joined: readonly JoinedRelation[];
  /** What gives those of the cells that hold the one record of a relation. */
  readonly joins: readonly Join[];
  /** Whether rows become plain objects instead of records. */
  readonly isPlain: boolean;
  /** The relation whose results tell the record that links each of them. */
  readonly pivot?: ManyToManyDefinition;
  create(row: DriverRow, siblings: SiblingGroup | undefined): object;
}

/** A property that results tell, and how it is read. */
export interface ToldOutput extends Output {
  readonly property: string;
}

/** A relation whose rows come in cells of the rows of its owners. */
export interface JoinedRelation {
  readonly relation: TargetedDefinition;
  readonly query: QueryData;
  readonly related: RelatedRows;
  /** What the rows are. */
  readonly selection: Selection;
  /** How many cells of an owner are theirs: those of the one record, or one that holds a list of all records. */
  readonly width: number;
}

/** Enough for the selects of a program; names that come from users cannot grow it further. */
const capacity = 200;

const plainRows = memoize<ModelDefinition, BoundedMap<string, Selection>>(
  () => new BoundedMap(capacity),
);

const widerRecords = memoize<ModelDefinition, BoundedMap<string, Selection>>(
  () => new BoundedMap(capacity),
);

/**
 * What a query reads: whole records, or its selected columns.
 * @param needed columns that rows must have as well, for relations to be found by
 */
export function selectionOf(
  query: QueryData,
  needed: readonly ColumnDefinition[],
): Selection {
  if (query.select === undefined) return withHidden(recordsOf(query), needed);
  const keys = query.preloads.flatMap(({ relation }) => ownerColumns(relation));
  return selectRows(query.definition, query.select, [...needed, ...keys]);
}

/** The same records of longer rows: what a relation is ordered by may be a column that queries leave out. */
function withHidden(
  whole: Selection,
  needed: readonly ColumnDefinition[],
): Selection {
  const hidden = needed.filter((column) => !whole.columns.includes(column));
  if (hidden.length === 0) return whole;
  const columns = [...whole.columns, ...hidden];
  return { ...whole, columns, items: itemsOf(whole.definition, columns) };
}

/** Whole records of a model. */
export const selectRecords = memoize((definition: ModelDefinition): Selection =>
  makeRecords(definition, []),
);

/** Whole records, with the columns that were added to them. */
function recordsOf({ definition, added }: QueryData): Selection {
  if (added.length === 0) return selectRecords(definition);
  const known = widerRecords(definition);
  const key = added.map(({ property }) => property).join("\0");
  let selection = known.get(key);
  if (selection === undefined)
    known.set(key, (selection = makeRecords(definition, added)));
  return selection;
}

function makeRecords(
  definition: ModelDefinition,
  added: readonly ColumnDefinition[],
): Selection {
  const columns = [...familyColumns(definition), ...added];
  const { inheritance } = definition;
  const create =
    inheritance !== undefined && isFamily(definition)
      ? compileFamilyHydrator(definition, inheritance, columns, added)
      : compileHydrator(definition, columns);
  return {
    definition,
    columns,
    items: itemsOf(definition, columns),
    told: [],
    joined: [],
    joins: [],
    isPlain: false,
    create,
  };
}

function selectRows(
  definition: ModelDefinition,
  visible: readonly ColumnDefinition[],
  hidden: readonly ColumnDefinition[],
): Selection {
  const columns = [...new Set([...visible, ...hidden])];
  const key = [visible.length, ...columns.map(({ property }) => property)].join(
    "\0",
  );
  const selections = plainRows(definition);
  let selection = selections.get(key);
  if (selection === undefined) {
    const create = compileRowDecoder(
      visible.map(({ property: name, type, at }) => ({ name, type, at })),
    );
    selection = {
      definition,
      columns,
      items: itemsOf(definition, columns),
      told: [],
      joined: [],
      joins: [],
      isPlain: true,
      create,
    };
    selections.set(key, selection);
  }
  return selection;
}

function itemsOf(
  definition: ModelDefinition,
  columns: readonly ColumnDefinition[],
): readonly SelectItem[] {
  const scope = rootScope(definition);
  // Frozen, so that the statement cache knows the list again without reading it.
  return Object.freeze(
    columns.map((column) => ({
      expression: scopedColumn(scope, column),
      name: undefined,
    })),
  );
}
