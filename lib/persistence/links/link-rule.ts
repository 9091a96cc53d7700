import type {
  BelongsToDefinition,
  ManyToManyDefinition,
} from "../../metadata/definition";
import { aliveCondition } from "../../metadata/build/build-alive-indexes";
import { memoize } from "../../util/memoize";
import { listTargets } from "../conflict-target";
import type { ConflictTarget } from "../conflict-target";

/** What keeps a record from being linked twice to the same owner. */
export type LinkRule =
  /** A unique index over the links that are alive. */
  | { readonly kind: "unique"; readonly target: ConflictTarget }
  /** A unique index over those deleted softly as well: one of these is brought back. */
  | { readonly kind: "revived"; readonly target: ConflictTarget }
  /** Nothing in the database: whoever links holds the rows that this relation of the join model refers to. */
  | { readonly kind: "held"; readonly side: BelongsToDefinition };

/** The rule of a relation, which is the same from either side. */
export const linkRule = memoize((relation: ManyToManyDefinition): LinkRule => {
  const { through, near, far } = relation;
  const pair = new Set([...near.columns, ...far.columns]);
  const target = listTargets(through).find(
    ({ columns, where }) =>
      columns.length === pair.size &&
      columns.every((column) => pair.has(column)) &&
      (where === undefined || isOfAlive(relation, where)),
  );
  if (target === undefined)
    return { kind: "held", side: firstSide(relation, near, far) };
  return through.softDelete !== undefined && target.where === undefined
    ? { kind: "revived", target }
    : { kind: "unique", target };
});

function isOfAlive(
  { through }: ManyToManyDefinition,
  where: NonNullable<ConflictTarget["where"]>,
): boolean {
  return (
    where.kind === "fragment" && where.texts[0] === aliveCondition(through)
  );
}

/** Both sides must choose the same, or they would not wait for one another. */
function firstSide(
  { through: { columnList } }: ManyToManyDefinition,
  near: BelongsToDefinition,
  far: BelongsToDefinition,
): BelongsToDefinition {
  const placeOf = ({ columns }: BelongsToDefinition): number =>
    Math.min(...columns.map((column) => columnList.indexOf(column)));
  return placeOf(near) <= placeOf(far) ? near : far;
}
