import {
  InvalidArgumentError,
  MissingAttributeError,
} from "../errors/query-error";
import { RecordStateError } from "../errors/record-error";
import type { ModelDefinition } from "../metadata/definition";
import { readOwn } from "../record/own-value";
import { stateOf } from "../record/record-state";
import { readDuration } from "../util/duration";

/** The model as signatures name it: the table, because subclasses share it and classes are renamed more often. */
export function signedName({ schema, table }: ModelDefinition): string {
  return `${schema}.${table}`;
}

/**
 * The primary key of a stored record as texts.
 * @throws RecordStateError when the record has none yet
 */
export function keyTexts(record: object): readonly string[] {
  const { definition, status } = stateOf(record);
  if (status === "new")
    throw new RecordStateError(
      `This ${definition.name} is not saved, and has no key to sign.`,
      "Save it first.",
    );
  return definition.primaryKey.map(({ property, type, at }) => {
    const value = readOwn(record, property);
    if (value === undefined || value === null)
      throw new MissingAttributeError(at);
    return type.encode(value, at);
  });
}

/** The key that texts stand for, as `find` takes it. */
export function keyOfTexts(
  { primaryKey }: ModelDefinition,
  texts: readonly string[],
): unknown {
  const values = primaryKey.map(
    ({ property, type, at }, index) =>
      [property, type.decode(texts[index] ?? "", at)] as const,
  );
  const [only] = values;
  return values.length === 1 && only !== undefined
    ? only[1]
    : Object.fromEntries(values);
}

/**
 * The milliseconds of a span, or null when none was given.
 * @throws InvalidArgumentError when it is none
 */
export function spanOf(duration: unknown, at: string): number | null {
  if (duration === undefined) return null;
  const milliseconds = readDuration(duration);
  if (milliseconds !== undefined) return milliseconds;
  throw new InvalidArgumentError(
    `${at} takes a span of time above zero as expiresIn.`,
    { hint: 'Write "15 minutes", "2 hours", "30 days", or milliseconds.' },
  );
}
