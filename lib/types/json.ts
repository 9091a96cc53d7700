import { TypeMismatchError } from "../errors/query-error";
import { findFlaw } from "./check-text";
import type { ColumnType } from "./column-type";
import { findJsonProblem } from "./json-problem";
import { isSameJson } from "./json-equality";

const common = {
  valueName: "unknown",
  decode: (text: string): unknown => JSON.parse(text),
};

/** `json`: kept as the text it was written as, so the order of keys counts. */
export const jsonType: ColumnType = {
  ...common,
  name: "json",
  sqlName: "json",
  encode: (value, at) => writeJson(value, at, () => undefined),
  equals: (left, right) => isSameJson(left, right, true),
};

/** `jsonb`: kept as the value it stands for, so the order of keys does not count. */
export const jsonbType: ColumnType = {
  ...common,
  name: "jsonb",
  sqlName: "jsonb",
  encode: (value, at) => writeJson(value, at, findFlaw),
  equals: (left, right) => isSameJson(left, right, false),
};

/** @param findTextFlaw what is wrong with a string; `json` keeps `\u0000` and lone surrogates as escapes, `jsonb` refuses them */
function writeJson(
  value: unknown,
  at: string,
  findTextFlaw: (text: string) => string | undefined,
): string {
  const problem = findJsonProblem(value, findTextFlaw);
  if (problem !== undefined)
    throw new TypeMismatchError(at, "a JSON value", problem);
  return JSON.stringify(value);
}
