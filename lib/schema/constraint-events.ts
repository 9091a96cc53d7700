import type { ChangeOf, Constraint, TableName } from "./change";
import * as event from "./schema-event";
import type { ChangeEvents } from "./schema-event";

/** A constraint comes once its columns have come to what they are to be, and the key that it refers to is there. */
export function addConstraintEvents({
  table,
  constraint,
}: ChangeOf<"add constraint">): ChangeEvents {
  const referenced = referencedBy(constraint);
  return {
    emits: isUniqueKey(constraint) ? [event.keyed(table)] : [],
    awaits: [
      ...event.final(table),
      event.shaped(table),
      ...namesOf(table, constraint),
      ...referenced.flatMap((other) => [
        ...event.final(other),
        event.shaped(other),
        event.keyed(other),
      ]),
    ],
  };
}

/** A constraint goes before what it stands in the way of. */
export function dropConstraintEvents({
  table,
  constraint,
}: ChangeOf<"drop constraint">): ChangeEvents {
  const referenced = referencedBy(constraint);
  return {
    emits: [
      event.detached(table),
      ...namesOf(table, constraint),
      ...referenced.flatMap((other) => [
        event.detached(other),
        event.released(other),
      ]),
    ],
    awaits: [
      ...[table, ...referenced].flatMap(event.final),
      ...(isUniqueKey(constraint) ? [event.released(table)] : []),
    ],
  };
}

function namesOf(table: TableName, constraint: Constraint): string[] {
  const own = event.freeInTable(table, constraint.name);
  return isUniqueKey(constraint) || constraint.kind === "exclusion"
    ? [own, event.freeInSchema(table.schema, constraint.name)]
    : [own];
}

function isUniqueKey({ kind }: Constraint): boolean {
  return kind === "primary key" || kind === "unique";
}

function referencedBy(constraint: Constraint): TableName[] {
  return constraint.kind === "foreign key"
    ? [
        {
          schema: constraint.referencedSchema,
          name: constraint.referencedTable,
        },
      ]
    : [];
}
