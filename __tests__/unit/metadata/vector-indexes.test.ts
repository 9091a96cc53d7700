import { Column as TypedColumn } from "../../../lib/decorators/column";
import { Index as TypedIndex } from "../../../lib/decorators/indexes";
import { PrimaryKey } from "../../../lib/decorators/primary-key";
import { Table } from "../../../lib/decorators/table";
import { definitionOf } from "../../../lib/metadata/registry";
import { stepsOf } from "../../../lib/schema/hazard-rules";
import { createSchema } from "../../../lib/schema/diff";
import { schemaOf } from "../../../lib/schema/from-metadata";
import { Vector } from "../../../lib/types/vector";
import { mistakesOf } from "../../support/mistakes-of";
import { untyped } from "../../support/untyped";

const Column = untyped(TypedColumn);
const Index = untyped(TypedIndex);
const common = { type: "vector", dimensions: 3 };

test("an index of vectors is named after its method and made for cosine", () => {
  @Table()
  @TypedIndex("summary", { method: "ivfflat", distance: "innerProduct" })
  @TypedIndex(
    { column: "title", operatorClass: "vector_l2_ops" },
    { method: "hnsw", where: "id > 0" },
  )
  @TypedIndex(
    {
      expression: "(title::halfvec(3))",
      operatorClass: "halfvec_l1_ops",
    },
    { method: "hnsw" },
  )
  class Passage {
    @PrimaryKey() declare id: number;
    @TypedColumn({
      type: "vector",
      dimensions: 3,
      indexed: { method: "hnsw", with: { m: 16, ef_construction: 64 } },
    })
    declare text: Vector;
    @TypedColumn({ type: "halfvec", dimensions: 3000 }) declare summary: Vector;
    @TypedColumn({ type: "vector", dimensions: 3 }) declare title: Vector;
  }
  const { indexes } = definitionOf(Passage);
  expect(
    indexes.map(({ name, method, keys, with: parameters }) => [
      name,
      method,
      keys[0]?.operatorClass,
      parameters,
    ]),
  ).toEqual([
    ["idx_passages_summary_ivfflat", "ivfflat", "halfvec_ip_ops", {}],
    ["idx_passages_title_hnsw", "hnsw", "vector_l2_ops", {}],
    ["idx_passages_expr_hnsw", "hnsw", "halfvec_l1_ops", {}],
    [
      "idx_passages_text_hnsw",
      "hnsw",
      "vector_cosine_ops",
      { m: "16", ef_construction: "64" },
    ],
  ]);
});

test.each<[string, object, object, string, string]>([
  [
    "a plain index",
    common,
    { indexed: true },
    "sorts at by its first number, which no search for similar vectors uses.",
    "Write indexed: { method: 'hnsw' }, or @Index('…', { method: 'hnsw' }).",
  ],
  [
    "a distance without a method",
    common,
    { indexed: { distance: "l2" } },
    "has a distance, which only an index of vectors has.",
    "Add method: 'hnsw' or method: 'ivfflat', or leave the distance out.",
  ],
  [
    "an unknown distance",
    common,
    { indexed: { method: "hnsw", distance: "cos" } },
    'has the distance "cos", which there is not.',
    "Write one of cosine, l2, innerProduct, l1.",
  ],
  [
    "ivfflat for l1",
    common,
    { indexed: { method: "ivfflat", distance: "l1" } },
    "is of method ivfflat, which does not know the distance l1.",
    "Write method: 'hnsw', or another distance.",
  ],
  [
    "a unique one",
    common,
    { indexed: { method: "hnsw", unique: true } },
    "is of method hnsw, which has no unique, include, direction or nulls.",
    "Leave them out.",
  ],
  [
    "another type",
    { type: "text" },
    { indexed: { method: "hnsw" } },
    "is of method hnsw, and at is text.",
    "Name a column of type vector or halfvec, or its operatorClass.",
  ],
  [
    "no size",
    { type: "vector" },
    { indexed: { method: "hnsw" } },
    "is of method hnsw, and at has no number of dimensions.",
    "Write it at the column: dimensions: 1536.",
  ],
  [
    "a vector that is too long",
    { type: "vector", dimensions: 3072 },
    { indexed: { method: "hnsw" } },
    "is of method hnsw, which takes vector of up to 2000 dimensions, and at has 3072.",
    "Make the column a halfvec, which takes 4000.",
  ],
  [
    "a halfvec that is too long",
    { type: "halfvec", dimensions: 4001 },
    { indexed: { method: "ivfflat" } },
    "is of method ivfflat, which takes halfvec of up to 4000 dimensions, and at has 4001.",
    "Keep fewer dimensions of the embedding, or search without an index.",
  ],
])("%s is told", (_, type, options, message, fix) => {
  @Table()
  class Passage {
    @PrimaryKey() declare id: number;
    @Column({ ...type, ...options }) declare at: unknown;
  }
  expect(mistakesOf(Passage)).toBe(`The models have 1 mistake:
  Passage: indexed of at ${message}
    ${fix}`);
});

test("keys that say too much, or too little, are told", () => {
  @Table()
  @Index(["one", "two"], { method: "hnsw" })
  @Index(
    { column: "one", operatorClass: "vector_l2_ops" },
    { method: "hnsw", distance: "l2", name: "a" },
  )
  @Index({ expression: "one" }, { method: "hnsw", name: "b" })
  @Index({ column: "one", direction: "desc" }, { method: "hnsw", name: "c" })
  class Passage {
    @PrimaryKey() declare id: number;
    @Column(common) declare one: unknown;
    @Column(common) declare two: unknown;
  }
  expect(mistakesOf(Passage)).toBe(`The models have 4 mistakes:
  Passage: @Index is of method hnsw, which indexes one column, and has several.
    Make an index of each.
  Passage: @Index has an operatorClass and a distance, which say the same thing.
    Leave one of them out.
  Passage: @Index is of method hnsw over an expression, whose type only the database knows.
    Name the class of operators: { expression, operatorClass: 'halfvec_cosine_ops' }.
  Passage: @Index is of method hnsw, which has no unique, include, direction or nulls.
    Leave them out.`);
});

test("a size is a whole number, and of a vector", () => {
  @Table()
  class Passage {
    @PrimaryKey() declare id: number;
    @Column({ type: "vector", dimensions: 0 }) declare none: unknown;
    @Column({ type: "halfvec", dimensions: 1.5 }) declare half: unknown;
    @Column({ type: "text", dimensions: 3 }) declare text: unknown;
    @Column({ type: "vector", length: 3 }) declare long: unknown;
  }
  expect(mistakesOf(Passage)).toBe(`The models have 4 mistakes:
  Passage.none: dimensions is a whole number from 1 to 16000.
    Correct the option, or leave it out.
  Passage.half: dimensions is a whole number from 1 to 16000.
    Correct the option, or leave it out.
  Passage.text: text takes no dimensions.
    Correct the option, or leave it out.
  Passage.long: vector takes no length.
    Correct the option, or leave it out.`);
});

test("a field that cannot be a vector is told", () => {
  @Table()
  class Passage {
    @PrimaryKey() declare id: number;
    @Column(common) declare list: number[];
    @Column(common) declare vector: Vector;
    @Column({ type: "vector[]", dimensions: 3 }) declare vectors: Vector[];
  }
  expect(mistakesOf(Passage)).toBe(
    `The models have 1 mistake:
  Passage.list: design:type is Array, but a column of type vector holds Vector.
    Declare the field as Vector, or give the column another type.`,
  );
});

test("ivfflat on a table without rows is a hazard, hnsw is none", () => {
  @Table()
  class Chapter {
    @PrimaryKey() declare id: number;
    @TypedColumn({
      type: "vector",
      dimensions: 3,
      indexed: { method: "ivfflat", with: { lists: 100 } },
    })
    declare one: Vector;
    @TypedColumn({ type: "vector", dimensions: 3, indexed: { method: "hnsw" } })
    declare two: Vector;
  }
  const steps = stepsOf(createSchema(schemaOf([definitionOf(Chapter)])));
  expect(steps.flatMap(({ hazards }) => hazards)).toEqual([
    {
      kind: "serves badly",
      message:
        "The index idx_chapters_one_ivfflat is built while chapters has no rows, and ivfflat takes its lists from the rows that it meets: searches will miss most of what they should find.",
      advice:
        "Make it in a later migration, when there are rows, or use hnsw, which needs none.",
      allow: undefined,
    },
  ]);
});
