import { InvalidArgumentError } from "../errors/query-error";
import { findMember } from "../metadata/find-member";
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
  const owner = findMember(definition, name);
  if (owner === undefined) return;
  throw new InvalidArgumentError(
    `${at} tells its results their ${quoted(name)}, and ${owner.name} has a member of that name.`,
    {
      hint: hint ?? "Give one of them another name; a column can keep its own.",
    },
  );
}

function quoted(name: string): string {
  return JSON.stringify(name);
}
