import { TypeMismatchError, UnknownColumnError } from "../errors/query-error";
import { describeValue } from "../types/describe-value";
import { suggest } from "../util/suggest";
import { isPlainObject } from "./conditions/values";

/** Options by their names; those that were not given are undefined. */
export type GivenOptions<Name extends string> = Readonly<
  Partial<Record<Name, unknown>>
>;

/**
 * The options of a verb. One that nobody would read must not be ignored in silence.
 * @param at the verb, for messages: `City.page`
 * @throws UnknownColumnError for an option that there is not
 */
export function readOptions<Name extends string>(
  options: unknown,
  known: readonly Name[],
  at: string,
): GivenOptions<Name> {
  if (!isPlainObject(options))
    throw new TypeMismatchError(
      at,
      "an object of options",
      describeValue(options),
    );
  const unknown = Object.keys(options).find(
    (name) => !known.includes(name as Name),
  );
  if (unknown !== undefined)
    throw new UnknownColumnError(
      at,
      unknown,
      suggest(unknown, known),
      "option",
    );
  return options as GivenOptions<Name>;
}
