import { Column, ManagedObject, PrimaryKey, Table, Vector, sql } from "arx";
import { createTables } from "../../support/create-schema";
import { describeVectors } from "../../support/describe-vectors";

const dimensions = 16;

@Table()
class Sketch extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "vector", dimensions, indexed: { method: "hnsw" } })
  declare shape: Vector;
}

/** The same numbers between -1 and 1 in every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state / 2 ** 32) * 2 - 1;
  };
}

const next = numbers(7);
const randomVector = (): Vector =>
  Vector.of(Array.from({ length: dimensions }, next));

describeVectors(
  "a search among 1,000 vectors",
  async (database) => {
    await createTables(database, [Sketch]);
    await Sketch.insertAll(
      Array.from({ length: 1_000 }, () => ({ shape: randomVector() })),
    );
    await database.execute("analyze sketches");
  },
  (test) => {
    test("finds with the index nine in ten of those that a search without it finds, at least", async (database) => {
      const wanted = Array.from({ length: 20 }, randomVector);
      let shared = 0;
      for (const vector of wanted) {
        const nearest = Sketch.similarTo("shape", vector, { limit: 10 });
        const without = (scan: string) =>
          database.transaction(async () => {
            await database.execute(`set local ${scan} to off`);
            return nearest.all();
          });
        const byIndex = await without("enable_seqscan");
        const exact = await without("enable_indexscan");
        expect(exact).toHaveLength(10);
        const ids = new Set(exact.map(({ id }) => id));
        shared += byIndex.filter(({ id }) => ids.has(id)).length;
      }
      expect(shared).toBeGreaterThanOrEqual(0.9 * 10 * wanted.length);
    });

    test("goes by the index", async (database) => {
      const nearest = Sketch.similarTo("shape", randomVector(), { limit: 10 });
      const plan = await database.transaction(async () => {
        await database.execute("set local enable_seqscan to off");
        return sql`explain ${nearest}`;
      });
      expect(JSON.stringify(plan)).toContain("idx_sketches_shape_hnsw");
    });
  },
);
