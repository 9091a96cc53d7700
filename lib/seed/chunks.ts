/** Walks rows in groups of at most `size`, holding one group at a time. */
export async function* chunksOf<Row>(
  rows: Iterable<Row> | AsyncIterable<Row>,
  size: number,
): AsyncGenerator<readonly Row[], void, undefined> {
  if (Symbol.asyncIterator in rows) yield* asyncChunksOf(rows, size);
  else yield* syncChunksOf(rows, size);
}

// Two loops: `for await` over a synchronous source would wait once per row.
function* syncChunksOf<Row>(
  rows: Iterable<Row>,
  size: number,
): Generator<readonly Row[], void, undefined> {
  let chunk: Row[] = [];
  for (const row of rows) {
    chunk.push(row);
    if (chunk.length < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

async function* asyncChunksOf<Row>(
  rows: AsyncIterable<Row>,
  size: number,
): AsyncGenerator<readonly Row[], void, undefined> {
  let chunk: Row[] = [];
  for await (const row of rows) {
    chunk.push(row);
    if (chunk.length < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
