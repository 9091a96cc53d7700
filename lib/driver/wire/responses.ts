import type { DriverField } from "../driver";
import { ServerError } from "./server-error";

/** The types of the server's messages that matter here, by their first byte. */
export const messageType = {
  bindComplete: code("2"),
  commandComplete: code("C"),
  copyBoth: code("W"),
  copyIn: code("G"),
  copyOut: code("H"),
  dataRow: code("D"),
  error: code("E"),
  noData: code("n"),
  parameterStatus: code("S"),
  parseComplete: code("1"),
  readyForQuery: code("Z"),
  rowDescription: code("T"),
} as const;

/** ReadyForQuery: outside a transaction. */
export const statusIdle = code("I");

/**
 * How a server refuses a prepared statement that is gone (26000), whose columns
 * are not the same any more (0A000), or that its tables no longer fit (class 42).
 * A value may only be refused for the type that its parameter used to have (class 22).
 */
const staleCodes = /^(26000|0A000|42...|22003|2200[78]|22P02)$/;

/** What stands for a column's name in RowDescription: table, column number, type, length, modifier, format. */
const columnBytes = { table: 4, number: 2, type: 4, rest: 8 } as const;

/** RowDescription: the columns of a result. */
export function readFields(bytes: Buffer, start: number): DriverField[] {
  const fields: DriverField[] = [];
  let at = start + 2;
  for (let left = bytes.readUInt16BE(start); left > 0; left--) {
    const end = bytes.indexOf(0, at);
    const name = bytes.toString("utf8", at, end);
    at = end + 1 + columnBytes.table + columnBytes.number;
    fields.push({ name, typeId: bytes.readUInt32BE(at) });
    at += columnBytes.type + columnBytes.rest;
  }
  return fields;
}

/** CommandComplete: the number of rows that ends the tag, as in `INSERT 0 3`; 0 where there is none. */
export function readCount(bytes: Buffer, start: number, end: number): number {
  let count = 0;
  let unit = 1;
  for (let at = end - 2; at >= start; at--) {
    const digit = (bytes[at] ?? 0) - 48;
    if (digit < 0 || digit > 9) break;
    count += digit * unit;
    unit *= 10;
  }
  return count;
}

/** ErrorResponse: fields of one letter each. */
export function readError(bytes: Buffer, start: number): ServerError {
  const fields = new Map<string, string>();
  for (let at = start; bytes[at] !== undefined && bytes[at] !== 0;) {
    const end = bytes.indexOf(0, at);
    fields.set(
      String.fromCharCode(bytes[at] ?? 0),
      bytes.toString("utf8", at + 1, end),
    );
    at = end + 1;
  }
  return new ServerError(fields);
}

/** ParameterStatus: whether texts come in another encoding from now on. */
export function isOtherEncoding(bytes: Buffer, start: number): boolean {
  const end = bytes.indexOf(0, start);
  if (bytes.toString("latin1", start, end) !== "client_encoding") return false;
  return (
    bytes.toString("latin1", end + 1, bytes.indexOf(0, end + 1)) !== "UTF8"
  );
}

/** Whether a statement that was prepared by an earlier run, and has not begun, may succeed when it is prepared once more. */
export function isStale(error: Error): boolean {
  return error instanceof ServerError && staleCodes.test(error.code ?? "");
}

function code(letter: string): number {
  return letter.charCodeAt(0);
}
