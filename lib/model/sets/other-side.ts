import type { ManyToManyDefinition } from "../../metadata/definition";
import { stateOf } from "../../record/record-state";
import { memoize } from "../../util/memoize";
import { idOfRecord, showAdded, showRemoved } from "./shown-members";

/** The same links seen from the target: `Role.users` of `User.roles`. */
const otherSides = memoize(
  ({
    target,
    through,
    near,
    far,
  }: ManyToManyDefinition): readonly ManyToManyDefinition[] =>
    Object.values(target.relations).flatMap((relation) =>
      relation.kind === "manyToMany" &&
      relation.through === through &&
      relation.near === far &&
      relation.far === near
        ? [relation]
        : [],
    ),
);

/** Records that were linked show their owner, where the other side is loaded. */
export async function showOwner(
  owner: object,
  relation: ManyToManyDefinition,
  linked: readonly object[],
): Promise<void> {
  for (const side of otherSides(relation)) {
    const owners = linked.filter((record) => isOf(record, side));
    await showAdded(owners, side, [owner]);
  }
}

/** Records that were unlinked show their owner no more, where the other side is loaded. */
export function hideOwner(
  owner: object,
  relation: ManyToManyDefinition,
  records: readonly object[],
  isUnlinked: (id: string) => boolean,
): void {
  for (const side of otherSides(relation)) {
    const ownId = idOfRecord(side.target, owner);
    for (const record of records) {
      if (isOf(record, side) && isUnlinked(idOfRecord(relation.target, record)))
        showRemoved(record, side, (each) => each === ownId);
    }
  }
}

/** Records of one set may be of several classes, of which only some have the other side. */
function isOf(record: object, { property }: ManyToManyDefinition): boolean {
  const { relations } = stateOf(record).definition;
  return Object.hasOwn(relations, property);
}
