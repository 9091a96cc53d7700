import { TypeMismatchError } from "../errors/query-error";
import { checkText } from "./check-text";
import type { ColumnType } from "./column-type";

/** `text`. */
export const textType = verbatimType("text");

/**
 * `citext`, from the extension of that name. Two spellings that differ in case
 * are different values here, so that a new spelling is written.
 */
export const citextType: ColumnType<string> = {
  ...verbatimType("citext"),
  extension: "citext",
  toKey: (text) => text.toLowerCase(),
};

/** `tsvector`, as PostgreSQL prints it. */
export const tsvectorType = verbatimType("tsvector");

/** `interval`, as PostgreSQL prints it: `1 year 2 mons 3 days 04:05:06`. */
export const intervalType = verbatimType("interval");

/** `varchar`, with a length limit when one is given. */
export function varcharType(length: number | undefined): ColumnType<string> {
  if (length === undefined) return verbatimType("varchar");
  return {
    ...verbatimType("varchar"),
    sqlName: `varchar(${String(length)})`,
    encode: (value, at) => checkLength(value, length, at),
  };
}

/** `char`: padded with spaces to its length by PostgreSQL, which do not count when compared. */
export function charType(length: number | undefined): ColumnType<string> {
  return {
    ...verbatimType("char"),
    sqlName: length === undefined ? "char" : `char(${String(length)})`,
    encode: (value, at) => checkLength(value, length ?? 1, at),
    equals: (left, right) => left === right || isSamePadded(left, right),
    toKey: withoutPadding,
  };
}

function isSamePadded(left: unknown, right: unknown): boolean {
  if (typeof left !== "string" || typeof right !== "string") return false;
  return withoutPadding(left) === withoutPadding(right);
}

function withoutPadding(text: string): string {
  return text.replace(/ +$/, "");
}

/** A type whose values are the very texts of the wire; its grammar, if any, is the server's to check. */
function verbatimType(name: string): ColumnType<string> {
  return {
    name,
    sqlName: name,
    valueName: "string",
    encode: (value, at) => checkText(value, at),
    decode: (text) => text,
    equals: (left, right) => left === right,
  };
}

/** A cast to `varchar(n)`, unlike an insert, would cut a longer text without a word. */
function checkLength(value: unknown, length: number, at: string): string {
  const text = checkText(value, at);
  if (text.length > length && countCharacters(text) > length) {
    throw new TypeMismatchError(
      at,
      `at most ${countInWords(length)}`,
      "a longer string",
    );
  }
  return text;
}

/** PostgreSQL counts code points. */
function countCharacters(text: string): number {
  return Array.from(text).length;
}

function countInWords(length: number): string {
  return length === 1 ? "1 character" : `${String(length)} characters`;
}
