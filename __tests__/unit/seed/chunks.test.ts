import fc from "fast-check";
import { chunksOf } from "../../../lib/seed/chunks";

describe("chunksOf", () => {
  it("gives every row once, in order, in groups of the size asked for", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer()),
        fc.integer({ min: 1, max: 20 }),
        async (rows, size) => {
          const chunks = await collect(chunksOf(rows, size));
          expect(chunks.flat()).toEqual(rows);
          expect(
            chunks.slice(0, -1).every((chunk) => chunk.length === size),
          ).toBe(true);
          expect(
            chunks.every((chunk) => chunk.length > 0 && chunk.length <= size),
          ).toBe(true);
        },
      ),
    );
  });

  it("walks generators and asynchronous iterables", async () => {
    expect(await collect(chunksOf(new Set([1, 2, 3]), 2))).toEqual([
      [1, 2],
      [3],
    ]);
    expect(await collect(chunksOf(later([1, 2, 3]), 2))).toEqual([[1, 2], [3]]);
  });

  it("asks for no row before the ones it has are taken", async () => {
    let made = 0;
    function* rows(): Generator<number> {
      for (;;) yield ++made;
    }
    for await (const chunk of chunksOf(rows(), 10)) {
      expect(made).toBe(chunk[chunk.length - 1]);
      if (made === 50) break;
    }
    expect(made).toBe(50);
  });
});

async function* later(rows: readonly number[]): AsyncGenerator<number> {
  for (const row of rows) yield await Promise.resolve(row);
}

async function collect<Row>(
  chunks: AsyncIterable<readonly Row[]>,
): Promise<(readonly Row[])[]> {
  const all = [];
  for await (const chunk of chunks) all.push(chunk);
  return all;
}
