import type { ModelDraft, NarrowingDraft } from "../metadata/draft";

/** The options by which a relation says which records it leads to, as they were given. */
interface GivenNarrowing {
  readonly where?: unknown;
  readonly orderBy?: unknown;
}

/** What a relation says of the records that it leads to; a condition that is none is noted. */
export function draftNarrowing(
  draft: ModelDraft,
  property: string,
  options: GivenNarrowing | undefined,
): NarrowingDraft {
  const given = options ?? {};
  const { where, orderBy } = given;
  if (!Object.hasOwn(given, "where") || isCondition(where))
    return { where, orderBy };
  // A condition that turns out to be undefined would widen the relation in silence.
  draft.problems.push({
    property,
    message: `has a where that is ${describe(where)}.`,
    fix: "Write a where object, { published: true }, or a function that gives one.",
  });
  // One that is none still makes it a part of what it could lead to.
  return { where: {}, orderBy };
}

function isCondition(where: unknown): boolean {
  return (
    typeof where === "function" ||
    (typeof where === "object" && where !== null && !Array.isArray(where))
  );
}

function describe(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  return Array.isArray(value) ? "a list" : `of type ${typeof value}`;
}
