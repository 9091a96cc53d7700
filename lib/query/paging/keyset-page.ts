import { both } from "../../ast/build-expression";
import { InvalidArgumentError } from "../../errors/query-error";
import type { CursorPage } from "../../typing/query/query-pages";
import { deadlineOf, selectStatement, sendSelect, toResults } from "../execute";
import { givesNothing } from "../narrow";
import type { QueryData } from "../query-data";
import { afterKey } from "./after-key";
import type { KeyTexts } from "./after-key";
import { keyOrder, orderOf, reverseKey } from "./key-order";
import type { KeyTerm } from "./key-order";
import { keyReader, keySelection } from "./key-selection";
import {
  cursorKind,
  explainUnreadable,
  readCursor,
  writeCursor,
} from "./page-cursor";
import type { CursorKind } from "./page-cursor";
import { readOptions } from "../read-options";
import { parseSize } from "./parse-size";
import { requireSingle } from "./require-single";
import { requireWhole } from "./require-whole";

/** Which way a page goes from where, and how far. */
interface PageRequest {
  readonly isBackward: boolean;
  readonly size: number;
  readonly cursor: unknown;
  /** The option that holds the cursor, for messages. */
  readonly cursorAt: string;
}

/**
 * The records after or before a place in a query's order, found by the values
 * of the row there: what is inserted or deleted meanwhile moves no other record
 * from page to page.
 */
export async function loadPage(
  query: QueryData,
  options: unknown,
  at: string,
): Promise<CursorPage<object>> {
  const request = readRequest(options, at);
  const { isBackward, size } = request;
  requireWhole(query, at);
  requireSingle(query, at);
  const terms = keyOrder(query, at);
  const kind = cursorKind(query.definition, terms);
  const after = findStart(request, kind);
  const way = isBackward ? reverseKey(terms) : terms;
  const found = await loadAfter(query, way, after, size, at).catch(
    (error: unknown) => {
      throw after === undefined
        ? error
        : explainUnreadable(error, request.cursorAt);
    },
  );
  const { results, keys } = found;
  if (isBackward) {
    results.reverse();
    keys.reverse();
  }
  const write = (key: KeyTexts | undefined): string | null =>
    key === undefined ? null : writeCursor(kind, key);
  return {
    items: results,
    hasNext: isBackward ? after !== undefined : found.isMore,
    hasPrevious: isBackward ? found.isMore : after !== undefined,
    startCursor: write(keys[0]),
    endCursor: write(keys.at(-1)),
  };
}

function readRequest(options: unknown, at: string): PageRequest {
  const names = ["first", "after", "last", "before"] as const;
  const { first, after, last, before } = readOptions(options, names, at);
  const isBackward = last !== undefined;
  const isMixed = isBackward
    ? first !== undefined || after !== undefined
    : before !== undefined;
  if (isMixed || (first === undefined && last === undefined))
    throw new InvalidArgumentError(
      `${at} takes first, and after to go on; or last, and before to go back.`,
      {
        hint: "Write { first: 20 }, and then { first: 20, after: endCursor }.",
      },
    );
  return isBackward
    ? request(true, last, before, `${at}.last`, `${at}.before`)
    : request(false, first, after, `${at}.first`, `${at}.after`);
}

function request(
  isBackward: boolean,
  size: unknown,
  cursor: unknown,
  sizeAt: string,
  cursorAt: string,
): PageRequest {
  return { isBackward, size: parseSize(size, sizeAt), cursor, cursorAt };
}

/** Null is the cursor of a page without records: like none at all, it means the beginning. */
function findStart(
  { cursor, cursorAt }: PageRequest,
  kind: CursorKind,
): KeyTexts | undefined {
  return cursor === undefined || cursor === null
    ? undefined
    : readCursor(kind, cursor, cursorAt);
}

interface FoundRows {
  readonly results: object[];
  readonly keys: KeyTexts[];
  /** Whether there are further ones the same way. */
  readonly isMore: boolean;
}

async function loadAfter(
  query: QueryData,
  way: readonly KeyTerm[],
  after: KeyTexts | undefined,
  size: number,
  at: string,
): Promise<FoundRows> {
  if (givesNothing(query)) return { results: [], keys: [], isMore: false };
  const columns = way.map(({ column }) => column);
  const selection = keySelection(query, columns, at);
  const where =
    after === undefined ? query.where : both(query.where, afterKey(way, after));
  // One row more tells whether there is a further page; it becomes no record.
  const orderBy = orderOf(way);
  const page = { ...query, where, orderBy, limit: size + 1 };
  const statement = selectStatement(page, selection.items);
  const deadline = deadlineOf(page);
  const answer = await sendSelect(page, statement, deadline);
  const rows = answer.rows.slice(0, size);
  const width = statement.items.length;
  const given = { ...answer, rows };
  const results = await toResults(page, selection, given, width, deadline);
  return {
    results,
    keys: rows.map(keyReader(selection, columns)),
    isMore: answer.rows.length > size,
  };
}
