import { InvalidArgumentError } from "../errors/query-error";
import { save } from "../persistence/save";
import { writeOwn } from "../record/own-value";
import { stateOf } from "../record/record-state";
import { isTokenMaker } from "../secrets/random-token";

/**
 * Gives a record another token, and saves it.
 * @throws InvalidArgumentError when the property is no secure token
 */
export async function regenerateToken(
  record: object,
  property: string,
): Promise<void> {
  const { columns, name } = stateOf(record).definition;
  const column = Object.hasOwn(columns, property)
    ? columns[property]
    : undefined;
  const made = column?.default;
  if (made?.kind !== "function" || !isTokenMaker(made.make))
    throw new InvalidArgumentError(`${name} has no token "${property}".`, {
      hint: `Write @SecureToken() declare ${property}: string;`,
    });
  writeOwn(record, property, made.make());
  await save(record);
}
