import { InvalidInputError } from "../errors/input-error";
import { InvalidArgumentError, TypeMismatchError } from "../errors/query-error";
import type { BelongsToDefinition } from "../metadata/definition";
import { isPlainObject } from "../query/conditions/values";
import { assignColumn } from "../record/own-value";
import { stateOf } from "../record/record-state";
import { describeValue } from "../types/describe-value";
import { suggest } from "../util/suggest";
import { inputAttributes } from "./input-attributes";
import type { InputAttribute } from "./input-attributes";
import { Reading } from "./input-reading";

/**
 * Which keys of the input `read` takes.
 *
 * @example
 * ```ts
 * const options: ReadOptions = { accept: ["name", "country"], require: ["name"] };
 * new City().read({ name: "Ulm", country: { id: 1 } }, options);
 * ```
 */
export interface ReadOptions {
  /** These keys alone; others are left out. Names a primary key or a timestamp, which is refused otherwise. */
  readonly accept?: readonly string[];
  /** These keys are left out. */
  readonly ignore?: readonly string[];
  /** These keys are mistakes. */
  readonly reject?: readonly string[];
  /** These keys must be there. */
  readonly require?: readonly string[];
}

/**
 * Assigns plain data from outside, such as the body of a request. All of it is
 * checked before anything is assigned.
 * @throws InvalidInputError listing every key that is unknown, wrong or missing
 */
export function readInput(
  record: object,
  input: unknown,
  options: ReadOptions,
): void {
  const { definition } = stateOf(record);
  const attributes = inputAttributes(definition);
  checkFilters(definition.name, attributes, options);
  if (!isPlainObject(input))
    throw new TypeMismatchError(
      definition.name,
      "an object of attributes",
      describeValue(input),
    );
  const reading = new Reading();
  for (const key of chosenKeys(reading, input, options))
    readKey(reading, attributes, key, input[key], options);
  if (reading.problems.length > 0)
    throw new InvalidInputError(definition.name, reading.problems);
  apply(record, reading);
}

/** Names that no model has would let everything pass, or nothing. */
function checkFilters(
  model: string,
  attributes: ReadonlyMap<string, InputAttribute>,
  { accept = [], require = [] }: ReadOptions,
): void {
  const unknown = [...accept, ...require].find((key) => !attributes.has(key));
  if (unknown === undefined) return;
  const near = suggest(unknown, attributes.keys());
  throw new InvalidArgumentError(
    `${model}.read is to take ${JSON.stringify(unknown)}, which is no attribute that can be read.`,
    { hint: near === undefined ? undefined : `Did you mean "${near}"?` },
  );
}

function chosenKeys(
  reading: Reading,
  input: Readonly<Record<string, unknown>>,
  { accept, ignore = [], reject = [], require = [] }: ReadOptions,
): readonly string[] {
  const given = Object.keys(input).filter((key) => input[key] !== undefined);
  for (const key of given)
    if (reject.includes(key))
      reading.report(key, "rejected", `${key} is not taken`);
  for (const key of require)
    if (!given.includes(key))
      reading.report(key, "required", `${key} must be given`);
  return given.filter(
    (key) =>
      (accept === undefined || accept.includes(key)) &&
      !ignore.includes(key) &&
      !reject.includes(key),
  );
}

function readKey(
  reading: Reading,
  attributes: ReadonlyMap<string, InputAttribute>,
  key: string,
  value: unknown,
  { accept = [] }: ReadOptions,
): void {
  const attribute = attributes.get(key);
  switch (attribute?.kind) {
    case undefined:
      reading.report(key, "unknown", `${key} is no attribute`);
      return;
    case "column":
      if (attribute.isGuarded && !accept.includes(key))
        reading.report(key, "guarded", `${key} is not taken`);
      else reading.setColumn(attribute.column, key, value);
      return;
    case "belongsTo":
      readRelation(reading, attribute.relation, key, value);
      return;
    case "other relation":
      reading.report(key, "relation", `${key} is not taken: ${attribute.hint}`);
      return;
    case "member":
    case "method":
      reading.members.push({ attribute, value });
  }
}

/** `{ parent: { id: 1 } }`: the key of the other record and nothing else, or null. */
function readRelation(
  reading: Reading,
  { columns, references }: BelongsToDefinition,
  key: string,
  value: unknown,
): void {
  if (value === null) {
    for (const column of columns) reading.setColumn(column, key, null);
    return;
  }
  const names = references.map(({ property }) => property);
  const expected = `{ ${names.join(", ")} }`;
  if (!isPlainObject(value)) {
    const message = `${key} takes ${expected}, not ${describeValue(value)}`;
    reading.report(key, "type", message);
    return;
  }
  for (const name of Object.keys(value))
    if (!names.includes(name))
      reading.report(
        `${key}.${name}`,
        "unknown",
        `${key}.${name} is not taken: ${key} takes ${expected}`,
      );
  for (const [index, column] of columns.entries()) {
    const name = names[index] ?? "";
    if (value[name] === undefined)
      reading.report(
        `${key}.${name}`,
        "required",
        `${key}.${name} must be given`,
      );
    else reading.setColumn(column, `${key}.${name}`, value[name]);
  }
}

/** Columns first: setters may look at them. */
function apply(record: object, { columns, members }: Reading): void {
  for (const [column, { value }] of columns)
    assignColumn(record, column, value);
  for (const { attribute, value } of members) {
    if (attribute.kind === "member")
      Reflect.set(record, attribute.property, value);
    else
      Reflect.apply(
        Reflect.get(record, attribute.property) as (value: unknown) => void,
        record,
        [value],
      );
  }
}
