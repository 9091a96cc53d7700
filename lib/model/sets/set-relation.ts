import { RecordStateError } from "../../errors/record-error";
import type {
  HasDefinition,
  ManyToManyDefinition,
  TargetedDefinition,
  ThroughDefinition,
  TreeDefinition,
} from "../../metadata/definition";
import { assertNever } from "../../util/assert-never";

/** A relation to many that can be written as a set. */
export type SetRelation = HasDefinition | ManyToManyDefinition;

/**
 * The relation, if its set can be written.
 * @throws RecordStateError naming what is to be written instead
 */
export function requireWritable(relation: TargetedDefinition): SetRelation {
  switch (relation.kind) {
    case "hasMany":
    case "manyToMany":
      return relation;
    case "belongsTo":
    case "hasOne":
      throw readOnly(relation, "leads to one record", relation.at);
    case "through":
      throw readOnly(
        relation,
        "goes through others",
        describeWritten(relation),
      );
    case "ancestors":
    case "descendants":
      throw readOnly(relation, "follows a tree", describeWritten(relation));
  }
  assertNever(relation);
}

/** What decides to which records a relation leads that can only be read. */
export function describeWritten(
  relation: ThroughDefinition | TreeDefinition,
): string {
  if (relation.kind !== "through") return `${relation.link.at} of the records`;
  return relation.steps.map(({ relation: { at } }) => at).join(" or ");
}

function readOnly(
  { at }: TargetedDefinition,
  reason: string,
  instead: string,
): RecordStateError {
  return new RecordStateError(
    `${at} ${reason}, and cannot be written as a set.`,
    `Write ${instead} instead.`,
  );
}
