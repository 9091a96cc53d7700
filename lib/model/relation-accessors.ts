import { RecordStateError } from "../errors/record-error";
import type {
  ModelDefinition,
  RelationDefinition,
} from "../metadata/definition";
import { isToMany } from "../metadata/is-to-many";
import { onModelResolved } from "../metadata/registry";
import { assignRelation } from "../persistence/assign-attributes";
import { findRelated } from "../query/related/related-value";
import { findState } from "../record/record-state";
import { assertNever } from "../util/assert-never";
import { defineAccessor } from "./define-accessor";
import { describeWritten } from "./sets/set-relation";
import { orDefault } from "./default-record";
import { createReference } from "./lazy-reference";
import { RelatedSet } from "./managed-set";

/** Gives the prototype of every model, as soon as it is resolved, a getter and setter for each relation. */
export function installRelationAccessors(): void {
  onModelResolved(defineRelations);
}

function defineRelations({ model, relations }: ModelDefinition): void {
  for (const relation of Object.values(relations)) {
    defineAccessor(
      model.prototype,
      relation.property,
      (record) => readRelation(record, relation),
      (record, value) => {
        writeRelation(record, relation, value);
      },
    );
  }
}

function readRelation(record: object, relation: RelationDefinition): unknown {
  // Tools that look at a class read its prototype, which is no record.
  if (findState(record) === undefined) return undefined;
  if (isToMany(relation)) return new RelatedSet(record, relation);
  const related = findRelated(record, relation);
  return related === undefined
    ? createReference(record, relation)
    : orDefault(record, relation, related);
}

function writeRelation(
  record: object,
  relation: RelationDefinition,
  value: unknown,
): void {
  switch (relation.kind) {
    case "belongsTo":
    case "polymorphic":
      assignRelation(record, relation, value);
      return;
    case "hasOne": {
      const { at, target, inverse } = relation;
      throw new RecordStateError(
        `${at} is kept by ${target.name}.`,
        `Set its "${inverse.property}" instead.`,
      );
    }
    case "hasMany":
    case "manyToMany":
      throw notAssignable(
        relation,
        `Call set([…]) on "${relation.property}", or add(…) and remove(…), which save at once.`,
      );
    case "through":
    case "ancestors":
    case "descendants":
      throw notAssignable(relation, `Write ${describeWritten(relation)}.`);
  }
  assertNever(relation);
}

function notAssignable(
  relation: RelationDefinition,
  hint: string,
): RecordStateError {
  const { at } = relation;
  return new RecordStateError(
    isToMany(relation)
      ? `${at} is a relation to many records and cannot be assigned.`
      : `${at} goes through others and cannot be assigned.`,
    hint,
  );
}
