import { checkKeys } from "../../database/check-keys";
import { TypeMismatchError } from "../../errors/query-error";
import { RecordStateError } from "../../errors/record-error";
import type { TargetedDefinition } from "../../metadata/definition";
import type { RowInput } from "../../persistence/row-reader";
import { isPlainObject } from "../../query/conditions/values";
import { stateOf } from "../../record/record-state";
import { describeValue } from "../../types/describe-value";
import { ChildSet } from "./child-set";
import { LinkSet } from "./link-set";
import { requireWritable } from "./set-relation";
import type { SetWriter } from "./set-writer";

/**
 * What writes the set that a record has by a relation.
 * @param verb the method that was called, for messages
 * @throws RecordStateError when the record has no row, or the set can only be read
 */
export function openSet(
  owner: object,
  relation: TargetedDefinition,
  verb: string,
): SetWriter {
  const writable = requireWritable(relation);
  const at = `${relation.at}.${verb}`;
  checkOwner(owner, at);
  return writable.kind === "manyToMany"
    ? new LinkSet(owner, writable, at)
    : new ChildSet(owner, writable, at);
}

/**
 * The pivot of `{ pivot }`.
 * @throws ConfigError for an option that there is not
 */
export function readSetOptions(
  { at }: TargetedDefinition,
  verb: string,
  options: unknown,
): RowInput | undefined {
  if (options === undefined) return undefined;
  checkKeys(options, ["pivot"], `${at}.${verb}.`);
  const { pivot } = options as { readonly pivot?: unknown };
  if (pivot === undefined || isPlainObject(pivot)) return pivot;
  throw new TypeMismatchError(
    `${at}.${verb}.pivot`,
    "an object of attributes",
    describeValue(pivot),
  );
}

function checkOwner(owner: object, at: string): void {
  const { status, definition } = stateOf(owner);
  if (status === "persisted") return;
  const { name } = definition;
  throw status === "new"
    ? new RecordStateError(
        `${at} was called on a ${name} that is not saved yet.`,
        `Call save() on the ${name} first.`,
      )
    : new RecordStateError(`${at} was called on a ${name} that was destroyed.`);
}
