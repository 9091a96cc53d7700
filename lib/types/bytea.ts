import { isUint8Array } from "node:util/types";
import { TypeMismatchError } from "../errors/query-error";
import type { ColumnType } from "./column-type";
import { describeValue } from "./describe-value";

/** `bytea`: read as a Buffer; any Uint8Array can be written. */
export const byteaType: ColumnType<Uint8Array> = {
  name: "bytea",
  sqlName: "bytea",
  valueName: "Buffer",
  encode: (value, at) => {
    if (!isUint8Array(value)) {
      throw new TypeMismatchError(
        at,
        "a Buffer or Uint8Array",
        describeValue(value),
      );
    }
    return writeHex(value);
  },
  decode: (text) =>
    text.startsWith("\\x")
      ? Buffer.from(text.slice(2), "hex")
      : readEscaped(text),
  equals: (left, right) =>
    isUint8Array(left) &&
    isUint8Array(right) &&
    Buffer.compare(left, right) === 0,
};

/** Bytes in PostgreSQL's hex format: `\x00ff`. */
export function writeHex(bytes: Uint8Array): string {
  return `\\x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex")}`;
}

/** The format of a session with `bytea_output = escape`: octal escapes among printable characters. */
function readEscaped(text: string): Buffer {
  const characters = text.replace(/\\(\\|[0-7]{3})/g, (_, escape: string) =>
    escape === "\\" ? escape : String.fromCharCode(Number.parseInt(escape, 8)),
  );
  return Buffer.from(characters, "latin1");
}
