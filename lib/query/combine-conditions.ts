import { allOf, always, anyOf, negate } from "../ast/build-expression";
import type { Expression } from "../ast/expression";
import { narrow, withoutGiven } from "./narrow";
import type { Conditions, GivenCondition } from "./query-data";

/** Both hold. */
export function bothHold(first: Conditions, second: Conditions): Conditions {
  return {
    where: narrow(first.where, second.where ?? always),
    given: [...first.given, ...second.given],
  };
}

/** One of them holds, or both. From then on it is one condition, no part of which can be replaced. */
export function oneHolds(first: Conditions, second: Conditions): Conditions {
  const condition = anyOf([wholeOf(first), wholeOf(second)]);
  return { where: narrow(undefined, condition), given: [] };
}

/** The first holds and the second does not: it is false, or unknown because of NULL. */
export function firstHolds(first: Conditions, second: Conditions): Conditions {
  return {
    where: narrow(first.where, negate(wholeOf(second))),
    given: first.given,
  };
}

/** The second holds, and what of the first is about something else. */
export function replaceSame(first: Conditions, second: Conditions): Conditions {
  return bothHold(
    dropSame(first, second, () => true),
    second,
  );
}

/** Both hold, but of two that ask for given values of the same column the second alone. */
export function replaceEqualities(
  first: Conditions,
  second: Conditions,
): Conditions {
  const isEquality = ({ isEquality }: GivenCondition): boolean => isEquality;
  return bothHold(dropSame(first, second, isEquality), second);
}

/** The first without what the second says of the same. */
function dropSame(
  first: Conditions,
  second: Conditions,
  isReplaced: (given: GivenCondition) => boolean,
): Conditions {
  const subjects = new Set(
    second.given.filter(isReplaced).flatMap((given) => given.subjects),
  );
  const replaced = first.given.filter(
    (given) =>
      isReplaced(given) && given.subjects.some((each) => subjects.has(each)),
  );
  return {
    where: withoutGiven(first.where, replaced),
    given: first.given.filter((given) => !replaced.includes(given)),
  };
}

function wholeOf({ where }: Conditions): Expression {
  return allOf([where ?? always]);
}
