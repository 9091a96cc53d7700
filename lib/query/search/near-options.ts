import { InvalidArgumentError } from "../../errors/query-error";
import type {
  ColumnDefinition,
  ModelDefinition,
} from "../../metadata/definition";
import { describeValue } from "../../types/describe-value";
import { distanceNames, findDistance } from "../../types/vector-distance";
import type { DistanceKind, VectorDistance } from "../../types/vector-distance";
import { isVectorType } from "../../types/vector-type";
import { findColumn } from "../../metadata/find-column";
import type { QueryData } from "../query-data";
import { readOptions } from "../read-options";

type Given = Readonly<Record<string, unknown>>;

/** Options that every search among vectors has. */
const commonOptions = ["distance", "efSearch", "probes", "iterativeScan"];

/**
 * The options of a search among vectors.
 * @throws UnknownColumnError for one that there is not
 */
export function parseNearOptions(
  options: unknown,
  at: string,
  further: readonly string[],
): Given {
  return options === undefined
    ? {}
    : readOptions(options, [...commonOptions, ...further], at);
}

/** The distance of a name, in any case. */
export function parseDistance(
  name: unknown,
  usual: VectorDistance,
  at: string,
): DistanceKind {
  const kind = findDistance(name ?? usual);
  if (kind !== undefined) return kind;
  const received =
    typeof name === "string" ? "another string" : describeValue(name);
  throw new InvalidArgumentError(
    `${at}.distance is ${distanceNames.join(", ")}, and was ${received}.`,
    { hint: "euclidean means l2, dot innerProduct and manhattan l1." },
  );
}

/** A number from the least to the greatest, both included. */
export function parseNumber(
  value: unknown,
  at: string,
  least: number,
  greatest: number,
): number {
  const isNumber = typeof value === "number" && Number.isFinite(value);
  if (isNumber && value >= least && value <= greatest) return value;
  const range = [
    ...(least === -Infinity ? [] : [`from ${String(least)}`]),
    ...(greatest === Infinity ? [] : [`up to ${String(greatest)}`]),
  ].join(" ");
  const received = isNumber ? String(value) : describeValue(value);
  throw new InvalidArgumentError(
    `${at} is a finite number${range === "" ? "" : ` ${range}`}, not ${received}.`,
  );
}

/** A column that holds vectors. */
export function findVectorColumn(
  definition: ModelDefinition,
  property: unknown,
  at: string,
): ColumnDefinition {
  const column = findColumn(definition, property);
  if (isVectorType(column.type)) return column;
  const found = definition.columnList
    .filter(({ type }) => isVectorType(type))
    .map((each) => each.property);
  throw new InvalidArgumentError(
    `${at} takes a column of vectors, and ${column.at} is ${column.type.name}.`,
    found.length === 0 ? {} : { hint: `There is ${found.join(", ")}.` },
  );
}

/** The run-time parameters of pgvector that options stand for, beside those the query has. */
export function settingsOf(
  { settings }: QueryData,
  { efSearch, probes, iterativeScan }: Given,
  at: string,
): Readonly<Record<string, string>> {
  const isUsual = [efSearch, probes, iterativeScan].every(
    (option) => option === undefined,
  );
  if (isUsual) return settings;
  return {
    ...settings,
    ...(efSearch === undefined
      ? {}
      : { "hnsw.ef_search": parseSetting(efSearch, `${at}.efSearch`, 1_000) }),
    ...(probes === undefined
      ? {}
      : { "ivfflat.probes": parseSetting(probes, `${at}.probes`, 32_768) }),
    ...parseScan(iterativeScan, `${at}.iterativeScan`),
  };
}

function parseSetting(value: unknown, at: string, most: number): string {
  const number = parseNumber(value, at, 1, most);
  if (Number.isInteger(number)) return String(number);
  throw new InvalidArgumentError(
    `${at} is a whole number, not ${String(number)}.`,
  );
}

function parseScan(value: unknown, at: string): Record<string, string> {
  if (value === undefined) return {};
  if (value === "strict") return { "hnsw.iterative_scan": "strict_order" };
  if (value === "relaxed")
    return {
      "hnsw.iterative_scan": "relaxed_order",
      "ivfflat.iterative_scan": "relaxed_order",
    };
  const received =
    typeof value === "string" ? "another string" : describeValue(value);
  throw new InvalidArgumentError(
    `${at} takes "strict" or "relaxed", not ${received}.`,
  );
}
