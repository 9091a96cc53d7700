import type {
  ConflictClause,
  InsertStatement,
  UnnestColumn,
} from "../ast/insert";
import type {
  FragmentExpression,
  Join,
  OrderTerm,
  SelectItem,
  SelectStatement,
  Source,
  TableSource,
  TreeSource,
} from "../ast/expression";
import type { Statement } from "../ast/statement";
import type { Assignment } from "../ast/update";
import { assertNever } from "../util/assert-never";
import { addExpression, addOptionalExpression } from "./shape-expression";
import { ShapeKey } from "./shape-key";

/** What decides the text of a statement, and what does not. */
export interface StatementShape {
  /** The same for two statements only when they compile to the same text. */
  readonly key: string;
  /** The parameters, in the order in which `compile` numbers them. */
  readonly parameters: readonly (string | null)[];
}

type StatementShapers = {
  readonly [Kind in Statement["kind"]]: (
    shape: ShapeKey,
    statement: Extract<Statement, { kind: Kind }>,
  ) => void;
};

const shapers: StatementShapers = {
  select: addSelect,
  insert: addInsert,
  update: (shape, { table, set, where, returning }) => {
    shape.add("U");
    addTable(shape, table);
    shape.addList(set, addAssignment);
    addOptionalExpression(shape, where);
    shape.addTexts(returning);
  },
  delete: (shape, { from, where, returning }) => {
    shape.add("D");
    addTable(shape, from);
    addOptionalExpression(shape, where);
    shape.addTexts(returning);
  },
  fragment: addExpression,
};

/**
 * The shape of a statement: one cheap walk, after which the text can be taken
 * from a cache. Each function here visits the parts in the same order as the
 * function of the compiler for the same clause.
 */
export function shapeOf(statement: Statement): StatementShape {
  const shape = new ShapeKey(addSelect);
  // TypeScript does not see that the entry under a kind takes a statement of that kind.
  const add = shapers[statement.kind] as (
    shape: ShapeKey,
    statement: Statement,
  ) => void;
  add(shape, statement);
  return { key: shape.text, parameters: shape.parameters };
}

function addAssignment(shape: ShapeKey, { column, value }: Assignment): void {
  shape.addText(column);
  addExpression(shape, value);
}

function addSelect(shape: ShapeKey, statement: SelectStatement): void {
  addDistinct(shape, statement);
  shape.addConstantList(statement.items, addItem);
  addFrom(shape, statement);
  addOptionalExpression(shape, statement.where);
  shape.addList(statement.groupBy, addExpression);
  addOptionalExpression(shape, statement.having);
  shape.addList(statement.orderBy, addOrderTerm);
  addOptionalExpression(shape, statement.limit);
  addOptionalExpression(shape, statement.offset);
  shape.add(
    statement.lock === undefined
      ? "_"
      : `${statement.lock.mode}/${statement.lock.wait};`,
  );
  shape.addOptional(statement.lock?.of);
}

function addDistinct(shape: ShapeKey, { distinct }: SelectStatement): void {
  shape.add("S");
  if (distinct === false) return;
  shape.add(distinct === true ? "!" : "?");
  if (distinct !== true) shape.addConstantList(distinct, addExpression);
}

function addItem(shape: ShapeKey, { expression, name }: SelectItem): void {
  addExpression(shape, expression);
  shape.addOptional(name);
}

function addFrom(shape: ShapeKey, { from, joins }: SelectStatement): void {
  if (from === undefined) {
    shape.add("_");
    return;
  }
  addSource(shape, from);
  shape.addList(joins, addJoin);
}

function addJoin(shape: ShapeKey, join: Join | FragmentExpression): void {
  if (join.kind === "fragment") {
    addExpression(shape, join);
    return;
  }
  const { kind, source, on } = join;
  shape.add(kind);
  addSource(shape, source);
  if (kind !== "cross") addOptionalExpression(shape, on);
}

function addSource(shape: ShapeKey, source: Source): void {
  switch (source.kind) {
    case "table":
      addTable(shape, source);
      return;
    case "unnest":
      shape.add("u");
      shape.addText(source.alias);
      shape.addTexts(source.columns);
      shape.addList(source.arrays, addExpression);
      return;
    case "lateral":
      shape.add("l");
      shape.addText(source.alias);
      shape.addQuery(source.query);
      return;
    case "statement":
      shape.add("s");
      shape.addText(source.alias);
      addExpression(shape, source.statement);
      return;
    case "joined":
      shape.add("j");
      addSource(shape, source.first);
      addJoin(shape, source.join);
      return;
    case "tree":
      addTree(shape, source);
      return;
  }
  assertNever(source);
}

function addTree(shape: ShapeKey, source: TreeSource): void {
  shape.add(source.direction === "up" ? "^" : "v");
  shape.addTexts(source.keys);
  shape.addTexts(source.parents);
  addTable(shape, source.table);
  addExpression(shape, source.seed);
  addOptionalExpression(shape, source.maxDepth);
}

function addTable(shape: ShapeKey, { schema, name, alias }: TableSource): void {
  shape.add("t");
  shape.addOptional(schema);
  shape.addText(name);
  shape.addText(alias);
}

function addOrderTerm(
  shape: ShapeKey,
  { expression, direction, nulls }: OrderTerm,
): void {
  addExpression(shape, expression);
  shape.add(direction);
  shape.add(nulls ?? "_");
}

function addInsert(shape: ShapeKey, statement: InsertStatement): void {
  shape.add("I");
  addTable(shape, statement.into);
  shape.addTexts(statement.columns);
  addRows(shape, statement);
  addConflict(shape, statement.onConflict);
  shape.addTexts(statement.returning);
  shape.add(statement.returnInserted ? "T" : "F");
}

function addRows(shape: ShapeKey, { columns, rows }: InsertStatement): void {
  // Without columns the compiler writes `default values` and no row.
  if (columns.length === 0) return;
  switch (rows.kind) {
    case "values":
      shape.add("v");
      shape.addList(rows.rows, (_, row) => {
        shape.addList(row, addExpression);
      });
      return;
    case "unnest":
      shape.add("u");
      shape.addList(rows.arrays, addUnnestColumn);
      return;
    case "query":
      shape.add("q");
      shape.addQuery(rows.query);
      return;
  }
  assertNever(rows);
}

function addUnnestColumn(
  shape: ShapeKey,
  { parameter, elementCast }: UnnestColumn,
): void {
  shape.addParameter(parameter);
  shape.addOptional(elementCast);
}

function addConflict(
  shape: ShapeKey,
  conflict: ConflictClause | undefined,
): void {
  if (conflict === undefined) {
    shape.add("_");
    return;
  }
  shape.add("k");
  shape.addTexts(conflict.columns);
  addOptionalExpression(shape, conflict.where);
  shape.addTexts(conflict.update);
  shape.addList(
    conflict.update.length === 0 ? [] : conflict.set,
    addAssignment,
  );
}
