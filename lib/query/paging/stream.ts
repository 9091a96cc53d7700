import { databaseOf } from "../../database/current";
import { beginReading } from "../../database/reading";
import type { Failure, Reading } from "../../database/reading";
import type { DriverResult } from "../../driver/driver";
import type { CompiledQuery } from "../../sql/compiled-query";
import { closeCursor, declareCursor, fetchRows } from "../../sql/cursor";
import { compileCached } from "../../sql/statement-cache";
import {
  deadlineOf,
  selectStatement,
  sendCompiled,
  toResults,
} from "../execute";
import { explainMissing } from "../from-sql";
import { requireTransaction } from "../lock-rows";
import { givesNothing } from "../narrow";
import type { QueryData } from "../query-data";
import { resultSelectionOf } from "../tell-values";
import { usualBatch } from "./key-batches";
import { readOptions } from "../read-options";
import { parseSize } from "./parse-size";

/** An open cursor, and where it is. */
interface Cursor {
  readonly name: string;
  readonly query: QueryData;
  readonly reading: Reading;
  readonly batch: number;
  /** The rows that come while the caller works on those before. */
  ahead: Promise<DriverResult> | undefined;
}

let opened = 0;

/**
 * The results of a query in portions, read through a cursor of the server: all
 * are of the moment at which the first was asked for.
 */
export async function* streamBatches(
  query: QueryData,
  options: unknown,
  at: string,
): AsyncGenerator<object[], void, undefined> {
  const { batch = usualBatch } = readOptions(options, ["batch"], at);
  const size = parseSize(batch, `${at}.batch`);
  requireTransaction(query);
  if (givesNothing(query)) return;
  const database = databaseOf(query.definition);
  const reading = await beginReading(database);
  const name = `arx_stream_${String(++opened)}`;
  const cursor: Cursor = {
    name,
    query,
    reading,
    batch: size,
    ahead: undefined,
  };
  let failure: Failure | undefined;
  try {
    yield* readCursor(cursor);
  } catch (error) {
    failure = { error };
    throw error;
  } finally {
    await end(cursor, failure);
  }
}

async function* readCursor(
  cursor: Cursor,
): AsyncGenerator<object[], void, undefined> {
  const { batch, query, reading } = cursor;
  const selection = resultSelectionOf(query);
  const statement = selectStatement(query, selection.items);
  const width = statement.items.length;
  let next: Promise<DriverResult> | undefined = open(
    cursor,
    compileCached(statement),
  );
  while (next !== undefined) {
    const answer: DriverResult = await next;
    const isLast = answer.rows.length < batch;
    // In a transaction of the caller's own it would get in the way.
    cursor.ahead = isLast || !reading.isAlone ? undefined : fetchNext(cursor);
    if (answer.rows.length > 0)
      yield await reading.run(() =>
        toResults(query, selection, answer, width, deadlineOf(query)),
      );
    next = isLast ? undefined : (cursor.ahead ?? fetchNext(cursor));
    cursor.ahead = undefined;
  }
}

/** Opens the cursor and asks for its first rows, on one way to the server. */
async function open(
  cursor: Cursor,
  statement: CompiledQuery,
): Promise<DriverResult> {
  const { name, reading } = cursor;
  const opening = send(
    cursor,
    declareCursor(name, statement, reading.outlives),
  );
  const first = fetchNext(cursor);
  await opening;
  return first;
}

function fetchNext(cursor: Cursor): Promise<DriverResult> {
  const answer = send(cursor, fetchRows(cursor.name, cursor.batch));
  // Whoever stops before does not wait for it.
  answer.catch(ignore);
  return answer;
}

function send(
  { query, reading }: Cursor,
  statement: CompiledQuery,
): Promise<DriverResult> {
  return reading
    .run(() => sendCompiled(query, statement))
    .catch((error: unknown) => {
      throw explainMissing(query, error);
    });
}

/** The end of a transaction of its own ends the cursor. */
async function end(
  cursor: Cursor,
  failure: Failure | undefined,
): Promise<void> {
  const { ahead, name, reading } = cursor;
  if (!reading.isAlone) {
    // What ended the transaction, or made it useless, has ended the cursor as well.
    await send(cursor, closeCursor(name)).catch(ignore);
  }
  // Whoever leaves the loop is not told of an error in rows that were never asked for.
  await reading.end(failure ?? (await failureOf(ahead)));
}

async function failureOf(
  answer: Promise<unknown> | undefined,
): Promise<Failure | undefined> {
  try {
    await answer;
    return undefined;
  } catch (error) {
    return { error };
  }
}

const ignore = (): void => undefined;
