import type { Change, Constraint, TableName } from "./change";
import type { Matches } from "./match-parts";

/** What brings the constraints of one kind to what is wanted. */
export function constraintChanges<Part extends { readonly name: string }>(
  table: TableName,
  matches: Matches<Part>,
  toConstraint: (part: Part) => Constraint,
): Change[] {
  return [
    ...matches.dropped.map((part) => dropConstraint(table, toConstraint(part))),
    ...matches.renamed.map(({ from, to }) =>
      renameConstraint(table, from.name, to.name),
    ),
    ...matches.added.map((part) => addConstraint(table, toConstraint(part))),
  ];
}

function addConstraint(table: TableName, constraint: Constraint): Change {
  return { kind: "add constraint", table, constraint };
}

function dropConstraint(table: TableName, constraint: Constraint): Change {
  return { kind: "drop constraint", table, constraint };
}

function renameConstraint(
  table: TableName,
  constraint: string,
  to: string,
): Change {
  return { kind: "rename constraint", table, constraint, to };
}
