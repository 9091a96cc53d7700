import type { Deadline } from "../../database/deadline";
import type { DriverResult } from "../../driver/driver";
import { decodeOutputs, requireWidth } from "../decode-outputs";
import type { Output } from "../decode-outputs";
import { deadlineOf, sendSelect } from "../execute";
import { givesNothing } from "../narrow";
import type { GroupKey } from "./group-key";
import { groupStatement } from "./group-statement";
import type { GroupedData } from "./grouped-data";
import { loadKeyRecords } from "./key-records";
import type { ParsedAggregate } from "./parse-aggregate";

/** One group. */
export interface Group {
  /** Its value for each key. */
  readonly keys: readonly KeyOfGroup[];
  /** What was computed of it. */
  readonly values: readonly unknown[];
}

interface KeyOfGroup {
  /** As the server gave it, a cell for each column. */
  readonly texts: readonly (string | null)[];
  readonly value: unknown;
}

/** The groups, in the order of their query. */
export async function loadGroups(
  groups: GroupedData,
  aggregates: readonly ParsedAggregate[],
): Promise<readonly Group[]> {
  const { query, keys, limit } = groups;
  const statement = groupStatement(groups, aggregates);
  if (givesNothing(query) || limit === 0) return [];
  const deadline = deadlineOf(query);
  const result = await sendSelect(query, statement, deadline);
  const outputs = [...keys.flatMap(outputsOf), ...aggregates];
  requireWidth(result, outputs.length, query.definition);
  const decoded = decodeOutputs(result, outputs);
  const keyCells = outputs.length - aggregates.length;
  const columns = await loadKeys(groups, result, decoded, deadline);
  return decoded.map((cells, row) => ({
    keys: columns.map((column) => column[row] as KeyOfGroup),
    values: cells.slice(keyCells),
  }));
}

function outputsOf(key: GroupKey): readonly Output[] {
  return key.kind === "expression"
    ? [{ type: undefined, at: key.name }]
    : key.columns;
}

/** Key by key the value of each row: relations take one statement each. */
async function loadKeys(
  { query, keys }: GroupedData,
  { rows }: DriverResult,
  decoded: readonly (readonly unknown[])[],
  deadline: Deadline | undefined,
): Promise<KeyOfGroup[][]> {
  const columns: KeyOfGroup[][] = [];
  let first = 0;
  for (const key of keys) {
    const [from, end] = [first, first + outputsOf(key).length];
    first = end;
    const cells = rows.map((row) => row.slice(from, end));
    const values =
      key.kind === "relation"
        ? await loadKeyRecords(query, key.relation, cells, deadline)
        : decoded.map((row) => row[from]);
    columns.push(cells.map((texts, row) => ({ texts, value: values[row] })));
  }
  return columns;
}
