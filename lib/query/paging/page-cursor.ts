import { DatabaseError } from "../../errors/database-error";
import {
  InvalidCursorError,
  UnreadableValueError,
  UnsafeIntegerError,
} from "../../errors/query-error";
import type {
  ColumnDefinition,
  ModelDefinition,
} from "../../metadata/definition";
import { checksumOf } from "../../util/checksum";
import type { KeyTexts } from "./after-key";
import type { KeyTerm } from "./key-order";

/** Says how a cursor is written; one that is written otherwise is refused. */
const version = 1;

/** Enough to tell the orders of one program from each other. */
const digestLength = 12;

/** What a cursor belongs to: a model and an order of its records. */
export interface CursorKind {
  readonly terms: readonly KeyTerm[];
  readonly digest: string;
}

/** The cursors of an order, which are of no use to another. */
export function cursorKind(
  { name }: ModelDefinition,
  terms: readonly KeyTerm[],
): CursorKind {
  const order = terms.map(({ column, direction, nulls }) => [
    column.property,
    direction,
    nulls,
  ]);
  const digest = checksumOf(JSON.stringify([name, order]));
  return { terms, digest: digest.slice(0, digestLength) };
}

/** The place of a row as a text that is safe in a URL. */
export function writeCursor({ digest }: CursorKind, texts: KeyTexts): string {
  const parts = JSON.stringify([version, digest, ...texts]);
  return Buffer.from(parts, "utf8").toString("base64url");
}

/**
 * The place that a cursor tells. It comes from outside: each value is checked
 * by the type of its column, and reaches SQL as a parameter only.
 * @param at the option, for messages: `City.page.after`
 * @throws InvalidCursorError
 */
export function readCursor(
  { terms, digest }: CursorKind,
  cursor: unknown,
  at: string,
): KeyTexts {
  const parts = readParts(cursor);
  if (parts === undefined) throw new InvalidCursorError(at, "is no cursor");
  const [, given, ...texts] = parts;
  if (given !== digest)
    throw new InvalidCursorError(at, "is a cursor of another order or model");
  const isWhole =
    texts.length === terms.length &&
    terms.every(({ column }, index) => isTextOf(column, texts[index]));
  if (!isWhole) throw new InvalidCursorError(at, "is no cursor");
  return texts as KeyTexts;
}

function readParts(cursor: unknown): readonly unknown[] | undefined {
  if (typeof cursor !== "string") return undefined;
  try {
    const parts: unknown = JSON.parse(
      Buffer.from(cursor, "base64url").toString("utf8"),
    );
    return Array.isArray(parts) && parts[0] === version ? parts : undefined;
  } catch {
    return undefined;
  }
}

/** SQLSTATEs of a text that a type cannot read: no value of it, no date, or beyond its bounds. */
const unreadable: readonly unknown[] = ["22P02", "22007", "22008", "22003"];

/** The error of a statement with values of a cursor that only the server could judge; any other as it is. */
export function explainUnreadable(error: unknown, at: string): unknown {
  return error instanceof DatabaseError && unreadable.includes(error.sqlState)
    ? new InvalidCursorError(at, "is no cursor", error)
    : error;
}

/** Whether a column could have this value, as far as the program can tell. */
function isTextOf({ at, nullable, type }: ColumnDefinition, text: unknown) {
  if (text === null) return nullable;
  if (typeof text !== "string" || text.includes("\0")) return false;
  try {
    type.encode(type.decode(text, at), at);
    return true;
  } catch (error) {
    // A place needs no value of JavaScript: infinity, or a bigint beyond its numbers.
    return (
      error instanceof UnreadableValueError ||
      error instanceof UnsafeIntegerError
    );
  }
}
