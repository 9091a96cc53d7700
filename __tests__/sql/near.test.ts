import { inspect } from "node:util";
import { Column } from "../../lib/decorators/column";
import { PrimaryKey } from "../../lib/decorators/primary-key";
import { Table } from "../../lib/decorators/table";
import { ManagedObject } from "../../lib/model/managed-object";
import { Vector } from "../../lib/types/vector";

@Table()
class Essay extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare title: string;
  @Column({ type: "vector", dimensions: 3 })
  declare embedding: Vector;
  @Column({ type: "halfvec", dimensions: 2, nullable: true })
  declare half: Vector | null;
}

@Table()
class Rated extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "integer" }) declare similarity: number;
  @Column({ type: "vector", dimensions: 1 }) declare embedding: Vector;
}

@Table()
class Verse extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "vector", dimensions: 2, indexed: { method: "hnsw" } })
  declare embedding: Vector;
}

const vector = Vector.of([1, 2.5, -3]);
const half = Vector.of([1, 2]);
const columns =
  '"essays"."id", "essays"."title", "essays"."embedding", "essays"."half"';

test("a search for similar vectors is one statement, with the vector once", () => {
  const query = Essay.where({ title: "x" }).similarTo("embedding", vector, {
    distance: "l1",
    threshold: 0.25,
  });
  expect(query.toSQL()).toEqual({
    text: `select ${columns}, 1 / (1 + "arx_similarity"."distance") as "similarity" from "public"."essays" cross join lateral (select "essays"."embedding" <+> $1::vector as "distance") as "arx_similarity" where "essays"."title" = $2 and "arx_similarity"."distance" <= $3 order by "arx_similarity"."distance" limit $4`,
    parameters: ["[1,2.5,-3]", "x", "3", "10"],
  });
});

test.each([
  ["cosine", "<=>", "1 - D", "0.75"],
  ["COSINE", "<=>", "1 - D", "0.75"],
  ["l2", "<->", "1 / (1 + D)", "3"],
  ["Euclidean", "<->", "1 / (1 + D)", "3"],
  ["innerProduct", "<#>", "0 - D", "-0.25"],
  ["inner_product", "<#>", "0 - D", "-0.25"],
  ["dot", "<#>", "0 - D", "-0.25"],
  ["l1", "<+>", "1 / (1 + D)", "3"],
  ["manhattan", "<+>", "1 / (1 + D)", "3"],
])(
  "the distance %s is %s, and the similarity %s",
  (name, operator, formula, bound) => {
    const distance = name as "cosine";
    const { text, parameters } = Essay.select("id")
      .similarTo("half", half, { distance, threshold: 0.25, limit: 3 })
      .toSQL();
    const similarity = formula.replace("D", '"arx_similarity"."distance"');
    expect(text).toBe(
      `select "essays"."id", ${similarity} as "similarity" from "public"."essays" cross join lateral (select "essays"."half" ${operator} $1::halfvec as "distance") as "arx_similarity" where "essays"."half" is not null and "arx_similarity"."distance" <= $2 order by "arx_similarity"."distance" limit $3`,
    );
    expect(parameters).toEqual(["[1,2]", bound, "3"]);
  },
);

test("a search within a distance includes it, and goes with other conditions and orders", () => {
  const query = Essay.withinDistance("embedding", vector, 1.5, {
    distance: "l1",
  })
    .where({ title: "x" })
    .orderBy({ title: "asc" });
  expect(query.toSQL()).toEqual({
    text: `select ${columns}, "arx_distance"."distance" as "distance" from "public"."essays" cross join lateral (select "essays"."embedding" <+> $1::vector as "distance") as "arx_distance" where "arx_distance"."distance" <= $2 and "essays"."title" = $3 order by "arx_distance"."distance", "essays"."title"`,
    parameters: ["[1,2.5,-3]", "1.5", "x"],
  });
  expect(query.reorder({ title: "desc" }).toSQL().text).toMatch(
    /order by "essays"."title" desc$/,
  );
  expect(inspect(query)).toMatch(/^\[Query of Essay/);
});

test("both searches go together, and the same one only once", () => {
  const both = Essay.select("id")
    .similarTo("embedding", vector, { distance: "l1" })
    .withinDistance("half", half, 2);
  expect(both.toSQL()).toEqual({
    text: `select "essays"."id", 1 / (1 + "arx_similarity"."distance") as "similarity", "arx_distance"."distance" as "distance" from "public"."essays" cross join lateral (select "essays"."embedding" <+> $1::vector as "distance") as "arx_similarity" cross join lateral (select "essays"."half" <-> $2::halfvec as "distance") as "arx_distance" where "essays"."half" is not null and "arx_distance"."distance" <= $3 order by "arx_distance"."distance", "arx_similarity"."distance" limit $4`,
    parameters: ["[1,2.5,-3]", "[1,2]", "2", "10"],
  });
  expect(() => both.similarTo("embedding", vector, { distance: "l1" })).toThrow(
    'Essay.similarTo: the results tell a "similarity" already.',
  );
});

test("a limit that was said before counts, one that is an option counts more", () => {
  const options = { distance: "l1" } as const;
  const limitOf = (query: { toSQL(): { parameters: unknown } }): unknown =>
    (query.toSQL().parameters as string[]).at(-1);
  expect(limitOf(Essay.similarTo("embedding", vector, options))).toBe("10");
  const five = Essay.limit(5);
  expect(limitOf(five.similarTo("embedding", vector, options))).toBe("5");
  expect(
    limitOf(five.similarTo("embedding", vector, { ...options, limit: 2 })),
  ).toBe("2");
});

describe("what cannot be searched by is refused before anything is sent", () => {
  const untyped = Essay as unknown as {
    similarTo(...args: unknown[]): unknown;
    withinDistance(...args: unknown[]): unknown;
  };

  test.each<[string, unknown[], string, string]>([
    [
      "a distance that there is not",
      ["embedding", vector, { distance: "hamming" }],
      "Essay.similarTo.distance is cosine, l2, innerProduct, l1, and was another string.",
      "euclidean means l2, dot innerProduct and manhattan l1.",
    ],
    [
      "a column of something else",
      ["title", vector],
      "Essay.similarTo takes a column of vectors, and Essay.title is text.",
      "There is embedding, half.",
    ],
    [
      "a column that there is not",
      ["embeding", vector],
      'Essay has no column "embeding".',
      'Did you mean "embedding"?',
    ],
    [
      "an option that there is not",
      ["embedding", vector, { treshold: 1 }],
      'Essay.similarTo has no option "treshold".',
      'Did you mean "threshold"?',
    ],
    [
      "a vector of zeros by cosine",
      ["embedding", Vector.of([0, 0, 0])],
      "Essay.similarTo: a vector of zeros has no direction, and is like no other by cosine.",
      "Use another distance: { distance: 'l2' }.",
    ],
  ])("%s", (_, args, message, hint) => {
    expect(() => untyped.similarTo(...args)).toThrow(
      expect.objectContaining({ message, hint }) as Error,
    );
  });

  test.each<[unknown[], string]>([
    [
      ["embedding", half],
      "Essay.embedding takes a Vector of 3 dimensions, not one of 2 dimensions.",
    ],
    [
      ["embedding", [1, 2, 3]],
      "Essay.embedding takes a Vector of 3 dimensions, not an array.",
    ],
    [
      ["embedding", "[1,2,3]"],
      "Essay.embedding takes a Vector of 3 dimensions, not a string.",
    ],
    [
      ["embedding", vector, 5],
      "Essay.similarTo takes an object of options, not a number.",
    ],
    [
      ["embedding", vector, { threshold: 70 }],
      "Essay.similarTo.threshold is a finite number from -1 up to 1, not 70.",
    ],
    [
      ["embedding", vector, { threshold: NaN }],
      "Essay.similarTo.threshold is a finite number from -1 up to 1, not NaN.",
    ],
    [
      ["embedding", vector, { threshold: "1", distance: "dot" }],
      "Essay.similarTo.threshold is a finite number, not a string.",
    ],
    [
      ["embedding", vector, { limit: -1 }],
      "Essay.similarTo.limit takes a whole number from 0 up, not -1.",
    ],
    [
      ["embedding", vector, { efSearch: 0 }],
      "Essay.similarTo.efSearch is a finite number from 1 up to 1000, not 0.",
    ],
    [
      ["embedding", vector, { efSearch: 1.5 }],
      "Essay.similarTo.efSearch is a whole number, not 1.5.",
    ],
    [
      ["embedding", vector, { iterativeScan: "on; drop" }],
      'Essay.similarTo.iterativeScan takes "strict" or "relaxed", not another string.',
    ],
  ])("%j", (args, message) => {
    expect(() => untyped.similarTo(...args)).toThrow(
      expect.objectContaining({ message }) as Error,
    );
  });

  test("a distance below nothing", () => {
    expect(() => untyped.withinDistance("half", half, -1)).toThrow(
      "Essay.withinDistance: the distance is a finite number from 0, not -1.",
    );
    expect(() => untyped.withinDistance("half", half, Infinity)).toThrow(
      "Essay.withinDistance: the distance is a finite number from 0, not an infinite number.",
    );
    const below = untyped.withinDistance("half", half, -1, { distance: "dot" });
    expect(below).toHaveProperty("toSQL");
  });

  test("a column that the result would hide", () => {
    expect(() => Rated.similarTo("embedding", Vector.of([1]))).toThrow(
      expect.objectContaining({
        message:
          'Rated.similarTo tells its results their "similarity", and Rated has a member of that name.',
        hint: "Give one of them another name; a column can keep its own.",
      }) as Error,
    );
  });
});

test("a search by a distance that no index of the column serves is warned of, once", () => {
  const warn = jest.spyOn(process, "emitWarning").mockReturnValue();
  for (let times = 0; times < 2; times++)
    Verse.withinDistance("embedding", half, 1);
  Verse.similarTo("embedding", half);
  Essay.similarTo("half", half);
  const { calls } = warn.mock;
  warn.mockRestore();
  expect(calls).toEqual([
    [
      "Verse.embedding is searched by l2, and its index is for another distance, so that every row is read.",
      {
        type: "ArxWarning",
        code: "ARX_VECTOR_INDEX",
        detail:
          "Search by the distance of the index, or add one: { method: 'hnsw', distance: 'l2' }.",
      },
    ],
  ]);
});

test("more records than an hnsw index gives are warned of, once, unless it is told to look at as many", () => {
  const warn = jest.spyOn(process, "emitWarning").mockReturnValue();
  Verse.similarTo("embedding", half, { limit: 40 });
  Verse.similarTo("embedding", half, { limit: 100, efSearch: 100 });
  Verse.similarTo("embedding", half, { limit: 100, iterativeScan: "strict" });
  expect(warn.mock.calls).toEqual([]);
  for (let times = 0; times < 2; times++)
    Verse.limit(100).similarTo("embedding", half);
  Essay.similarTo("half", half, { limit: 100 });
  const { calls } = warn.mock;
  warn.mockRestore();
  expect(calls).toEqual([
    [
      "Verse.embedding is asked for 100 records, and its hnsw index gives 40 at most.",
      {
        type: "ArxWarning",
        code: "ARX_VECTOR_LIMIT",
        detail:
          "Have it look at as many: { efSearch: 100 }, or write iterativeScan: 'strict'.",
      },
    ],
  ]);
});

test("numbers so small that the column keeps zeros, or their squares are zero, have no direction either", () => {
  expect(() =>
    Essay.similarTo("half", Vector.of([1e-9, 0]), { limit: 1 }),
  ).toThrow("a vector of zeros has no direction");
  expect(() => Verse.similarTo("embedding", Vector.of([1e-30, 0]))).toThrow(
    "a vector of zeros has no direction",
  );
  expect(() =>
    Verse.withinDistance("embedding", Vector.of([1e-30, 0]), 1),
  ).not.toThrow();
});
