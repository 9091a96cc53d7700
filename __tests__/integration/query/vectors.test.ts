import { analyzeVectorIndex } from "../../../lib/database/analyze-vector-index";
import type { Database } from "../../../lib/database/database";
import { sql } from "../../../lib/database/sql";
import { Column } from "../../../lib/decorators/column";
import { Index } from "../../../lib/decorators/indexes";
import { PrimaryKey } from "../../../lib/decorators/primary-key";
import { Table } from "../../../lib/decorators/table";
import { ManagedObject } from "../../../lib/model/managed-object";
import { Vector } from "../../../lib/types/vector";
import { createTables } from "../../support/create-schema";
import { describeVectors } from "../../support/describe-vectors";

@Table()
@Index("embedding", { method: "hnsw", distance: "l1", name: "essays_l1" })
@Index("embedding", {
  method: "hnsw",
  distance: "innerProduct",
  name: "essays_ip",
})
@Index("embedding", { method: "ivfflat", distance: "l2", with: { lists: 1 } })
class Essay extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare title: string;
  @Column({
    type: "vector",
    dimensions: 3,
    nullable: true,
    indexed: { method: "hnsw", with: { m: 8, ef_construction: 32 } },
  })
  declare embedding: Vector | null;
  @Column({ type: "halfvec", dimensions: 2, nullable: true })
  declare half: Vector | null;
  @Column({ type: "vector[]", nullable: true })
  declare many: (Vector | null)[] | null;
}

@Table()
class Point extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "vector", dimensions: 4, indexed: { method: "hnsw" } })
  declare at: Vector;
}

const east = Vector.of([1, 0, 0]);

async function prepare(database: Database): Promise<void> {
  await createTables(database, [Essay, Point]);
  await Essay.insertAll([
    { title: "east", embedding: east },
    { title: "far east", embedding: Vector.of([3, 0, 0]) },
    { title: "north-east", embedding: Vector.of([1, 1, 0]) },
    { title: "north", embedding: Vector.of([0, 2, 0]) },
    { title: "west", embedding: Vector.of([-1, 0, 0]) },
    { title: "nowhere", embedding: Vector.of([0, 0, 0]) },
    { title: "unknown" },
  ]);
}

const round = (value: number): number => Math.round(value * 1e4) / 1e4;

describeVectors("vectors", prepare, (test) => {
  test("are saved, read, changed and found", async () => {
    const made = await Essay.create({
      title: "one",
      embedding: Vector.of([0.1, 123456789, -3e-7]),
      half: Vector.of([0.1, 65504]),
      many: [Vector.of([1, 2]), null, Vector.of([3])],
    });
    const read = await Essay.find(made.id);
    expect(read.embedding?.values).toEqual([0.1, 123456790, -3e-7]);
    expect(read.half?.values).toEqual([0.099975586, 65504]);
    expect(read.many).toStrictEqual([Vector.of([1, 2]), null, Vector.of([3])]);
    expect(made.embedding).toStrictEqual(read.embedding);
    read.embedding = Vector.of([0.1, 123456789, -3e-7]);
    read.half = Vector.of([0.1, 65504]);
    expect(read.isChanged).toBe(false);
    expect(await Essay.where({ embedding: read.embedding }).ids()).toEqual([
      made.id,
    ]);
    expect(
      await Essay.where({
        half: [Vector.of([0.1, 65504]), Vector.of([1, 1])],
      }).count(),
    ).toBe(1);
    await read.update({ embedding: null, half: Vector.of([1, 2]) });
    await read.reload();
    expect([read.embedding, read.half.values]).toEqual([null, [1, 2]]);
    await read.destroy();
  });

  test("are inserted and upserted in numbers", async () => {
    const { keys } = await Point.insertAll([
      { at: Vector.of([1, 2, 3, 4]) },
      { at: Vector.of([5, 6, 7, 8]) },
    ]);
    const [first] = keys;
    await Point.upsertAll(
      [{ id: Number(first), at: Vector.of([9, 9, 9, 9]) }],
      {
        on: ["id"],
      },
    );
    expect(await Point.orderBy({ id: "asc" }).pluck("at")).toEqual([
      Vector.of([9, 9, 9, 9]),
      Vector.of([5, 6, 7, 8]),
    ]);
    await sql`delete from ${Point}`;
  });

  test("most like one come first, each with its similarity", async () => {
    const found = await Essay.similarTo("embedding", east);
    expect(
      found.map(({ title, similarity }) => [title, round(similarity)]),
    ).toEqual([
      expect.arrayContaining([1]),
      expect.arrayContaining([1]),
      ["north-east", 0.7071],
      ["north", 0],
      ["west", -1],
    ]);
    const [first] = found;
    expect(first).toBeInstanceOf(Essay);
    expect(first?.isChanged).toBe(false);
    expect(JSON.parse(JSON.stringify(first))).toMatchObject({
      embedding: expect.any(Array) as unknown,
      similarity: 1,
    });
  });

  test("are told apart by each distance as the class tells them", async () => {
    const query = Vector.of([2, 1, -1]);
    const functions = {
      cosine: (each: Vector) => query.cosineSimilarity(each),
      l2: (each: Vector) => 1 / (1 + query.euclideanDistance(each)),
      l1: (each: Vector) => 1 / (1 + query.manhattanDistance(each)),
      innerProduct: (each: Vector) => query.innerProduct(each),
    };
    for (const [name, similarityOf] of Object.entries(functions)) {
      const distance = name as keyof typeof functions;
      const found = await Essay.similarTo("embedding", query, { distance });
      // A vector of zeros has no direction.
      expect(found).toHaveLength(name === "cosine" ? 5 : 6);
      const similarities = found.map(({ similarity }) => round(similarity));
      expect(similarities).toEqual(
        [...similarities].sort((left, right) => right - left),
      );
      for (const { embedding, similarity } of found)
        expect(similarity).toBeCloseTo(similarityOf(embedding ?? query), 6);
    }
  });

  test("are left out below a threshold, of each distance", async () => {
    const search = async (
      distance: "cosine" | "l2" | "dot" | "l1",
      threshold: number,
    ): Promise<string[]> =>
      (await Essay.similarTo("embedding", east, { distance, threshold })).map(
        ({ title }) => title,
      );
    expect((await search("cosine", 0.7)).sort()).toEqual([
      "east",
      "far east",
      "north-east",
    ]);
    expect(await search("cosine", -1)).toHaveLength(5);
    expect(await search("l2", 0.5)).toEqual([
      "east",
      expect.stringMatching(/n/),
      expect.stringMatching(/n/),
    ]);
    expect(await search("l1", 1)).toEqual(["east"]);
    expect(await search("l1", 0)).toHaveLength(6);
    expect(await search("dot", 3)).toEqual(["far east"]);
    expect(await search("dot", -1)).toHaveLength(6);
  });

  test("within a distance are found, it included, with other conditions and orders", async () => {
    const near = Essay.select("title").withinDistance("embedding", east, 1);
    expect(await near.reorder({ title: "asc" })).toEqual([
      { title: "east", distance: 0 },
      { title: "north-east", distance: 1 },
      { title: "nowhere", distance: 1 },
    ]);
    expect(await near.where({ title: { ne: "east" } }).count()).toBe(2);
    expect(await near.first()).toEqual({ title: "east", distance: 0 });
    expect(await near.exists()).toBe(true);
    expect(
      await Essay.withinDistance("embedding", east, 0.3, {
        distance: "cosine",
      }).pluck("title"),
    ).toHaveLength(3);
    const both = await Essay.where({ title: { contains: "east" } })
      .similarTo("embedding", east, { threshold: 0.5 })
      .withinDistance("embedding", east, 1.5);
    expect(
      both.map(({ title, distance, similarity }) => [
        title,
        distance,
        round(similarity),
      ]),
    ).toEqual([
      ["east", 0, 1],
      ["north-east", 1, 0.7071],
    ]);
  });

  test("are searched by their indexes, in which the vector is one parameter", async (database) => {
    const planOf = async (query: {
      toSQL(): { text: string; parameters: readonly unknown[] };
    }): Promise<string> => {
      const { text, parameters } = query.toSQL();
      const rows = await database.query<{ "QUERY PLAN": string }>(
        `explain ${text}`,
        parameters,
      );
      return rows.map((row) => row["QUERY PLAN"]).join("\n");
    };
    await database.transaction(async () => {
      await sql`set local enable_seqscan = off`;
      const plans = [
        await planOf(Essay.similarTo("embedding", east, { threshold: 0.5 })),
        await planOf(Essay.withinDistance("embedding", east, 2)),
        await planOf(Essay.similarTo("embedding", east, { distance: "l1" })),
        await planOf(Essay.similarTo("embedding", east, { distance: "dot" })),
      ];
      expect(plans.map((plan) => /using (\w+)/.exec(plan)?.[1])).toEqual([
        "idx_essays_embedding_hnsw",
        "idx_essays_embedding_ivfflat",
        "essays_l1",
        "essays_ip",
      ]);
    });
  });

  test("are searched with settings that nothing else meets", async (database) => {
    const settings = (): Promise<unknown> =>
      database.one(
        "select current_setting('hnsw.ef_search') as ef, current_setting('hnsw.iterative_scan') as scan, current_setting('ivfflat.probes') as probes",
      );
    const usual = { ef: "40", scan: "off", probes: "1" };
    const search = Essay.similarTo("embedding", east, {
      efSearch: 100,
      probes: 2,
      iterativeScan: "strict",
    });
    const seen: string[] = [];
    const stop = database.on("query", ({ text }) => seen.push(text));
    expect(await search).toHaveLength(5);
    expect(seen).toHaveLength(4);
    expect(seen[0]).toBe("begin");
    expect(seen[1]).toMatch(/^select current_setting/);
    stop();
    expect(await settings()).toEqual(usual);
    await database.transaction(async () => {
      await sql`set local hnsw.ef_search = 77`;
      expect(await search.count()).toBe(5);
      expect(await settings()).toEqual({ ...usual, ef: "77" });
    });
    expect(await settings()).toEqual(usual);
  });

  test("of 1,000 are found by hnsw as by looking at each, nine of ten at least", async (database) => {
    // The same numbers in every run.
    let seed = 42;
    const random = (): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed / 2_147_483_648 - 0.5;
    };
    const make = (): Vector =>
      Vector.of(Array.from({ length: 4 }, () => random()));
    await Point.insertAll(Array.from({ length: 1000 }, () => ({ at: make() })));
    let found = 0;
    for (let query = 0; query < 20; query++) {
      const search = Point.similarTo("at", make());
      const exact = await database.transaction(async () => {
        await sql`set local enable_indexscan = off`;
        return search.ids();
      });
      const approximate = await database.transaction(async () => {
        await sql`set local enable_seqscan = off`;
        return search.ids();
      });
      expect(approximate).toHaveLength(10);
      found += approximate.filter((id) => exact.includes(id)).length;
    }
    expect(found).toBeGreaterThanOrEqual(180);
  });

  test("in an index are counted, and no index is null", async (database) => {
    // A session would report its searches a while later.
    await database.query("select pg_stat_force_next_flush()");
    const usage = await analyzeVectorIndex("idx_points_at_hnsw");
    expect(usage).toMatchObject({ table: "points" });
    expect(usage?.scans).toBeGreaterThanOrEqual(20);
    expect(usage?.entriesRead).toBeGreaterThanOrEqual(0);
    expect(usage?.rowsFetched).toBeGreaterThanOrEqual(200);
    expect(await analyzeVectorIndex("idx_points_at")).toBeNull();
  });
});
