import { reservedMembers } from "../typing/reserved-members";
import type { ModelDefinition } from "./definition";

/** The model whose records have a member of some name: this one, or one of those below, whose rows are in its table as well. */
export function findMember(
  definition: ModelDefinition,
  name: string,
): ModelDefinition | undefined {
  return [definition, ...(definition.inheritance?.subclasses ?? [])].find(
    (each) => hasMember(each, name),
  );
}

function hasMember(
  { columns, relations, stored, model }: ModelDefinition,
  name: string,
): boolean {
  return (
    [columns, relations, stored].some((members) =>
      Object.hasOwn(members, name),
    ) ||
    name in model.prototype ||
    (reservedMembers as readonly string[]).includes(name)
  );
}
