import {
  allOf,
  binary,
  castParameter,
  columnOf,
  parameter,
} from "../../ast/build-expression";
import { emptySelect } from "../../ast/empty-select";
import type {
  Expression,
  ParameterExpression,
  SelectStatement,
} from "../../ast/expression";
import type { ConflictClause, InsertStatement } from "../../ast/insert";
import type { ColumnDefinition } from "../../metadata/definition";
import { castTo } from "../../sql/cast";
import { writeArrayLiteral } from "../../types/array-literal";
import { encodeValue, toExpression } from "../column-value";
import { raiseVersion, tableOf, touchedColumns } from "../statements";
import { unnestTypeOf } from "../unnest-type";
import { linkRule } from "./link-rule";
import { isAlive, isLinkOf } from "./links";
import type { Links } from "./links";
import { updatedBy } from "./pivot";
import type { Pivot } from "./pivot";

/** Names that no table of a model is likely to have. */
const given = "arx_given";
const known = "arx_links";

/** A column of the new rows, and what it holds: the same for all, or a text for each. */
interface LinkColumn {
  readonly column: ColumnDefinition;
  readonly holds: Expression | readonly (string | null)[];
}

/**
 * Inserts a row of the join table for every record that is not linked yet.
 * @param takesOver whether a link that is there already takes over what is given
 */
export function insertLinks(
  links: Links,
  pivot: Pivot,
  takesOver: boolean,
): InsertStatement {
  const { through } = links.relation;
  const columns = linkColumns(links, pivot);
  return {
    kind: "insert",
    into: tableOf(through),
    columns: columns.map(({ column }) => column.name),
    rows: { kind: "query", query: newRows(links, columns, takesOver) },
    onConflict: conflictOf(links, pivot, takesOver),
    returning: [],
    returnInserted: takesOver,
  };
}

function linkColumns(
  links: Links,
  { given: fixed, made }: Pivot,
): LinkColumn[] {
  const { near, far } = links.relation;
  const own = near.columns.map((column, index) => ({
    column,
    holds: parameter(links.near[index] ?? null),
  }));
  const others = far.columns.map((column, index) => ({
    column,
    holds: links.far.map((key) => key[index] ?? null),
  }));
  return [
    ...own,
    ...others,
    ...fixed.map((value) => ({
      column: value.column,
      holds: toExpression(value),
    })),
    ...made.map(({ column, make }) => ({
      column,
      holds: links.far.map(() => encodeValue(column, make())),
    })),
  ];
}

function newRows(
  links: Links,
  columns: readonly LinkColumn[],
  takesOver: boolean,
): SelectStatement {
  const listed = columns.flatMap(({ column, holds }) =>
    isList(holds) ? [{ column, texts: holds }] : [],
  );
  return {
    ...emptySelect,
    items: columns.map(({ column, holds }) => ({
      expression: isList(holds) ? givenColumn(column) : holds,
      name: undefined,
    })),
    from: {
      kind: "unnest",
      alias: given,
      columns: listed.map(({ column }) => column.name),
      arrays: listed.map(toArray),
    },
    // Those that are left out here use up no number of a sequence.
    where: takesOver
      ? undefined
      : { kind: "exists", query: knownLink(links), negated: true },
  };
}

function isList(
  holds: LinkColumn["holds"],
): holds is readonly (string | null)[] {
  return Array.isArray(holds);
}

function toArray({
  column,
  texts,
}: {
  readonly column: ColumnDefinition;
  readonly texts: readonly (string | null)[];
}): ParameterExpression {
  return castParameter(
    writeArrayLiteral(texts),
    unnestTypeOf(column.type).array,
  );
}

function givenColumn({ name, type }: ColumnDefinition): Expression {
  const { elementCast } = unnestTypeOf(type);
  const value = columnOf(given, name);
  return elementCast === undefined ? value : castTo(value, elementCast);
}

function knownLink(links: Links): SelectStatement {
  const { relation } = links;
  const { far, through } = relation;
  const alive = isAlive(relation, known);
  return {
    ...emptySelect,
    from: { ...tableOf(through), alias: known },
    where: allOf([
      isLinkOf(links, known),
      ...far.columns.map((column) =>
        binary("=", columnOf(known, column.name), givenColumn(column)),
      ),
      ...(alive === undefined ? [] : [alive]),
    ]),
  };
}

function conflictOf(
  { relation }: Links,
  pivot: Pivot,
  takesOver: boolean,
): ConflictClause | undefined {
  const rule = linkRule(relation);
  if (rule.kind === "held") return undefined;
  const { softDelete } = relation.through;
  const revived =
    rule.kind === "revived" && softDelete !== undefined ? [softDelete] : [];
  const isWritten = takesOver || revived.length > 0;
  const taken = isWritten ? updatedBy(pivot).map(({ column }) => column) : [];
  const written = [...revived, ...taken];
  const times =
    written.length === 0
      ? []
      : touchedColumns(relation.through).filter(
          (column) => !written.includes(column),
        );
  return {
    columns: rule.target.columns.map(({ name }) => name),
    where: rule.target.where,
    // What the refused row does not give is its default: no time of deletion, and the time of now.
    update: [...written, ...times].map(({ name }) => name),
    set: raiseVersion(relation.through),
  };
}
