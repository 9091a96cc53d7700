import type {
  Column,
  ExclusionConstraint,
  ForeignKey,
  Index,
} from "../schema/schema";

// What a drop takes away is known to the database, not to the migration that
// names it: these stand in a recorded change where the definition would be.

/** A column of which a migration says only the name. */
export function unknownColumn(name: string): Column {
  return {
    name,
    type: "",
    nullable: true,
    default: undefined,
    identity: undefined,
    generated: undefined,
    comment: undefined,
    renamedFrom: undefined,
    sequence: undefined,
  };
}

/** A foreign key of which a migration says only the name. */
export function unknownForeignKey(name: string): ForeignKey {
  return {
    name,
    columns: [],
    referencedSchema: "",
    referencedTable: "",
    referencedColumns: [],
    onDelete: "no action",
    onUpdate: "no action",
    deferrable: "no",
  };
}

/** An exclusion constraint of which a migration says only the name. */
export function unknownExclusion(name: string): ExclusionConstraint {
  return {
    name,
    method: "gist",
    elements: [],
    where: undefined,
    deferrable: "no",
  };
}

/** An index of which a migration says only the name. */
export function unknownIndex(name: string): Index {
  return {
    name,
    method: "btree",
    unique: false,
    keys: [],
    include: [],
    where: undefined,
    nullsNotDistinct: false,
    with: {},
    concurrently: false,
  };
}
