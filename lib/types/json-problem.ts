import { describeValue } from "./describe-value";
import { toPlainJson } from "./plain-json";

/** A problem and the keys that lead to it, innermost first. */
interface Problem {
  readonly message: string;
  readonly path: string;
}

type FindTextFlaw = (text: string) => string | undefined;

/**
 * Why a value cannot be written as JSON without loss, and where: `a bigint at
 * .prices[2]`. Unlike JSON.stringify, which drops undefined and functions,
 * writes NaN as null and a Map as {}.
 */
export function findJsonProblem(
  value: unknown,
  findTextFlaw: FindTextFlaw,
): string | undefined {
  const problem = inspect(value, findTextFlaw, []);
  if (problem === undefined) return undefined;
  return problem.path === ""
    ? problem.message
    : `${problem.message} at ${problem.path}`;
}

function inspect(
  value: unknown,
  findTextFlaw: FindTextFlaw,
  ancestors: readonly object[],
): Problem | undefined {
  const plain = toPlainJson(value);
  if (plain === null || typeof plain === "boolean") return undefined;
  if (typeof plain === "string") return toProblem(findTextFlaw(plain));
  if (typeof plain === "number") {
    return toProblem(Number.isFinite(plain) ? undefined : describeValue(plain));
  }
  if (typeof plain !== "object") return toProblem(describeValue(plain));
  if (ancestors.includes(plain))
    return toProblem("an object that contains itself");
  return inspectObject(plain, findTextFlaw, [...ancestors, plain]);
}

function inspectObject(
  value: object,
  findTextFlaw: FindTextFlaw,
  ancestors: readonly object[],
): Problem | undefined {
  if (Array.isArray(value)) {
    return firstProblem(value, (item, index) =>
      within(`[${String(index)}]`, inspect(item, findTextFlaw, ancestors)),
    );
  }
  // SQL, queries and what else is only on its way would be written as what it consists of.
  if ("then" in value && typeof value.then === "function")
    return toProblem("something to await, such as SQL");
  if (Object.prototype.toString.call(value) !== "[object Object]") {
    return toProblem(describeValue(value));
  }
  return firstProblem(Object.entries(value), ([key, item]) =>
    within(
      `.${key}`,
      toProblem(findTextFlaw(key)) ?? inspect(item, findTextFlaw, ancestors),
    ),
  );
}

function firstProblem<Item>(
  items: readonly Item[],
  check: (item: Item, index: number) => Problem | undefined,
): Problem | undefined {
  // By index, so that the holes of a sparse array are seen.
  for (let index = 0; index < items.length; index++) {
    const problem = check(items[index] as Item, index);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function toProblem(message: string | undefined): Problem | undefined {
  return message === undefined ? undefined : { message, path: "" };
}

function within(
  step: string,
  problem: Problem | undefined,
): Problem | undefined {
  return problem && { message: problem.message, path: step + problem.path };
}
