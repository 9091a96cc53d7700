import type { LoadingStrategy } from "../../typing/loading-strategy";
import { oneOf } from "../clauses";
import { readOptions } from "../read-options";

const strategies: readonly LoadingStrategy[] = ["auto", "split", "joined"];

/**
 * How relations come, as a program said it.
 * @throws InvalidArgumentError when it is no strategy
 */
export function parseStrategy(value: unknown, at: string): LoadingStrategy {
  return oneOf(strategies, value, at);
}

/**
 * The options of `with` beside the relations; undefined where none says how they come.
 * @throws UnknownColumnError for an option that there is not
 */
export function parseWithOptions(
  options: unknown,
  at: string,
): LoadingStrategy | undefined {
  const { strategy } = readOptions(options, ["strategy"], at);
  return strategy === undefined
    ? undefined
    : parseStrategy(strategy, `${at}.strategy`);
}
