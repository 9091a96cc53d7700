import type { AggregateName } from "../../ast/expression";
import { InvalidArgumentError } from "../../errors/query-error";
import { joinKey } from "../key-set";
import type { GroupKey } from "./group-key";
import type { GroupedData } from "./grouped-data";
import { loadGroups } from "./load-groups";
import type { Group } from "./load-groups";
import { parseAggregates, parseVerb } from "./parse-aggregate";

/** One value of each group, by its keys: a Map in a Map where there are several. */
export async function mapGroups(
  groups: GroupedData,
  name: AggregateName,
  operand: unknown,
): Promise<Map<unknown, unknown>> {
  const at = `${groups.query.definition.name}.groupBy.${name}`;
  const aggregate = parseVerb(groups.query, name, operand);
  return toMap(await loadGroups(groups, [aggregate]), groups.keys, at);
}

/** One plain row for each group. */
export async function aggregateGroups(
  groups: GroupedData,
  given: unknown,
): Promise<Record<string, unknown>[]> {
  const { query, keys } = groups;
  const at = `${query.definition.name}.groupBy.aggregate`;
  const aggregates = parseAggregates(query, given, at);
  const taken = aggregates.find(({ name }) =>
    keys.some((key) => key.name === name),
  );
  if (taken !== undefined)
    throw new InvalidArgumentError(
      `${at}: ${JSON.stringify(taken.name)} is a key of the groups already.`,
      { hint: "Give the value another name." },
    );
  const names = [...keys, ...aggregates].map(({ name }) => name);
  return (await loadGroups(groups, aggregates)).map((group) => {
    const values = [...group.keys.map(({ value }) => value), ...group.values];
    return Object.fromEntries(
      names.map((name, index) => [name, values[index]]),
    );
  });
}

/** @throws InvalidArgumentError when a Map would lose groups, because a program's values are alike where the database's are not */
function toMap(
  groups: readonly Group[],
  keys: readonly GroupKey[],
  at: string,
  level = 0,
): Map<unknown, unknown> {
  const parts = new Map<string, Group[]>();
  for (const group of groups) {
    const text = textOf(group, keys, level);
    const part = parts.get(text);
    if (part === undefined) parts.set(text, [group]);
    else part.push(group);
  }
  const map = new Map(
    [...parts.values()].map((part) => entryOf(part, keys, at, level)),
  );
  if (map.size === parts.size) return map;
  throw new InvalidArgumentError(
    `${at} has groups of different values in the database that the program reads as one.`,
    { hint: "Write aggregate({ … }), which gives each group a row." },
  );
}

function entryOf(
  part: readonly Group[],
  keys: readonly GroupKey[],
  at: string,
  level: number,
): [key: unknown, value: unknown] {
  const [first] = part;
  const isLast = level === keys.length - 1;
  return [
    first?.keys[level]?.value,
    isLast ? first?.values[0] : toMap(part, keys, at, level + 1),
  ];
}

/**
 * The key of a group on one level, the same for keys that PostgreSQL calls equal
 * and for no others: NULL is told from every text, and each part from the others.
 */
function textOf(
  group: Group,
  keys: readonly GroupKey[],
  level: number,
): string {
  const key = keys[level];
  const columns =
    key === undefined || key.kind === "expression" ? [] : key.columns;
  const texts = group.keys[level]?.texts ?? [];
  return JSON.stringify(
    texts.map((text, index) => joinKey([text], columns.slice(index))),
  );
}
