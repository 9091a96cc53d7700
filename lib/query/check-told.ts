import { InvalidArgumentError } from "../errors/query-error";
import type { ModelDefinition } from "../metadata/definition";
import { reservedMembers } from "../typing/reserved-members";
import type { QueryData } from "./query-data";

/** Results tell each once, and never in place of a column, a relation or another member. */
export function checkTold(
  { definition, told, telling }: QueryData,
  name: string,
  at: string,
  hint?: string,
): void {
  if (
    telling?.property === name ||
    told.some(({ property }) => property === name)
  )
    throw new InvalidArgumentError(
      `${at}: the results tell a ${quoted(name)} already.`,
      { hint: hint ?? "Give it another name, or make another query." },
    );
  // Rows of a shared table are also records of the classes below.
  const family = [definition, ...(definition.inheritance?.subclasses ?? [])];
  const owner = family.find((each) => hasMember(each, name));
  if (owner === undefined) return;
  throw new InvalidArgumentError(
    `${at} tells its results their ${quoted(name)}, and ${owner.name} has a member of that name.`,
    {
      hint: hint ?? "Give one of them another name; a column can keep its own.",
    },
  );
}

function hasMember(
  { columns, relations, model }: ModelDefinition,
  name: string,
): boolean {
  return (
    Object.hasOwn(columns, name) ||
    Object.hasOwn(relations, name) ||
    name in model.prototype ||
    (reservedMembers as readonly string[]).includes(name)
  );
}

function quoted(name: string): string {
  return JSON.stringify(name);
}
